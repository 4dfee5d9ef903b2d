import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { dateCheck, flagCheck, jsonCheck, oneOfCheck } from './columns.ts';

/** Last number given, by kind (`finding`, `case`) and year; only ever rises, so a number is never used twice. */
export const numberCounterTable = sqliteTable(
  'number_counter',
  {
    kind: text('kind').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.year] }),
    oneOfCheck('number_counter_kind_check', table.kind, ['finding', 'case']),
  ],
);

/** Holiday notices of the State Council (放假安排通知) as loaded; `days` is the JSON of the notice's days. */
export const holidayNoticeTable = sqliteTable(
  'holiday_notice',
  {
    id: text('id').primaryKey(),
    year: integer('year').notNull(),
    documentNumber: text('document_number').notNull(),
    title: text('title').notNull(),
    issuedOn: text('issued_on').notNull(),
    source: text('source').notNull(),
    supersedes: text('supersedes'),
    days: text('days').notNull(),
    loadedAt: integer('loaded_at').notNull(),
  },
  (table) => [
    index('holiday_notice_year_idx').on(table.year),
    dateCheck('holiday_notice_issued_on_check', table.issuedOn),
    jsonCheck('holiday_notice_days_check', table.days),
  ],
);

/** Settings (设置), JSON by key. */
export const settingTable = sqliteTable(
  'setting',
  {
    key: text('key').primaryKey(),
    value: text('value').notNull(),
  },
  (table) => [jsonCheck('setting_value_check', table.value)],
);

/** Local accounts (账户). `password_hash`: salted scrypt as text; NULL: can't sign in at a window, only act from the command line. */
export const accountTable = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    login: text('login').notNull(),
    displayName: text('display_name').notNull(),
    role: text('role').notNull(),
    active: integer('active').notNull(),
    createdAt: integer('created_at').notNull(),
    passwordHash: text('password_hash'),
  },
  (table) => [
    uniqueIndex('account_login_idx').on(table.login),
    oneOfCheck('account_role_check', table.role, ['clerk', 'supervisor', 'inspector', 'administrator']),
    flagCheck('account_active_check', table.active),
  ],
);
