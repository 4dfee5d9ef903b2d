import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Reader } from '#db/access.ts';
import { eventRowsOf } from '#db/repositories/events.ts';
import { COLUMN } from '../../log/event-columns.ts';
import { caseFold, findingFold, type Fold } from '../../log/fold.ts';

/** A case as it was at a revision, by its events; null when it has not come so far, or its events can't be read. */
export function caseAtRev(reader: Reader, now: CaseRecord, rev: number): CaseRecord | null {
  return now.rev === rev ? now : folded(reader, caseFold(), now, rev);
}

/** See `caseAtRev`. */
export function findingAtRev(reader: Reader, now: FindingRecord, rev: number): FindingRecord | null {
  return now.rev === rev ? now : folded(reader, findingFold(), now, rev);
}

function folded<Row>(
  reader: Reader,
  fold: Fold<Row>,
  now: { readonly id: string; readonly rev: number },
  rev: number,
): Row | null {
  if (rev > now.rev || rev < 1) return null;
  let row: Row | null = null;
  for (const event of eventRowsOf(reader, now.id)) {
    if (event[COLUMN.rev] > rev) break;
    const next = fold.take(row, event);
    if (!next.ok) return null;
    row = next.value;
  }
  return row;
}
