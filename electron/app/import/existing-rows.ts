import type { ExistingRows } from '#core/domain/spreadsheet/plan.ts';
import type { Reader } from '#db/access.ts';
import { rowsByFingerprints } from '#db/repositories/batches.ts';
import { findingsByExternalNumbers } from '#db/repositories/findings.ts';

/** What is kept already, for the plan of an import: by the row's meaning, and by external number. */
export function existingRows(reader: Reader): ExistingRows {
  return {
    byFingerprint: (fingerprint) => rowsByFingerprints(reader, [fingerprint])[0]?.findingId ?? null,
    byExternalNumber: (number) => findingsByExternalNumbers(reader, [number])[0]?.id ?? null,
  };
}
