import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { atLeastCheck, dateCheck, jsonCheck, oneOfCheck } from './columns.ts';
import { AGGREGATE_KINDS } from './vocabulary.ts';

/**
 * The log (事件日志): append-only, triggers of `triggers.ts` refuse UPDATE and DELETE.
 * `seq` is the order of arrival in this file, `device_seq` the order on the device that wrote the event.
 */
export const eventLogTable = sqliteTable(
  'event_log',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull(),
    device: text('device').notNull(),
    deviceSeq: integer('device_seq').notNull(),
    aggregate: text('aggregate').notNull(),
    aggregateId: text('aggregate_id').notNull(),
    rev: integer('rev').notNull(),
    type: text('type').notNull(),
    payload: text('payload').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    at: integer('at').notNull(),
    businessDate: text('business_date').notNull(),
    machineVersion: integer('machine_version').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    uniqueIndex('event_log_id_idx').on(table.id),
    uniqueIndex('event_log_device_idx').on(table.device, table.deviceSeq),
    uniqueIndex('event_log_aggregate_idx').on(table.aggregateId, table.rev),
    // 我办理的: the cases in which somebody took a step. Who loads a notice restates hundreds, and handles none of them.
    index('event_log_by_actor_idx')
      .on(table.actor, table.aggregateId)
      .where(sql`aggregate = 'case' and type <> 'case.deadlinesRestated'`),
    atLeastCheck('event_log_device_seq_check', table.deviceSeq, 1),
    oneOfCheck('event_log_aggregate_check', table.aggregate, AGGREGATE_KINDS),
    atLeastCheck('event_log_rev_check', table.rev, 1),
    jsonCheck('event_log_payload_check', table.payload),
    dateCheck('event_log_business_date_check', table.businessDate),
    check('event_log_prev_hash_check', sql`length(${table.prevHash}) = 64`),
    check('event_log_hash_check', sql`length(${table.hash}) = 64`),
  ],
);

/** Head of each device's chain (链头). `seal`: keyed MAC over the head, so that a truncated log is noticed. */
export const chainHeadTable = sqliteTable(
  'chain_head',
  {
    device: text('device').primaryKey(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    seal: text('seal').notNull(),
  },
  (table) => [
    atLeastCheck('chain_head_seq_check', table.seq, 0),
    check('chain_head_hash_check', sql`length(${table.hash}) = 64`),
  ],
);
