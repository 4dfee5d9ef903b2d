import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, flagCheck, jsonCheck, oneOfCheck } from './columns.ts';
import { DOCUMENT_KINDS } from './vocabulary.ts';

/**
 * Every document that was made (文书记录). `agency`, `year`, `serial`: its 文号 taken apart, all null where it has none in that
 * form. `missing`: JSON, what stood in it as 待填.
 */
export const documentTable = sqliteTable(
  'document',
  {
    id: text('id').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    number: text('number'),
    agency: text('agency'),
    year: integer('year'),
    serial: integer('serial'),
    format: text('format').notNull(),
    templateId: text('template_id'),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    fileSize: integer('file_size').notNull(),
    missing: text('missing').notNull(),
  },
  (table) => [
    index('document_at_idx').on(table.at),
    index('document_number_idx').on(table.number).where(sql`number is not null`),
    index('document_series_idx').on(table.agency, table.year, table.serial),
    oneOfCheck('document_kind_check', table.kind, DOCUMENT_KINDS),
    oneOfCheck('document_format_check', table.format, ['docx', 'pdf']),
    check('document_series_check', sql`(${table.agency} is null) = (${table.serial} is null)`),
    atLeastCheck('document_file_size_check', table.fileSize, 0),
    jsonCheck('document_missing_check', table.missing),
  ],
);

/** The cases a document is about, in its order. */
export const documentCaseTable = sqliteTable(
  'document_case',
  {
    documentId: text('document_id')
      .notNull()
      .references(() => documentTable.id),
    caseId: text('case_id').notNull(),
    place: integer('place').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.caseId] }),
    index('document_case_by_case_idx').on(table.caseId),
  ],
);

/**
 * The bureau's own templates (文书模板); the bytes are a file named by `sha256`. A name has versions; a removed one stays for the
 * documents that were made from it.
 */
export const documentTemplateTable = sqliteTable(
  'document_template',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    fileSize: integer('file_size').notNull(),
    fields: text('fields').notNull(),
    addedAt: integer('added_at').notNull(),
    addedBy: text('added_by').notNull(),
    active: integer('active').notNull(),
  },
  (table) => [
    uniqueIndex('document_template_version_idx').on(table.kind, table.name, table.version),
    oneOfCheck('document_template_kind_check', table.kind, DOCUMENT_KINDS),
    check('document_template_sha256_check', sql`length(${table.sha256}) = 64`),
    jsonCheck('document_template_fields_check', table.fields),
    flagCheck('document_template_active_check', table.active),
  ],
);
