import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, oneOfCheck } from './columns.ts';

/**
 * Version of what the search index holds (`db/search`). Raise it whenever another token comes out of the same text: the
 * next open empties the index of an older database, and the catch-up fills it again.
 */
export const SEARCH_VERSION = 2;

/**
 * How far the search index reaches: rows with `row_no <= indexed_through` are in it, later ones are searched as text.
 * `version`: `SEARCH_VERSION` of the program that filled it.
 */
export const searchStateTable = sqliteTable(
  'search_state',
  {
    kind: text('kind').primaryKey(),
    indexedThrough: integer('indexed_through').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    oneOfCheck('search_state_kind_check', table.kind, ['finding', 'case']),
    atLeastCheck('search_state_indexed_through_check', table.indexedThrough, 0),
    atLeastCheck('search_state_version_check', table.version, 1),
  ],
);
