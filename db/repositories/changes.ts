import type { Reader } from '../access.ts';

/** An event of a case or finding, as far as a list of changes tells of it. */
export interface ChangeRow {
  /** Order of arrival in this file. */
  readonly seq: number;
  readonly aggregate: 'case' | 'finding';
  readonly aggregateId: string;
  readonly type: string;
  readonly actorName: string;
  /** Instant of entry, ms UTC. */
  readonly at: number;
}

/** Place of the latest event in this file, 0 when there is none. */
export function lastSeq(reader: Reader): number {
  return reader.readRaw<[number]>('select coalesce(max(seq), 0) from event_log').get()?.[0] ?? 0;
}

/**
 * Events of cases and findings behind a place in the log that somebody else entered, latest first. Looks at the latest
 * `lookedAt` events only; `complete` false when there were more.
 */
export function changesSince(
  reader: Reader,
  { after, notBy, lookedAt }: { readonly after: number; readonly notBy: string; readonly lookedAt: number },
): { readonly rows: readonly ChangeRow[]; readonly complete: boolean } {
  // Along the rowid: newest first, no sorting, and no more than the bound, whoever entered it.
  const latest = 'select * from event_log where seq > ? order by seq desc limit ?';
  const rows = reader
    .read<ChangeRow>(
      `select seq, aggregate, aggregate_id as aggregateId, type, actor_name as actorName, at from (${latest})
       where actor <> ? and aggregate in ('case', 'finding')`,
    )
    .all(after, lookedAt, notBy);
  return { rows, complete: lastSeq(reader) - after <= lookedAt };
}
