import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flagCheck, jsonCheck, oneOfCheck } from './columns.ts';
import { accountTable } from './reference.ts';

/** What one person set for a screen (个人偏好): columns, layout, drafts; JSON by key. */
export const preferenceTable = sqliteTable(
  'preference',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accountTable.id),
    key: text('key').notNull(),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.key] }), jsonCheck('preference_value_check', table.value)],
);

/** Saved views (常用视图) of a list: filter, search, sort and columns as JSON; a shared one is seen by all. */
export const savedViewTable = sqliteTable(
  'saved_view',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accountTable.id),
    list: text('list').notNull(),
    name: text('name').notNull(),
    spec: text('spec').notNull(),
    shared: integer('shared').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('saved_view_name_idx').on(table.accountId, table.list, table.name),
    index('saved_view_list_idx').on(table.list),
    oneOfCheck('saved_view_list_check', table.list, ['case', 'finding']),
    jsonCheck('saved_view_spec_check', table.spec),
    flagCheck('saved_view_shared_check', table.shared),
  ],
);
