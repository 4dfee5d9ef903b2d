import { initialEntries } from '#core/domain/search/initials.ts';
import type { Reader, Tx } from '../access.ts';
import { tokensOf } from './canonical.ts';
import type { SearchWord } from './query.ts';

/** What is searched: each kind has its table, its FTS tables (texts, pinyin initials) and its watermark. */
export type SearchKind = 'finding' | 'case';

const TABLES = {
  finding: { record: 'finding', fts: 'finding_fts', initials: 'finding_initials' },
  case: { record: 'case_record', fts: 'case_fts', initials: 'case_initials' },
} as const satisfies Record<SearchKind, { record: string; fts: string; initials: string }>;

/** When a new row enters the index: in the same transaction, or by `catchUpSearch` after a bulk load. */
export type IndexWhen = 'now' | 'later';

/** Highest `row_no` in the index; rows beyond it are searched as text. */
export function searchWatermark(reader: Reader, kind: SearchKind): number {
  const row = reader.readRaw<[number]>('select indexed_through from search_state where kind = ?').get(kind);
  return row?.[0] ?? 0;
}

/** Whether a word stands in some text of the kind, put as `SearchWord`. */
export function standsInTexts(reader: Reader, kind: SearchKind, { match, pattern }: SearchWord): boolean {
  const { record, fts } = TABLES[kind];
  const indexed = reader.readRaw(`select 1 from ${fts} where ${fts} match ? limit 1`).get(match);
  if (indexed !== undefined) return true;
  const waiting = `select 1 from ${record} where row_no > ? and instr(search_text, ?) > 0 limit 1`;
  return reader.readRaw(waiting).get(searchWatermark(reader, kind), pattern) !== undefined;
}

/** Indexes a new row at once, if every row before it is indexed; else it waits for `catchUpSearch` like those. */
export function indexNewRow(tx: Tx, kind: SearchKind, rowNo: number, searchText: string): void {
  if (searchWatermark(tx, kind) < rowNo - 1) return;
  addRow(tx, kind, rowNo, searchText);
  setWatermark(tx, kind, rowNo);
}

/** Re-indexes a row whose text changed; a row that is not indexed yet needs nothing. */
export function reindexRow(tx: Tx, kind: SearchKind, rowNo: number, searchText: string): void {
  if (rowNo > searchWatermark(tx, kind)) return;
  tx.write(`delete from ${TABLES[kind].fts} where rowid = ?`).run(rowNo);
  tx.write(`delete from ${TABLES[kind].initials} where rowid = ?`).run(rowNo);
  addRow(tx, kind, rowNo, searchText);
}

/**
 * Indexes at most `limit` rows that bulk loads left behind; returns how many it indexed, 0 when the index is complete.
 * Call it in short transactions until it returns 0.
 */
export function catchUpSearch(tx: Tx, limit: number): number {
  const findings = catchUpKind(tx, 'finding', limit);
  return findings + catchUpKind(tx, 'case', limit - findings);
}

/** Empties the index; `catchUpSearch` fills it again, and meanwhile every search reads the texts themselves. */
export function resetSearch(tx: Tx): void {
  for (const kind of ['finding', 'case'] as const) {
    const { fts, initials } = TABLES[kind];
    for (const index of [fts, initials]) tx.write(`insert into ${index} (${index}) values ('delete-all')`).run();
    setWatermark(tx, kind, 0);
  }
}

/** How many rows wait for `catchUpSearch`. */
export function pendingSearchRows(reader: Reader): number {
  const count = (kind: SearchKind): number => {
    const sql = `select count(*) from ${TABLES[kind].record} where row_no > ?`;
    return reader.readRaw<[number]>(sql).get(searchWatermark(reader, kind))?.[0] ?? 0;
  };
  return count('finding') + count('case');
}

function catchUpKind(tx: Tx, kind: SearchKind, limit: number): number {
  if (limit <= 0) return 0;
  const sql = `select row_no, search_text from ${TABLES[kind].record} where row_no > ? order by row_no limit ?`;
  const rows = tx.readRaw<[number, string]>(sql).all(searchWatermark(tx, kind), limit);
  for (const [rowNo, text] of rows) addRow(tx, kind, rowNo, text);
  const last = rows[rows.length - 1];
  if (last !== undefined) setWatermark(tx, kind, last[0]);
  return rows.length;
}

function addRow(tx: Tx, kind: SearchKind, rowNo: number, searchText: string): void {
  tx.write(`insert into ${TABLES[kind].fts} (rowid, tokens) values (?, ?)`).run(rowNo, tokensOf(searchText));
  const entries = initialEntries(searchText).join(' ');
  tx.write(`insert into ${TABLES[kind].initials} (rowid, entries) values (?, ?)`).run(rowNo, entries);
}

function setWatermark(tx: Tx, kind: SearchKind, rowNo: number): void {
  tx.write('update search_state set indexed_through = ? where kind = ?').run(rowNo, kind);
}
