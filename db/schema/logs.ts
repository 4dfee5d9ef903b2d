import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, flagCheck, jsonCheck } from './columns.ts';

/** Every exported ledger (导出记录), with the head of the log printed on it; `filter`: JSON. */
export const exportLogTable = sqliteTable(
  'export_log',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    ledger: text('ledger').notNull(),
    filter: text('filter').notNull(),
    rows: integer('rows').notNull(),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    device: text('device').notNull(),
    headSeq: integer('head_seq').notNull(),
    headHash: text('head_hash').notNull(),
  },
  (table) => [
    index('export_log_at_idx').on(table.at),
    jsonCheck('export_log_filter_check', table.filter),
    atLeastCheck('export_log_rows_check', table.rows, 0),
  ],
);

/** Every backup (备份记录); `proved`: it was opened, counted and verified after it was made. */
export const backupLogTable = sqliteTable(
  'backup_log',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    path: text('path').notNull(),
    size: integer('size').notNull(),
    hash: text('hash').notNull(),
    events: integer('events').notNull(),
    findings: integer('findings').notNull(),
    cases: integer('cases').notNull(),
    headSeq: integer('head_seq').notNull(),
    headHash: text('head_hash').notNull(),
    proved: integer('proved').notNull(),
  },
  (table) => [index('backup_log_at_idx').on(table.at), flagCheck('backup_log_proved_check', table.proved)],
);
