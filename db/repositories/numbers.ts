import type { Reader, Tx } from '../access.ts';

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

/** One series of numbers (编号序列) and the last one of it. */
export interface NumberSeries {
  readonly kind: NumberKind;
  readonly year: number;
  readonly last: number;
}

/** The counters as stored. */
export function readCounters(reader: Reader): NumberSeries[] {
  return reader.read<NumberSeries>('select kind, year, last from number_counter order by kind, year').all();
}

/** Last number of each series by the counters and by the records themselves, in the form that core's `formatNumber` writes. */
export function numbersUsed(reader: Reader): NumberSeries[] {
  const seen = (table: string, kind: NumberKind, code: string) => `
    select '${kind}' as kind, cast(substr(number, instr(number, '${code}') + 4, 4) as integer) as year,
      cast(substr(number, instr(number, '${code}') + 9) as integer) as last
    from ${table} where instr(number, '${code}') > 0`;
  return reader
    .read<NumberSeries>(
      `select kind, year, max(last) as last from (
        select kind, year, last from number_counter
        union all ${seen('finding', 'finding', '-XS-')}
        union all ${seen('case_record', 'case', '-AJ-')}
      ) group by kind, year order by kind, year`,
    )
    .all();
}

/** Raises a counter to `last`; one that stands higher stays. */
export function raiseCounter(tx: Tx, { kind, year, last }: NumberSeries): void {
  tx.write(
    `insert into number_counter (kind, year, last) values (?, ?, ?)
     on conflict (kind, year) do update set last = max(last, excluded.last)`,
  ).run(kind, year, last);
}
