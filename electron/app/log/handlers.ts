import type { VerifyReport } from '#core/contract/views.ts';
import { inReadTx } from '#db/access.ts';
import { countEvents, readHeads } from '#db/repositories/events.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { verifyLog } from './verify.ts';

/** Use cases of the log (日志): heads and verification. */
export function logHandlers(env: Environment): HandlersOf<'log'> {
  const { connection, ports } = env;
  return {
    'log.verify': (_input, { context }): VerifyReport =>
      inReadTx(connection, (reader) => {
        const total = countEvents(reader) * 2;
        return verifyLog(reader, {
          key: ports.chainKey,
          anchors: ports.anchors.all(),
          // Read when first asked for: by then the notices are known to be those that were logged.
          get calendar() {
            return env.calendar.get();
          },
          onProgress: (done) => context.onProgress?.({ phase: '核验日志', done, total }),
        });
      }),
    'log.heads': () => readHeads(connection.reader).map(({ device, seq, hash }) => ({ device, seq, hash })),
  };
}
