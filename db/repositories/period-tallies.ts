import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { narrowFilter } from '#core/domain/ledger/narrow-filter.ts';
import type { HappeningCount, PeriodTallies } from '#core/domain/ledger/period-rows.ts';
import type { Period } from '#core/domain/ledger/period.ts';
import { COUNTED_STATES, OPEN_STATES, summarise } from '#core/domain/ledger/statistics.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import type { Reader } from '../access.ts';
import { countCasesByClass } from './lists/case-counts.ts';

/**
 * What a report of a period counts, by the very counts of the statistics; findings beside them. Run it inside one
 * transaction: the figures belong to one state of the database.
 */
export function periodTallies(reader: Reader, { from, to }: Period, today: CivilDate): PeriodTallies {
  const cases = (filter: CaseFilter): readonly HappeningCount[] =>
    countCasesByClass(reader, filter, today).map(({ category, townCode, town, count }) => ({
      category,
      townCode,
      town,
      count,
    }));
  const past = { dueFrom: from, dueTo: to };
  return {
    statistics: summarise(countCasesByClass(reader, {}, today)),
    happenings: {
      found: foundBetween(reader, from, to),
      filed: cases({ handling: COUNTED_STATES, filedFrom: from, filedTo: to }),
      closed: cases({ handling: ['closed'], closedFrom: from, closedTo: to }),
      fellOverdue: cases(narrowFilter({ handling: OPEN_STATES, ...past }, { dueTo: addDays(today, -1) })),
    },
  };
}

function foundBetween(reader: Reader, from: CivilDate, to: CivilDate): readonly HappeningCount[] {
  return reader
    .read<HappeningCount>(
      `select category, town_key as townCode, max(town) as town, count(*) as count from finding
       where found_on between ? and ? and state <> 'merged' group by category, town_key order by category, town_key`,
    )
    .all(from, to);
}
