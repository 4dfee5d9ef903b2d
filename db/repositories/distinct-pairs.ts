import type { Reader, Tx } from '../access.ts';

/** Who judged two records to be different problems (不是重复), and when. */
export interface DistinctMark {
  readonly actorName: string;
  /** Instant, ms UTC. */
  readonly at: number;
}

/** Remembers that two records are different problems; a pair that is known keeps its first mark. */
export function markDistinct(tx: Tx, a: string, b: string, { actorName, at }: DistinctMark): void {
  const [first, second] = inOrder(a, b);
  tx.write('insert or ignore into distinct_pair (first_id, second_id, actor_name, at) values (?, ?, ?, ?)').run(
    first,
    second,
    actorName,
    at,
  );
}

/** Takes the mark of a pair back; without effect when there is none. */
export function unmarkDistinct(tx: Tx, a: string, b: string): void {
  tx.write('delete from distinct_pair where first_id = ? and second_id = ?').run(...inOrder(a, b));
}

/** Keys of the records that were judged to be other problems than this one. */
export function distinctFrom(reader: Reader, id: string): ReadonlySet<string> {
  const sql =
    'select second_id from distinct_pair where first_id = ? union all select first_id from distinct_pair where second_id = ?';
  return new Set(
    reader
      .readRaw<[string]>(sql)
      .all(id, id)
      .map(([other]) => other),
  );
}

function inOrder(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}
