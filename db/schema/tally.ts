import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * How many findings there are of each combination of town, class, state, severity and source. Kept exact by triggers
 * (`triggers.ts`), so a list's count is a sum over a few rows and not a walk over a million.
 */
export const findingTallyTable = sqliteTable(
  'finding_tally',
  {
    townKey: text('town_key').notNull(),
    category: text('category').notNull(),
    state: text('state').notNull(),
    severity: text('severity').notNull(),
    source: text('source').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.townKey, table.category, table.state, table.severity, table.source] }),
    index('finding_tally_by_state_idx').on(
      table.state,
      table.category,
      table.severity,
      table.source,
      table.townKey,
      table.n,
    ),
  ],
);

/** How many cases there are of each combination; see `findingTallyTable`. */
export const caseTallyTable = sqliteTable(
  'case_tally',
  {
    townKey: text('town_key').notNull(),
    category: text('category').notNull(),
    handling: text('handling').notNull(),
    severity: text('severity').notNull(),
    source: text('source').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.townKey, table.category, table.handling, table.severity, table.source] }),
    index('case_tally_by_state_idx').on(
      table.handling,
      table.category,
      table.severity,
      table.source,
      table.townKey,
      table.n,
    ),
  ],
);
