import { summarise, summariseAgeing, summariseGroups, summariseMonths } from '#core/domain/ledger/statistics.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { narrowFilter } from '#core/domain/ledger/narrow-filter.ts';
import { COUNTED_STATES, OPEN_STATES } from '#core/domain/ledger/statistics.ts';
import { inReadTx } from '#db/access.ts';
import {
  countCasesBy,
  countCasesByClass,
  countCasesByDay,
  countCasesByMonth,
} from '#db/repositories/lists/case-counts.ts';
import { type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';

/** Use cases of the statistics (统计): counted by the database, added up by the one definition that export and screen share. */
export function statisticsHandlers(env: Environment): HandlersOf<'statistics'> {
  const { connection, ports } = env;
  return {
    'statistics.cases': ({ filter }) =>
      inReadTx(connection, (reader) => summarise(countCasesByClass(reader, filter, today(ports)))),
    'statistics.groups': ({ filter, dimension }) =>
      inReadTx(connection, (reader) => summariseGroups(countCasesBy(reader, filter, dimension, today(ports)))),
    'statistics.trend': ({ filter }) =>
      inReadTx(connection, (reader) =>
        summariseMonths(
          countCasesByMonth(reader, narrowFilter(filter, { handling: COUNTED_STATES }), 'filed'),
          countCasesByMonth(reader, narrowFilter(filter, { handling: ['closed'] }), 'closed'),
        ),
      ),
    'statistics.ageing': ({ filter }) => {
      const now = today(ports);
      const open = narrowFilter(filter, { handling: OPEN_STATES });
      return inReadTx(connection, (reader) =>
        summariseAgeing(
          now,
          countCasesByDay(reader, open, 'filed'),
          countCasesByDay(reader, narrowFilter(open, { dueTo: addDays(now, -1) }), 'due'),
        ),
      );
    },
  };
}
