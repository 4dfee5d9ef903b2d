import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, dateCheck, flagCheck, jsonCheck, NO_DATE, oneOfCheck, problemChecks, problemColumns } from './columns.ts';
import {
  CLOCK_STATES,
  EXTENSION_STATES,
  HANDLING_STATES,
  RECTIFICATION_TYPES,
  REFERRAL_STATES,
  REVIEW_RESULTS,
  SUPERVISION_STATES,
} from './vocabulary.ts';

/**
 * Cases (案件): projection of their events, one column a field of `CaseRecord` but `facts`, which lies in `case_facts`
 * because lists never read it and it is longer than the rest of the row.
 * `due_sort`, `closed_sort`: the date, or `NO_DATE` where there is none. For the indexes see `finding`.
 */
export const caseRecordTable = sqliteTable(
  'case_record',
  {
    rowNo: integer('row_no').primaryKey(),
    id: text('id').notNull(),
    rev: integer('rev').notNull(),
    number: text('number').notNull(),
    handling: text('handling').notNull(),
    clock: text('clock').notNull(),
    extension: text('extension').notNull(),
    supervision: text('supervision').notNull(),
    referral: text('referral').notNull(),
    machineVersion: integer('machine_version').notNull(),
    ...problemColumns(),
    findingIds: text('finding_ids').notNull(),
    filedOn: text('filed_on').notNull(),
    leadUnit: text('lead_unit'),
    coUnits: text('co_units').notNull(),
    supervisingUnit: text('supervising_unit'),
    goal: text('goal'),
    measures: text('measures'),
    rectificationType: text('rectification_type').notNull(),
    assignedOn: text('assigned_on'),
    progress: text('progress'),
    progressOn: text('progress_on'),
    completedOn: text('completed_on'),
    effects: text('effects').notNull(),
    reviewedOn: text('reviewed_on'),
    reviewerName: text('reviewer_name'),
    reviewResult: text('review_result'),
    noticeFrom: text('notice_from'),
    noticeTo: text('notice_to'),
    closedOn: text('closed_on'),
    closedSort: text('closed_sort').notNull(),
    closureNumber: text('closure_number'),
    approverName: text('approver_name'),
    reboundOfCaseId: text('rebound_of_case_id'),
    reboundOfNumber: text('rebound_of_number'),
    dues: text('dues').notNull(),
    dueOn: text('due_on'),
    dueSort: text('due_sort').notNull(),
    dueProvisional: integer('due_provisional').notNull(),
    originalDueOn: text('original_due_on'),
    rectificationDueOn: text('rectification_due_on'),
    updatedAt: integer('updated_at').notNull(),
    searchText: text('search_text').notNull(),
  },
  (table) => {
    const filters = [
      table.townKey,
      table.category,
      table.severity,
      table.source,
      table.leadUnit,
      table.river,
    ] as const;
    return [
      uniqueIndex('case_record_id_idx').on(table.id),
      uniqueIndex('case_record_number_idx').on(table.number),
      index('case_record_by_due_idx').on(table.dueSort),
      index('case_record_by_filed_idx').on(table.filedOn),
      index('case_record_by_found_idx').on(table.foundOn),
      index('case_record_by_closed_idx').on(table.closedSort),
      index('case_record_by_updated_idx').on(table.updatedAt),
      ...(
        [
          ['due', table.dueSort, [table.foundOn]],
          ['filed', table.filedOn, [table.dueSort, table.foundOn]],
          ['found', table.foundOn, [table.dueSort]],
          ['number', table.number, [table.dueSort, table.foundOn]],
          ['closed', table.closedSort, [table.dueSort, table.foundOn]],
          ['updated', table.updatedAt, [table.dueSort, table.foundOn]],
        ] as const
      ).map(([name, column, dates]) =>
        index(`case_record_by_state_${name}_idx`).on(table.handling, column, table.rowNo, ...filters, ...dates),
      ),
      index('case_record_by_town_idx').on(table.townKey, table.category, table.handling, table.dueSort),
      index('case_record_by_tally_idx').on(
        table.townKey,
        table.category,
        table.handling,
        table.severity,
        table.source,
        table.dueSort,
        table.foundOn,
        table.filedOn,
        table.closedSort,
        table.updatedAt,
        table.number,
        table.leadUnit,
        table.river,
      ),
      index('case_record_by_river_idx').on(
        table.river,
        table.handling,
        table.townKey,
        table.category,
        table.severity,
        table.source,
        table.leadUnit,
      ),
      index('case_record_by_unit_idx').on(
        table.leadUnit,
        table.handling,
        table.townKey,
        table.category,
        table.severity,
        table.source,
        table.river,
      ),
      index('case_record_by_position_idx').on(table.lat, table.lon),
      index('case_record_by_rebound_idx').on(table.reboundOfCaseId).where(sql`rebound_of_case_id is not null`),
      atLeastCheck('case_record_rev_check', table.rev, 1),
      oneOfCheck('case_record_handling_check', table.handling, HANDLING_STATES),
      oneOfCheck('case_record_clock_check', table.clock, CLOCK_STATES),
      oneOfCheck('case_record_extension_check', table.extension, EXTENSION_STATES),
      oneOfCheck('case_record_supervision_check', table.supervision, SUPERVISION_STATES),
      oneOfCheck('case_record_referral_check', table.referral, REFERRAL_STATES),
      ...problemChecks('case_record', table),
      jsonCheck('case_record_finding_ids_check', table.findingIds),
      jsonCheck('case_record_co_units_check', table.coUnits),
      jsonCheck('case_record_effects_check', table.effects),
      jsonCheck('case_record_dues_check', table.dues),
      oneOfCheck('case_record_rectification_type_check', table.rectificationType, RECTIFICATION_TYPES),
      oneOfCheck('case_record_review_result_check', table.reviewResult, REVIEW_RESULTS),
      flagCheck('case_record_due_provisional_check', table.dueProvisional),
      check(
        'case_record_rebound_check',
        sql`(${table.reboundOfCaseId} is null) = (${table.reboundOfNumber} is null)`,
      ),
      check('case_record_due_sort_check', sql`${table.dueSort} = coalesce(${table.dueOn}, ${sql.raw(`'${NO_DATE}'`)})`),
      check(
        'case_record_closed_sort_check',
        sql`${table.closedSort} = coalesce(${table.closedOn}, ${sql.raw(`'${NO_DATE}'`)})`,
      ),
      ...(
        [
          ['filed_on', table.filedOn],
          ['assigned_on', table.assignedOn],
          ['progress_on', table.progressOn],
          ['completed_on', table.completedOn],
          ['reviewed_on', table.reviewedOn],
          ['notice_from', table.noticeFrom],
          ['notice_to', table.noticeTo],
          ['closed_on', table.closedOn],
          ['due_on', table.dueOn],
          ['original_due_on', table.originalDueOn],
          ['rectification_due_on', table.rectificationDueOn],
        ] as const
      ).map(([name, column]) => dateCheck(`case_record_${name}_check`, column)),
    ];
  },
);

/** What the guards of the case machine need (`CaseFacts` as JSON), by the `row_no` of the case. */
export const caseFactsTable = sqliteTable(
  'case_facts',
  {
    rowNo: integer('row_no').primaryKey(),
    facts: text('facts').notNull(),
  },
  (table) => [jsonCheck('case_facts_facts_check', table.facts)],
);
