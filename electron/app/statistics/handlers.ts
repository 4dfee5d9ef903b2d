import { summarise } from '#core/domain/ledger/statistics.ts';
import { countCasesByClass } from '#db/repositories/lists/case-counts.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';

/** Use cases of the statistics (统计): counted by the database, added up by the one definition that export and screen share. */
export function statisticsHandlers(env: Environment): HandlersOf<'statistics'> {
  return {
    'statistics.cases': ({ filter }) => summarise(countCasesByClass(env.connection.reader, filter)),
  };
}
