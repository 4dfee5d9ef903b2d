import type { FindingLinks, RecordLink } from '#core/contract/views-finding.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Reader } from '#db/access.ts';
import { getBatch } from '#db/repositories/batches.ts';
import { getCase } from '#db/repositories/cases.ts';
import { findingsMergedInto, getFinding } from '#db/repositories/findings.ts';

/** A finding as a link. */
export function linkOf(kind: 'finding', row: Pick<FindingRecord, 'id' | 'number' | 'state'>): RecordLink;
/** A case as a link; `state` its handling state. */
export function linkOf(kind: 'case', row: Pick<CaseRecord, 'id' | 'number' | 'state'>): RecordLink;
export function linkOf(
  kind: 'finding' | 'case',
  { id, number, state }: Pick<FindingRecord, 'id' | 'number' | 'state'> | Pick<CaseRecord, 'id' | 'number' | 'state'>,
): RecordLink {
  // The overloads tie the kind to its row.
  return { kind, id, number, state: typeof state === 'string' ? state : state.handling } as RecordLink;
}

/** The record of a reference as a link, null when it is not there (any more). */
export function linkTo(
  reader: Reader,
  { kind, id }: { readonly kind: 'finding' | 'case'; readonly id: string },
): RecordLink | null {
  if (kind === 'finding') {
    const finding = getFinding(reader, id);
    return finding === null ? null : linkOf('finding', finding);
  }
  const record = getCase(reader, id);
  return record === null ? null : linkOf('case', record);
}

/** Everything that hangs together with a finding: its case, merges both ways, the import it came with. */
export function linksOf(reader: Reader, finding: FindingRecord): FindingLinks {
  const batch = finding.batchId === null ? null : getBatch(reader, finding.batchId);
  return {
    filedInto: finding.caseId === null ? null : linkTo(reader, { kind: 'case', id: finding.caseId }),
    mergedInto: finding.mergedInto === null ? null : linkTo(reader, finding.mergedInto),
    mergedHere: findingsMergedInto(reader, finding.id).map((row) => linkOf('finding', row)),
    batch: batch === null ? null : { id: batch.id, fileName: batch.fileName, row: finding.sourceRow },
  };
}
