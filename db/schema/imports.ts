import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, jsonCheck, oneOfCheck } from './columns.ts';
import { ROW_EFFECTS } from './vocabulary.ts';

/** One imported sheet (导入批次); kept as an object so that it can be seen, compared and undone. `counts`: JSON. */
export const importBatchTable = sqliteTable(
  'import_batch',
  {
    id: text('id').primaryKey(),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    fileSize: integer('file_size').notNull(),
    sheet: text('sheet').notNull(),
    state: text('state').notNull(),
    counts: text('counts').notNull(),
    createdAt: integer('created_at').notNull(),
    actor: text('actor').notNull(),
    undoneAt: integer('undone_at'),
  },
  (table) => [
    index('import_batch_file_idx').on(table.fileHash),
    index('import_batch_created_idx').on(table.createdAt),
    atLeastCheck('import_batch_file_size_check', table.fileSize, 0),
    oneOfCheck('import_batch_state_check', table.state, ['staged', 'committed', 'undone']),
    jsonCheck('import_batch_counts_check', table.counts),
  ],
);

/**
 * Which row of the sheet became or touched which finding; `fingerprint`: hash of the row's meaning, `file_fingerprint`: of the
 * row as the file has it, where it was edited before it was written; null where it was not.
 */
export const importRowLinkTable = sqliteTable(
  'import_row_link',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => importBatchTable.id),
    findingId: text('finding_id').notNull(),
    sourceRow: integer('source_row').notNull(),
    fingerprint: text('fingerprint').notNull(),
    fileFingerprint: text('file_fingerprint'),
    effect: text('effect').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.sourceRow] }),
    index('import_row_link_effect_idx').on(table.batchId, table.effect, table.sourceRow),
    index('import_row_link_finding_idx').on(table.findingId),
    index('import_row_link_fingerprint_idx').on(table.fingerprint),
    index('import_row_link_file_fingerprint_idx').on(table.fileFingerprint).where(sql`file_fingerprint is not null`),
    oneOfCheck('import_row_link_effect_check', table.effect, ROW_EFFECTS),
  ],
);
