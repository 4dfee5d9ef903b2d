import type { ChainHead } from '#core/domain/log/canonical.ts';
import { wrap } from '#db/access.ts';
import { ProofFailure, type Prove } from '#db/backup.ts';
import type { Proof } from '#db/backup-list.ts';
import { countRows } from '#db/integrity.ts';
import { readHeads } from '#db/repositories/events.ts';
import { createCurrentCalendar } from '../calendar/current-calendar.ts';
import { verifyLog } from '../log/verify.ts';
import { Refused, type Ports } from '../ports.ts';

/** The proof of a backup's content: its whole log verified and folded, every row compared, every table counted. */
export function proveContent(ports: Pick<Ports, 'chainKey' | 'anchors'>): Prove {
  return (sqlite): Proof => {
    const { reader } = wrap(sqlite);
    const calendar = createCurrentCalendar(reader);
    // An older backup ends before the latest printed heads, so only the heads it can know are held against it.
    const ends = new Map(readHeads(reader).map(({ device, seq }) => [device, seq]));
    const report = verifyLog(reader, {
      key: ports.chainKey,
      anchors: printedHeads(ports).filter(({ device, seq }) => seq <= (ends.get(device) ?? 0)),
      // Read when first asked for: by then the notices are known to be those that were logged.
      get calendar() {
        return calendar.get();
      },
    });
    if (report.fault !== null) throw new ProofFailure(report.fault.message);
    return { counts: countRows(sqlite), heads: report.heads };
  };
}

/** No proof without the printed heads: a file of them that can't be read is a reason, not a failure. */
function printedHeads({ anchors }: Pick<Ports, 'anchors'>): readonly ChainHead[] {
  try {
    return anchors.all();
  } catch (error) {
    if (error instanceof Refused) throw new ProofFailure(error.message);
    throw error;
  }
}
