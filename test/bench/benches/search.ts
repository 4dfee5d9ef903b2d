import Database from 'better-sqlite3';
import type { Connection } from '#db/access.ts';
import { listCases } from '#db/repositories/lists/case-lists.ts';
import { compileSearch } from '#db/search/query.ts';
import { caseDatabase } from '../data/case-database.ts';
import { open } from '../data/database.ts';
import { type Bench, duration, medians, peakMemory, print, printTable, sizes, timed, times } from '../measure.ts';

const FULL = [10_000, 185_000, 1_000_000];
const QUICK = [2000];
const AT_LEAST = 20;
/** By length: in many rows, and in few. */
const WORDS = ['河', '网', '垃圾', '光伏', '建筑垃圾', '玉米等高'];

/** Figure 4: substring search against a scan with LIKE. */
export const searchBench: Bench = {
  name: 'search',
  title: `Chinese substring search, count and first 50, against LIKE '%…%'`,
  async run({ quick }) {
    const path = await caseDatabase(sizes(quick, QUICK, FULL).at(-1) ?? 0);
    const database = await open(path, true);
    const narrow = narrowCopy(path);
    try {
      await compare(database.connection, narrow);
    } finally {
      narrow.close();
      database.close();
    }
  },
};

/** Milliseconds of one word. */
interface Measured {
  readonly word: string;
  readonly hits: number;
  readonly shown: string;
  readonly ours: number;
  readonly index: number;
  readonly scan: number;
  readonly narrow: number;
}

/** The texts alone, in memory: the scan at its best, with nothing else to read. */
function narrowCopy(path: string): Database.Database {
  const copy = new Database(':memory:');
  copy.exec('create table text (row_no integer primary key, search_text text not null)');
  copy.prepare('attach ? as source').run(path);
  copy.exec('insert into text select row_no, search_text from source.case_record');
  copy.exec('detach source');
  return copy;
}

async function compare({ reader, sqlite }: Connection, narrow: Database.Database): Promise<void> {
  const rows: Measured[] = [];
  for (const word of WORDS) {
    const pattern = `%${word}%`;
    const scan = scanner(sqlite, 'case_record', 'row_no');
    const narrowScan = scanner(narrow, 'text', 'row_no');
    const index = sqlite.prepare<[string], [number]>('select count(*) from case_fts where case_fts match ?').raw(true);
    const match = compileSearch(word)?.match ?? '';
    const page = { size: 50 };
    const time = await medians({
      ours: () => timed(() => listCases(reader, { search: word, page })),
      index: () => timed(() => index.get(match)),
      scan: () => timed(() => scan(pattern)),
      narrow: () => timed(() => narrowScan(pattern)),
    });
    const { total, totalIsExact } = listCases(reader, { search: word, page });
    const exact = index.get(match)?.[0] ?? 0;
    const counted = narrowScan(pattern);
    if (counted !== exact) throw new Error(`${word}: ${exact} by the index, ${counted} by the scan`);
    rows.push({ word, hits: exact, shown: `${totalIsExact ? '' : '>= '}${total}`, ...time });
  }
  printTable(
    [
      'word',
      'hits',
      'count shown',
      'ours',
      'exact count by index',
      'LIKE, table',
      'ratio',
      'LIKE, texts in memory',
      'ratio',
    ],
    rows.map(({ word, hits, shown, ours, index, scan, narrow: least }) => [
      word,
      String(hits),
      shown,
      duration(ours),
      duration(index),
      duration(scan),
      times(scan / ours),
      duration(least),
      times(least / ours),
    ]),
  );
  const worst = Math.min(...rows.map(({ scan, ours }) => scan / ours));
  print(`least ratio ${times(worst)}, reach >= ${AT_LEAST}x ${worst >= AT_LEAST ? 'ok' : 'MISSED'}`);
  print(peakMemory());
}

/** The yardstick: all hits counted, the first 50 read. */
function scanner(sqlite: Database.Database, table: string, key: string): (pattern: string) => number {
  const count = sqlite.prepare<[string], [number]>(`select count(*) from ${table} where search_text like ?`).raw(true);
  const first = sqlite.prepare<[string]>(`select * from ${table} where search_text like ? order by ${key} limit 50`);
  return (pattern) => {
    first.all(pattern);
    return count.get(pattern)?.[0] ?? 0;
  };
}
