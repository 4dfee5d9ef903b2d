import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, oneOfCheck } from './columns.ts';

/** How far the search index reaches: rows with `row_no <= indexed_through` are in it, later ones are searched as text. */
export const searchStateTable = sqliteTable(
  'search_state',
  {
    kind: text('kind').primaryKey(),
    indexedThrough: integer('indexed_through').notNull(),
  },
  (table) => [
    oneOfCheck('search_state_kind_check', table.kind, ['finding', 'case']),
    atLeastCheck('search_state_indexed_through_check', table.indexedThrough, 0),
  ],
);
