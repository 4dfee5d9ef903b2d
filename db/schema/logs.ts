import { PRIVACY_LEVELS } from '#core/domain/ledger/privacy.ts';
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, dateCheck, flagCheck, jsonCheck, oneOfCheck } from './columns.ts';
import { accountTable } from './reference.ts';

/**
 * Every exported ledger (导出记录), with the head of the log printed on it; `filter`, `columns` (null: all): JSON.
 * `rows_hash`: SHA-256 over the keys of the rows, one a line: which rows in which revision. `scope`: of a part that was sent out,
 * the town or unit as JSON; `sending_id`: the same for all parts of one sending (分发).
 */
export const exportLogTable = sqliteTable(
  'export_log',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    ledger: text('ledger').notNull(),
    ledgerVersion: integer('ledger_version').notNull(),
    filter: text('filter').notNull(),
    filterText: text('filter_text').notNull(),
    columns: text('columns'),
    photos: integer('photos').notNull(),
    privacy: text('privacy').notNull(),
    reportId: text('report_id'),
    forEditing: integer('for_editing').notNull(),
    scope: text('scope'),
    sendingId: text('sending_id'),
    rows: integer('rows').notNull(),
    rowsHash: text('rows_hash').notNull(),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    device: text('device').notNull(),
    headSeq: integer('head_seq').notNull(),
    headHash: text('head_hash').notNull(),
  },
  (table) => [
    index('export_log_at_idx').on(table.at),
    jsonCheck('export_log_filter_check', table.filter),
    jsonCheck('export_log_columns_check', table.columns),
    flagCheck('export_log_photos_check', table.photos),
    flagCheck('export_log_for_editing_check', table.forEditing),
    jsonCheck('export_log_scope_check', table.scope),
    oneOfCheck('export_log_privacy_check', table.privacy, PRIVACY_LEVELS),
    atLeastCheck('export_log_rows_check', table.rows, 0),
    check('export_log_rows_hash_check', sql`length(${table.rowsHash}) = 64`),
  ],
);

/**
 * Figures of a week or month as they were on a day (期末快照), printed again from here; `figures`: `PeriodReport` as JSON, its
 * SHA-256 also in the event that tells of it. Never changed: a later look is a snapshot of its own.
 */
export const periodReportTable = sqliteTable(
  'period_report',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    fromOn: text('from_on').notNull(),
    toOn: text('to_on').notNull(),
    asOf: text('as_of').notNull(),
    takenAt: integer('taken_at').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    figures: text('figures').notNull(),
    figuresHash: text('figures_hash').notNull(),
    device: text('device').notNull(),
    headSeq: integer('head_seq').notNull(),
    headHash: text('head_hash').notNull(),
  },
  (table) => [
    index('period_report_period_idx').on(table.kind, table.fromOn, table.takenAt),
    oneOfCheck('period_report_kind_check', table.kind, ['week', 'month']),
    dateCheck('period_report_from_on_check', table.fromOn),
    dateCheck('period_report_to_on_check', table.toOn),
    dateCheck('period_report_as_of_check', table.asOf),
    jsonCheck('period_report_figures_check', table.figures),
    check('period_report_figures_hash_check', sql`length(${table.figuresHash}) = 64`),
  ],
);

/** Saved exports (导出方案): which ledger with which filter, columns and options; `spec`: JSON. A shared one is seen by all. */
export const exportDefinitionTable = sqliteTable(
  'export_definition',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accountTable.id),
    name: text('name').notNull(),
    spec: text('spec').notNull(),
    shared: integer('shared').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('export_definition_name_idx').on(table.accountId, table.name),
    jsonCheck('export_definition_spec_check', table.spec),
    flagCheck('export_definition_shared_check', table.shared),
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
