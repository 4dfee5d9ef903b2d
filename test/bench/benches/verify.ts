import { createHash } from 'node:crypto';
import { verifyLog } from '#app/log/verify.ts';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { canonicalEvent } from '#core/domain/log/canonical.ts';
import { inReadTx, type Reader } from '#db/access.ts';
import { eventDevices, iterateEvents, toStoredEvent } from '#db/repositories/events.ts';
import { open } from '../data/database.ts';
import { CHAIN_KEY, reference } from '../data/folds.ts';
import { logDatabase } from '../data/log-database.ts';
import { type Bench, duration, medians, peakMemory, print, printLines, reach, timed, times } from '../measure.ts';

const FULL = 1_000_000;
const QUICK = 3000;
const AT_MOST = 5;
/** Events whose bytes are held at a time. */
const CHUNK = 50_000;

/** Figure 2: the whole log verified against SHA-256 of the same bytes. */
export const verifyBench: Bench = {
  name: 'verify',
  title: 'verify: chain, fold and every row, against SHA-256 of the same bytes',
  async run({ quick }) {
    const events = quick ? QUICK : FULL;
    const database = await open(await logDatabase(events), true);
    try {
      inReadTx(database.connection, (reader) => compare(reader));
    } finally {
      database.close();
    }
  },
};

function compare(reader: Reader): void {
  const calendar = buildCalendar(reference().notices);
  let what = '';
  const { ours, each, stream } = medians({
    ours: () =>
      timed(() => {
        const { sound, events, findings, cases, fault } = verifyLog(reader, { key: CHAIN_KEY, anchors: [], calendar });
        if (!sound) throw new Error(`the generated log is not sound: ${fault?.message}`);
        what = `${events} events, ${findings} findings, ${cases} cases`;
      }),
    each: () =>
      overBytes(reader, (bytes) => {
        for (const one of bytes) createHash('sha256').update(one).digest('hex');
      }),
    stream: () => {
      const hash = createHash('sha256');
      return overBytes(reader, (bytes) => {
        for (const one of bytes) hash.update(one);
      });
    },
  });
  const line = (yardstick: string, time: number, goal: string) => ({
    what,
    ours: duration(ours),
    yardstick: `${yardstick} ${duration(time)}`,
    ratio: times(ours / time),
    reach: goal,
  });
  printLines([line('one hash an event', each, reach(ours / each, AT_MOST)), line('one stream', stream, 'reported')]);
  print(peakMemory());
}

/** Milliseconds that hashing took; reading the events and making the bytes does not count. */
function overBytes(reader: Reader, hash: (bytes: readonly Buffer[]) => void): number {
  let spent = 0;
  let bytes: Buffer[] = [];
  const flush = () => {
    spent += timed(() => hash(bytes));
    bytes = [];
  };
  for (const device of eventDevices(reader)) {
    for (const row of iterateEvents(reader, device)) {
      bytes.push(Buffer.from(canonicalEvent(toStoredEvent(row))));
      if (bytes.length === CHUNK) flush();
    }
  }
  flush();
  return spent;
}
