import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Reader } from '#db/access.ts';
import { getFinding } from '#db/repositories/findings.ts';
import { notFound, stale } from '../refusals.ts';

/** A finding by key; with `rev`, only as the caller saw it. Refuses `NOT_FOUND`, `STALE_REVISION`. */
export function findingAt(reader: Reader, id: string, rev?: number): FindingRecord {
  const record = getFinding(reader, id);
  if (record === null) throw notFound('线索', id);
  if (rev !== undefined && record.rev !== rev) throw stale('线索', record.number);
  return record;
}
