import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flagCheck, jsonCheck, oneOfCheck } from './columns.ts';

/** Units (单位) that cases are assigned to; `aliases`: other names, a JSON list. Never deleted, only set inactive. */
export const unitTable = sqliteTable(
  'unit',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    aliases: text('aliases').notNull(),
    kind: text('kind').notNull(),
    active: integer('active').notNull(),
  },
  (table) => [
    uniqueIndex('unit_name_idx').on(table.name),
    jsonCheck('unit_aliases_check', table.aliases),
    oneOfCheck('unit_kind_check', table.kind, ['bureau', 'town', 'village', 'enterprise', 'other']),
    flagCheck('unit_active_check', table.active),
  ],
);

/** People (人员) of units: who is responsible, with post and telephone. */
export const personTable = sqliteTable(
  'person',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unitTable.id),
    name: text('name').notNull(),
    post: text('post'),
    phone: text('phone'),
    active: integer('active').notNull(),
  },
  (table) => [index('person_unit_idx').on(table.unitId), flagCheck('person_active_check', table.active)],
);

/** River reaches (河段) with their river chief (河长); `level` of the chief. */
export const reachTable = sqliteTable(
  'reach',
  {
    id: text('id').primaryKey(),
    river: text('river').notNull(),
    name: text('name').notNull(),
    townCode: text('town_code'),
    village: text('village'),
    chiefName: text('chief_name'),
    chiefPost: text('chief_post'),
    chiefPhone: text('chief_phone'),
    level: text('level').notNull(),
    active: integer('active').notNull(),
  },
  (table) => [
    uniqueIndex('reach_name_idx').on(table.river, table.name, table.level),
    index('reach_town_idx').on(table.townCode),
    oneOfCheck('reach_level_check', table.level, ['city', 'district', 'town', 'village']),
    flagCheck('reach_active_check', table.active),
  ],
);

/** Pairs a person judged to be two different problems (不是重复); `first_id` < `second_id`. */
export const distinctPairTable = sqliteTable(
  'distinct_pair',
  {
    firstId: text('first_id').notNull(),
    secondId: text('second_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.firstId, table.secondId] }),
    index('distinct_pair_second_idx').on(table.secondId),
    check('distinct_pair_order_check', sql`${table.firstId} < ${table.secondId}`),
  ],
);
