import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type Database from 'better-sqlite3';
import { type Connection, inReadTx, type SqlValue } from '#db/access.ts';
import { caseFacets, type CaseSelection, listCases } from '#db/repositories/lists/case-lists.ts';
import type { PageQuery } from '#db/repositories/lists/spec.ts';
import { caseDatabase } from '../data/case-database.ts';
import { open } from '../data/database.ts';
import {
  type Bench,
  duration,
  median,
  peakMemory,
  print,
  printLines,
  printTable,
  quantile,
  reach,
  sizes,
  timed,
  times,
} from '../measure.ts';
import { queryShapes } from './list-shapes.ts';

const FULL = [10_000, 185_000, 1_000_000];
const QUICK = [500, 2000];
const AT_MOST = 3;
const P95_AT_MOST = 2;
const MOST_MS = 50;
const PAGE: PageQuery = { size: 50 };
const ROUNDS = 5;
/** Combinations of town, class and state that are asked for in a round. */
const COMBINATIONS = 60;

/** Figure 3: the ledger list against hand-written SQL, and the longest that any list query takes. */
export const listBench: Bench = {
  name: 'list',
  title: 'ledger list: filtered by town, class and state, by due date, page of 50 with count',
  async run({ quick }) {
    const chosen = sizes(quick, QUICK, FULL);
    const measured: Measured[] = [];
    for (const size of chosen) measured.push(await atSize(size, size === chosen.at(-1)));
    printLines(
      measured.map(({ size, ours, raw }) => ({
        what: `${size} cases, median (p95) of ${ours.length} queries`,
        ours: `${duration(median(ours))} (${duration(quantile(ours, 0.95))})`,
        yardstick: `${duration(median(raw))} (${duration(quantile(raw, 0.95))})`,
        ratio: times(median(ours) / median(raw)),
        reach: reach(median(ours) / median(raw), AT_MOST),
      })),
    );
    const p95 = measured.map(({ ours }) => quantile(ours, 0.95));
    const growth = (p95.at(-1) ?? Number.NaN) / (p95[0] ?? Number.NaN);
    print(
      `p95 of the page, ${chosen.at(-1)} against ${chosen[0]}: ${times(growth)}, reach ${reach(growth, P95_AT_MOST)}`,
    );
    print(peakMemory());
  },
};

interface Measured {
  readonly size: number;
  /** Milliseconds of each query, the median of its rounds: how queries differ, not how busy the machine was. */
  readonly ours: readonly number[];
  readonly raw: readonly number[];
}

async function atSize(size: number, shapes: boolean): Promise<Measured> {
  const database = await open(await caseDatabase(size), true);
  try {
    if (shapes) timeShapes(database.connection, size);
    return { size, ...comparePages(database.connection) };
  } finally {
    database.close();
  }
}

type Combination = readonly [town: string, category: CaseRecord['category'], handling: CaseRecord['state']['handling']];

function comparePages(connection: Connection): { ours: number[]; raw: number[] } {
  const { sqlite } = connection;
  const combinations = someCombinations(sqlite);
  const yardstick = handWritten(sqlite);
  const ours = combinations.map((): number[] => []);
  const raw = combinations.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, combination] of combinations.entries()) {
      const [town, category, handling] = combination;
      const filter = { townCode: [town], category: [category], handling: [handling] };
      let total = 0;
      let counted = 0;
      const mine = timed(() => {
        total = listed(connection, { filter, sort: { by: 'dueOn', dir: 'asc' } }, PAGE).total;
      });
      const plain = timed(() => {
        counted = yardstick(combination);
      });
      if (total !== counted) throw new Error(`${combination.join(', ')}: ${total} and ${counted} cases`);
      if (round === 0) continue;
      ours[at]?.push(mine);
      raw[at]?.push(plain);
    }
  }
  return { ours: ours.map(median), raw: raw.map(median) };
}

/** Combinations from the commonest to rare ones. */
function someCombinations(sqlite: Database.Database): readonly Combination[] {
  const all = sqlite
    .prepare<[], Combination>(
      'select town_key, category, handling from case_tally group by 1, 2, 3 order by sum(n) desc, 1, 2, 3',
    )
    .raw(true)
    .all();
  const step = Math.max(1, Math.floor(all.length / COMBINATIONS));
  return all.filter((_, at) => at % step === 0);
}

/** The yardstick: what a hand would write for this one list, prepared once; the columns of a list, rows as objects. */
function handWritten(sqlite: Database.Database): (combination: Combination) => number {
  const columns = sqlite
    .prepare<[], { name: string }>(
      "select name from pragma_table_info('case_record') where name not in ('row_no', 'search_text')",
    )
    .all()
    .map(({ name }) => name);
  const where = 'from case_record where town_key = ? and category = ? and handling = ?';
  const page = sqlite.prepare<SqlValue[]>(`select ${columns.join(', ')} ${where} order by due_sort, row_no limit 50`);
  const count = sqlite.prepare<SqlValue[], [number]>(`select count(*) ${where}`).raw(true);
  return (combination) => {
    page.all(...combination);
    return count.get(...combination)?.[0] ?? 0;
  };
}

/** Every shape of list query, each with its count; the longest must stay within bounds. */
function timeShapes(connection: Connection, size: number): void {
  const shapes = queryShapes(caseFacets(connection.reader), size);
  const rows = shapes.map(({ name, selection, page }) => {
    const { total, totalIsExact, rows: found } = listed(connection, selection, page);
    const taken = timesOf(connection, selection, page);
    return {
      name,
      hits: `${totalIsExact ? '' : '>= '}${total}`,
      rows: String(found.length),
      median: median(taken),
      max: Math.max(...taken),
    };
  });
  printTable(
    [`list query at ${size} cases, count included`, 'hits', 'rows', 'median', 'max'],
    rows.map(({ name, hits, rows: found, median: middle, max }) => [
      `${name}${middle > MOST_MS ? '  <-- MISSED' : ''}`,
      hits,
      found,
      duration(middle),
      duration(max),
    ]),
  );
  // The longest of five says what else ran on the machine; the median says what the query takes.
  const longest = Math.max(...rows.map(({ median: middle }) => middle));
  print(`longest median: ${duration(longest)}, reach <= ${MOST_MS} ms ${longest <= MOST_MS ? 'ok' : 'MISSED'}\n`);
}

function timesOf(connection: Connection, selection: CaseSelection, page: PageQuery): number[] {
  return Array.from({ length: ROUNDS }, () => timed(() => listed(connection, selection, page)));
}

/** As the route does it: page and count from one state of the database. */
function listed(connection: Connection, selection: CaseSelection, page: PageQuery) {
  return inReadTx(connection, (reader) => listCases(reader, { ...selection, page }));
}
