import type Database from 'better-sqlite3';
import { SEARCH_VERSION } from './search-state.ts';

/**
 * Asserts what drizzle-kit does not know: triggers, the tallies they keep, and FTS5 tables. Idempotent; writes nothing
 * when all is there. Run it after the migrations at every open: a table rebuild in a migration drops triggers in
 * silence. May run inside a transaction. Needs a writable database.
 */
export function assertTriggersAndFts(sqlite: Database.Database): void {
  sqlite.transaction(() => {
    for (const trigger of APPEND_ONLY_TRIGGERS) assertTrigger(sqlite, trigger);
    for (const tally of TALLIES) assertTally(sqlite, tally);
    for (const fts of TEXT_INDEXES) sqlite.exec(ftsSql(fts));
    for (const fts of INITIALS_INDEXES) sqlite.exec(initialsSql(fts));
    if (sqlite.prepare('select 1 from search_state').all().length < 2) sqlite.exec(SEARCH_STATE);
    assertSearchVersion(sqlite);
  })();
}

interface Trigger {
  readonly name: string;
  readonly sql: string;
}

/** True when the trigger was missing or another one and had to be made. */
function assertTrigger(sqlite: Database.Database, { name, sql }: Trigger): boolean {
  const stored = sqlite
    .prepare<[string], { sql: string }>("select sql from sqlite_schema where type = 'trigger' and name = ?")
    .get(name);
  if (stored?.sql === sql) return false;
  sqlite.exec(`drop trigger if exists ${name}`);
  sqlite.exec(sql);
  return true;
}

/** INSERT OR REPLACE deletes without asking the DELETE trigger unless `recursive_triggers` is on: `open.ts` sets it. */
const APPEND_ONLY_TRIGGERS = (['update', 'delete'] as const).map((verb) => ({
  name: `event_log_refuse_${verb}`,
  sql: `CREATE TRIGGER event_log_refuse_${verb} before ${verb} on event_log
begin select raise(abort, '事件日志只增不改：已记录的事件不能修改或删除'); end`,
}));

/** A table whose rows are counted by the values of some columns; see `tally.ts`. */
interface Tally {
  readonly table: string;
  readonly tally: string;
  readonly columns: readonly string[];
}

const TALLIES: readonly Tally[] = [
  { table: 'finding', tally: 'finding_tally', columns: ['town_key', 'category', 'state', 'severity', 'source'] },
  { table: 'case_record', tally: 'case_tally', columns: ['town_key', 'category', 'handling', 'severity', 'source'] },
];

/** Rows written while a trigger was missing were not counted, so a trigger that had to be made begins with a count. */
function assertTally(sqlite: Database.Database, counted: Tally): void {
  const made = tallyTriggers(counted).map((trigger) => assertTrigger(sqlite, trigger));
  if (!made.includes(true)) return;
  const { table, tally } = counted;
  const list = counted.columns.join(', ');
  sqlite.exec(`delete from ${tally}`);
  sqlite.exec(`insert into ${tally} (${list}, n) select ${list}, count(*) from ${table} group by ${list}`);
}

function tallyTriggers({ table, tally, columns }: Tally): Trigger[] {
  const list = columns.join(', ');
  const of = (row: 'new' | 'old') => columns.map((column) => `${row}.${column}`).join(', ');
  const same = columns.map((column) => `${column} = old.${column}`).join(' and ');
  const add = `insert into ${tally} (${list}, n) values (${of('new')}, 1) on conflict (${list}) do update set n = n + 1;`;
  const take = `update ${tally} set n = n - 1 where ${same}; delete from ${tally} where n = 0 and ${same};`;
  const name = `${table}_tally`;
  return [
    { name: `${name}_insert`, sql: `CREATE TRIGGER ${name}_insert after insert on ${table} begin ${add} end` },
    {
      name: `${name}_update`,
      sql: `CREATE TRIGGER ${name}_update after update of ${list} on ${table}
when (${of('new')}) <> (${of('old')}) begin ${take} ${add} end`,
    },
    { name: `${name}_delete`, sql: `CREATE TRIGGER ${name}_delete after delete on ${table} begin ${take} end` },
  ];
}

/**
 * Tokens are made in JS (`db/search/canonical.ts`) and come joined by blanks; `ascii` splits them again without
 * looking at any Chinese character. `prefix='1'` answers a single character. Contentless: the text is in the record.
 */
function ftsSql(name: string): string {
  return `create virtual table if not exists ${name}
using fts5(tokens, content='', contentless_delete=1, tokenize="ascii", prefix='1')`;
}

/** Pinyin initials, entries of `initialEntries` joined by blanks: a row has an entry or not, places are not kept. */
function initialsSql(name: string): string {
  return `create virtual table if not exists ${name}
using fts5(entries, content='', contentless_delete=1, tokenize="ascii", detail='none')`;
}

const TEXT_INDEXES = ['finding_fts', 'case_fts'];
const INITIALS_INDEXES = ['finding_initials', 'case_initials'];

const SEARCH_STATE = `insert or ignore into search_state (kind, indexed_through, version)
values ('finding', 0, ${SEARCH_VERSION}), ('case', 0, ${SEARCH_VERSION})`;

/** An index that another version filled is emptied; `catchUpSearch` fills it, and meanwhile the texts themselves are read. */
function assertSearchVersion(sqlite: Database.Database): void {
  if (sqlite.prepare('select 1 from search_state where version <> ?').all(SEARCH_VERSION).length === 0) return;
  for (const fts of [...TEXT_INDEXES, ...INITIALS_INDEXES])
    sqlite.exec(`insert into ${fts} (${fts}) values ('delete-all')`);
  sqlite.prepare('update search_state set indexed_through = 0, version = ?').run(SEARCH_VERSION);
}
