import { wrap } from '#db/access.ts';
import { ProofFailure, type Prove } from '#db/backup.ts';
import type { Proof } from '#db/backup-list.ts';
import { countRows } from '#db/integrity.ts';
import { createCurrentCalendar } from '../calendar/current-calendar.ts';
import { verifyLog } from '../log/verify.ts';
import type { Ports } from '../ports.ts';

/** The proof of a backup's content: its whole log verified and folded, every row compared, every table counted. */
export function proveContent(ports: Pick<Ports, 'chainKey' | 'anchors'>): Prove {
  return (sqlite): Proof => {
    const { reader } = wrap(sqlite);
    const calendar = createCurrentCalendar(reader);
    // An older backup ends before the latest printed heads, so only the heads it can know are held against it.
    const report = verifyLog(reader, {
      key: ports.chainKey,
      anchors: [],
      // Read when first asked for: by then the notices are known to be those that were logged.
      get calendar() {
        return calendar.get();
      },
    });
    if (report.fault !== null) throw new ProofFailure(report.fault.message);
    return { counts: countRows(sqlite), heads: report.heads };
  };
}
