import type { VerifyReport } from '#core/contract/views.ts';
import { inReadTx } from '#db/access.ts';
import { countEvents, readHeads } from '#db/repositories/events.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import type { JobProgress } from '../ports.ts';
import { verifyLog } from './verify.ts';
import { threadsFor, verifyInThreads } from './verify-threads.ts';

/** Use cases of the log (日志): heads and verification. */
export function logHandlers(env: Environment): HandlersOf<'log'> {
  const { reader } = env.connection;
  return {
    'log.verify': (_input, { context }) => verify(env, context.onProgress),
    'log.heads': () => readHeads(reader).map(({ device, seq, hash }) => ({ device, seq, hash })),
  };
}

/** How often threads are started again when commands come between their snapshots. */
const ATTEMPTS = 3;

/** A long log by several threads, while other requests are answered; a short one, or among too many commands, at once. */
async function verify(env: Environment, report?: (progress: JobProgress) => void): Promise<VerifyReport> {
  const { connection, ports, databasePath: path } = env;
  const events = countEvents(connection.reader);
  const threads = threadsFor(events);
  const options = {
    key: ports.chainKey,
    anchors: ports.anchors.all(),
    onProgress: (done: number) => report?.({ phase: '核验日志', done, total: events * 2 }),
  };
  for (let attempt = 0; threads > 0 && attempt < ATTEMPTS; attempt += 1) {
    const found = await verifyInThreads(connection.reader, { ...options, path, threads });
    if (found !== null) return found;
  }
  return inReadTx(connection, (reader) =>
    verifyLog(reader, {
      ...options,
      // Read when first asked for: by then the notices are known to be those that were logged.
      get calendar() {
        return env.calendar.get();
      },
    }),
  );
}
