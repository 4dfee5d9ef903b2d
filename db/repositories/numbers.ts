import type { Tx } from '../access.ts';

/** What is numbered: 线索 or 案件. */
export type NumberKind = 'finding' | 'case';

/**
 * Next running number of a kind in a year, from 1; write transaction only, so that two commands never get the same.
 * The counter only rises: a rolled-back command gives its number back, a used one is never given again.
 */
export function nextNumber(tx: Tx, kind: NumberKind, year: number): number {
  tx.write(
    'insert into number_counter (kind, year, last) values (?, ?, 1) on conflict (kind, year) do update set last = last + 1',
  ).run(kind, year);
  const row = tx.readRaw<[number]>('select last from number_counter where kind = ? and year = ?').get(kind, year);
  if (row === undefined) throw new Error(`no counter for ${kind} ${year}`);
  return row[0];
}
