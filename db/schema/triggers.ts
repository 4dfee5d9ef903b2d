import type Database from 'better-sqlite3';

/**
 * What drizzle-kit does not know: triggers and FTS5 tables. Idempotent and cheap; run after the migrations at every
 * open, because a table rebuild in a migration drops the triggers in silence. Needs a writable database.
 */
export function assertTriggersAndFts(sqlite: Database.Database): void {
  sqlite.transaction(() => sqlite.exec(STATEMENTS.join('\n'))).immediate();
}

/** Message of the refusal; tests and the damage report look for it by the error code `SQLITE_CONSTRAINT_TRIGGER`. */
const APPEND_ONLY = '事件日志只增不改：不能修改或删除已记录的事件';

/** INSERT OR REPLACE deletes without asking the DELETE trigger unless `recursive_triggers` is on: `open.ts` sets it. */
function appendOnly(verb: 'update' | 'delete'): string {
  const name = `event_log_refuse_${verb}`;
  return `drop trigger if exists ${name};
create trigger ${name} before ${verb} on event_log begin select raise(abort, '${APPEND_ONLY}'); end;`;
}

function tally(table: string, tallyTable: string, stateColumn: string): string {
  const columns = ['town_key', 'category', stateColumn, 'severity', 'source'];
  const list = columns.join(', ');
  const of = (row: 'new' | 'old') => columns.map((column) => `${row}.${column}`).join(', ');
  const add = `insert into ${tallyTable} (${list}, n) values (${of('new')}, 1)
  on conflict (${list}) do update set n = n + 1;`;
  const take = `update ${tallyTable} set n = n - 1 where ${columns.map((column) => `${column} = old.${column}`).join(' and ')};
  delete from ${tallyTable} where n = 0 and ${columns.map((column) => `${column} = old.${column}`).join(' and ')};`;
  return `drop trigger if exists ${table}_tally_insert;
create trigger ${table}_tally_insert after insert on ${table} begin ${add} end;
drop trigger if exists ${table}_tally_update;
create trigger ${table}_tally_update after update of ${list} on ${table}
when (${of('new')}) <> (${of('old')}) begin ${take} ${add} end;
drop trigger if exists ${table}_tally_delete;
create trigger ${table}_tally_delete after delete on ${table} begin ${take} end;`;
}

/**
 * Tokens are made in JS (`db/search/canonical.ts`) and come joined by blanks; `ascii` splits them again without
 * looking at any Chinese character. `prefix='1'` answers a single character. Contentless: the text is in the record.
 */
function fts(name: string): string {
  return `create virtual table if not exists ${name}
using fts5(tokens, content='', contentless_delete=1, tokenize="ascii", prefix='1');`;
}

const STATEMENTS = [
  appendOnly('update'),
  appendOnly('delete'),
  tally('finding', 'finding_tally', 'state'),
  tally('case_record', 'case_tally', 'handling'),
  fts('finding_fts'),
  fts('case_fts'),
  "insert or ignore into search_state (kind, indexed_through) values ('finding', 0), ('case', 0);",
];
