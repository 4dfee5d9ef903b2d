import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, dateCheck, flagCheck, oneOfCheck, problemChecks, problemColumns } from './columns.ts';
import { FINDING_STATES, MERGE_KINDS } from './vocabulary.ts';

/**
 * Findings (线索): projection of their events, one column a field of `FindingRecord`.
 * `row_no` is the rowid: order of entry, key of the search index. `search_text`: see `db/search`.
 * Lists go through the `finding_by_…` indexes: one a sort order, led by the state, with every filter column behind the
 * key so that rows are tested without being read; the short ones serve lists without a filter; the one of the tally's
 * columns gathers what few filters leave. `db/repositories/lists` chooses.
 */
export const findingTable = sqliteTable(
  'finding',
  {
    rowNo: integer('row_no').primaryKey(),
    id: text('id').notNull(),
    rev: integer('rev').notNull(),
    number: text('number').notNull(),
    state: text('state').notNull(),
    ...problemColumns(),
    caseId: text('case_id'),
    mergedIntoKind: text('merged_into_kind'),
    mergedIntoId: text('merged_into_id'),
    verdict: text('verdict'),
    transferTo: text('transfer_to'),
    transferLetter: text('transfer_letter'),
    transferReplyDueOn: text('transfer_reply_due_on'),
    beforePhotos: integer('before_photos').notNull(),
    afterPhotos: integer('after_photos').notNull(),
    batchId: text('batch_id'),
    sourceRow: integer('source_row'),
    worked: integer('worked').notNull(),
    registeredOn: text('registered_on').notNull(),
    updatedAt: integer('updated_at').notNull(),
    searchText: text('search_text').notNull(),
  },
  (table) => {
    const filters = [table.townKey, table.category, table.severity, table.source, table.river] as const;
    return [
      uniqueIndex('finding_id_idx').on(table.id),
      uniqueIndex('finding_number_idx').on(table.number),
      index('finding_by_found_idx').on(table.foundOn),
      index('finding_by_registered_idx').on(table.registeredOn),
      index('finding_by_updated_idx').on(table.updatedAt),
      ...(
        [
          ['number', table.number, [table.foundOn, table.registeredOn]],
          ['found', table.foundOn, [table.registeredOn]],
          ['registered', table.registeredOn, [table.foundOn]],
          ['updated', table.updatedAt, [table.foundOn, table.registeredOn]],
        ] as const
      ).map(([name, column, dates]) =>
        index(`finding_by_state_${name}_idx`).on(table.state, column, table.rowNo, ...filters, ...dates),
      ),
      index('finding_by_town_idx').on(table.townKey, table.category, table.state, table.foundOn),
      index('finding_by_tally_idx').on(
        table.townKey,
        table.category,
        table.state,
        table.severity,
        table.source,
        table.foundOn,
        table.registeredOn,
        table.updatedAt,
        table.number,
        table.river,
      ),
      index('finding_by_river_idx').on(
        table.river,
        table.state,
        table.townKey,
        table.category,
        table.severity,
        table.source,
      ),
      index('finding_by_position_idx').on(table.lat, table.lon),
      index('finding_by_batch_idx')
        .on(table.batchId, table.state, ...filters, table.worked)
        .where(sql`batch_id is not null`),
      index('finding_by_campaign_idx').on(table.campaigns, table.state, ...filters),
      index('finding_by_merged_idx').on(table.mergedIntoId).where(sql`merged_into_id is not null`),
      index('finding_by_case_idx').on(table.caseId).where(sql`case_id is not null`),
      atLeastCheck('finding_rev_check', table.rev, 1),
      oneOfCheck('finding_state_check', table.state, FINDING_STATES),
      ...problemChecks('finding', table),
      oneOfCheck('finding_merged_into_kind_check', table.mergedIntoKind, MERGE_KINDS),
      check('finding_merged_into_check', sql`(${table.mergedIntoKind} is null) = (${table.mergedIntoId} is null)`),
      check(
        'finding_transfer_check',
        sql`(${table.transferTo} is null) = (${table.transferLetter} is null) and (${table.transferTo} is null) = (${table.transferReplyDueOn} is null)`,
      ),
      dateCheck('finding_transfer_reply_due_on_check', table.transferReplyDueOn),
      dateCheck('finding_registered_on_check', table.registeredOn),
      atLeastCheck('finding_before_photos_check', table.beforePhotos, 0),
      atLeastCheck('finding_after_photos_check', table.afterPhotos, 0),
      flagCheck('finding_worked_check', table.worked),
    ];
  },
);

/** External numbers (外部编号) of findings, normalised, one a row: the first question of the duplicate check. */
export const findingExternalNumberTable = sqliteTable(
  'finding_external_number',
  {
    number: text('number').notNull(),
    findingId: text('finding_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.number, table.findingId] }),
    index('finding_external_number_finding_idx').on(table.findingId),
  ],
);
