import type { HandlingState } from '#core/domain/case/case-state.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { CaseCount, DateCount, Dimension, MonthCount, StateCount } from '#core/domain/ledger/statistics.ts';
import { narrowFilter } from '#core/domain/ledger/narrow-filter.ts';
import type { Reader } from '../../access.ts';
import { NO_DATE } from '../../schema/columns.ts';
import { whereSql } from './conditions.ts';
import { CASE_LIST, type CaseFilter, caseQuery } from './case-lists.ts';
import { tallyAnswers } from './counts.ts';
import { type Driver, idsDriver, inState, rareDriver, statesOf, testsOf } from './drivers.ts';
import type { ListQuery, Sql } from './spec.ts';

const COLUMNS: Readonly<Record<Dimension, string>> = {
  source: 'source',
  severity: 'severity',
  river: 'river',
  leadUnit: 'lead_unit',
};

/** Cases of a filter counted by class, town and handling state; what `summarise` adds up. Overdue: due before `today`. */
export function countCasesByClass(reader: Reader, filter: CaseFilter, today: CivilDate): CaseCount[] {
  const counts = countStates(reader, filter, ['town_key', 'category'], today);
  const towns = new Map([...new Set(counts.map(({ keys }) => keys[0]))].map((code) => [code, townName(reader, code)]));
  return counts.map(({ keys: [townCode = '', category], ...count }) => ({
    // The column admits no other words.
    category: category as CaseCount['category'],
    townCode,
    town: towns.get(townCode) ?? null,
    ...count,
  }));
}

/** Cases of a filter counted by one column and handling state; `value` '' where it is not filled in. */
export function countCasesBy(
  reader: Reader,
  filter: CaseFilter,
  dimension: Dimension,
  today: CivilDate,
): (StateCount & { readonly value: string })[] {
  const counts = countStates(reader, filter, [COLUMNS[dimension]], today);
  return counts.map(({ keys: [value = ''], ...count }) => ({ value, ...count }));
}

/** Cases of a filter by the month in which they were filed, or closed. */
export function countCasesByMonth(reader: Reader, filter: CaseFilter, of: 'filed' | 'closed'): MonthCount[] {
  const months = new Map<string, number>();
  for (const { date, count } of countCasesByDay(reader, filter, of)) {
    const month = date.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + count);
  }
  return [...months].map(([month, count]) => ({ month, count }));
}

const DAYS = {
  filed: { column: 'filed_on', index: 'case_record_by_state_filed_idx' },
  closed: { column: 'closed_sort', index: 'case_record_by_state_closed_idx' },
  due: { column: 'due_sort', index: 'case_record_by_state_due_idx' },
} as const;

/** Cases of a filter by the day on which they were filed or closed, or are due. State by state, each in the order of its index. */
export function countCasesByDay(reader: Reader, filter: CaseFilter, of: keyof typeof DAYS): DateCount[] {
  const { column, index } = DAYS[of];
  const query = caseQuery(reader, { filter });
  const days = new Map<string, number>();
  for (const state of statesOf(CASE_LIST, query)) {
    const driver = fewDriver(query) ?? whole(holds(query, column) ? index : CASE_LIST.tallyIndex);
    const rows = grouped(reader, `r.${column}`, query, inState(CASE_LIST, driver, state), `r.${column}`);
    for (const [date, count] of rows) {
      if (date !== NO_DATE) days.set(String(date), (days.get(String(date)) ?? 0) + Number(count));
    }
  }
  return [...days].map(([date, count]) => ({ date, count }));
}

/** Whether the index in the order of a date holds all that is tested; row by row it would be slower than sorting. */
function holds({ terms, ranges }: ListQuery, column: string): boolean {
  const held = [CASE_LIST.stateColumn, column, ...CASE_LIST.coveredColumns];
  return [...terms, ...ranges].every((test) => held.includes(test.column));
}

type Counted = StateCount & { readonly keys: readonly string[] };

/** Counts by the columns and the handling state; what is overdue and what is a rebound apart, over their own indexes: they are few. */
function countStates(reader: Reader, filter: CaseFilter, columns: readonly string[], today: CivilDate): Counted[] {
  const overdue = countGroups(reader, narrowFilter(filter, { dueTo: addDays(today, -1) }), columns);
  const rebound = countGroups(reader, narrowFilter(filter, { rebound: true }), columns);
  return [...countGroups(reader, filter, columns)].map(([group, count]) => {
    const keys = JSON.parse(group) as readonly string[];
    return {
      keys: keys.slice(0, -1),
      // The column admits no other words.
      state: keys.at(-1) as HandlingState,
      count,
      overdue: overdue.get(group) ?? 0,
      rebound: rebound.get(group) ?? 0,
    };
  });
}

/** Number of cases by the values of the columns and of the state, the values as JSON; '' for none. */
function countGroups(reader: Reader, filter: CaseFilter, columns: readonly string[]): ReadonlyMap<string, number> {
  const query = caseQuery(reader, { filter });
  const all = [...columns, CASE_LIST.stateColumn];
  const list = all.map((column) => `r.${column}`).join(', ');
  const rows = byTally(query, all)
    ? grouped(reader, list, query, TALLY, list, 'sum(r.n)')
    : grouped(reader, list, query, fewDriver(query) ?? whole(indexFor(query, columns)), list);
  return new Map(rows.map((row) => [JSON.stringify(row.slice(0, -1).map((value) => value ?? '')), Number(row.at(-1))]));
}

function byTally(query: ListQuery, columns: readonly string[]): boolean {
  return (
    query.ids === null &&
    tallyAnswers(CASE_LIST, query) &&
    columns.every((column) => CASE_LIST.tallyColumns.includes(column))
  );
}

/** An index led by the column and the state, if it holds what is tested, so that nothing is sorted; else the one that holds all. */
function indexFor(query: ListQuery, [first = '']: readonly string[]): string {
  const dates = query.ranges.map(({ column }) => column);
  if (dates.length === 1 && dates[0] === 'due_sort') return DAYS.due.index;
  const led = CASE_LIST.termIndexes[first];
  const tested = query.terms.every(({ column }) => CASE_LIST.termCoveredColumns.includes(column));
  return led?.covers === true && tested && dates.length === 0 ? led.index : CASE_LIST.tallyIndex;
}

/** Keys, or a column that few rows fill; null when neither is asked for. */
function fewDriver(query: ListQuery): Driver | null {
  return query.ids === null ? rareDriver(CASE_LIST, query) : idsDriver(CASE_LIST, query, query.ids);
}

const TALLY: Driver = { from: { text: `${CASE_LIST.tally} r`, params: [] }, fixed: [], answered: [], covered: [] };

function whole(index: string): Driver {
  const from = { text: `case_record r indexed by ${index}`, params: [] };
  // The state leads the indexes by date: named, all of it is a seek.
  const states = statesSql(index);
  return { from, fixed: states === null ? [] : [states], answered: [], covered: [] };
}

function statesSql(index: string): Sql | null {
  if (index !== DAYS.due.index) return null;
  return { text: `r.handling in (${CASE_LIST.states.map((state) => `'${state}'`).join(', ')})`, params: [] };
}

function grouped(
  reader: Reader,
  columns: string,
  query: ListQuery,
  driver: Driver,
  groupBy: string,
  sum = 'count(*)',
): readonly (readonly (string | number | null)[])[] {
  const where = whereSql(testsOf(query, driver));
  const sql = `select ${columns}, ${sum} from ${driver.from.text}${where.text} group by ${groupBy}`;
  return reader.readRaw<(string | number | null)[]>(sql).all(...driver.from.params, ...where.params);
}

/** Name of a town as one of its cases has it. */
function townName(reader: Reader, code: string | undefined): string | null {
  if (code === undefined || code === '') return null;
  const sql = `select town from case_record indexed by ${CASE_LIST.mainIndex} where town_key = ? limit 1`;
  return reader.readRaw<[string | null]>(sql).get(code)?.[0] ?? null;
}
