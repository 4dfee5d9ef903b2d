import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { Reader } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { notFound, stale } from '../refusals.ts';

/** A case by key; with `rev`, only as the caller saw it. Refuses `NOT_FOUND`, `STALE_REVISION`. */
export function caseAt(reader: Reader, id: string, rev?: number): CaseRecord {
  const record = getCase(reader, id);
  if (record === null) throw notFound('案件', id);
  if (rev !== undefined && record.rev !== rev) throw stale('案件', record.number);
  return record;
}
