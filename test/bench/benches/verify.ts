import { createHash } from 'node:crypto';
import { loadedNotices } from '#app/calendar/current-calendar.ts';
import { verifyLog } from '#app/log/verify.ts';
import { threadsFor, verifyInThreads } from '#app/log/verify-threads.ts';
import type { VerifyReport } from '#core/contract/views.ts';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { canonicalEvent } from '#core/domain/log/canonical.ts';
import { type Connection, inReadTx, type Reader } from '#db/access.ts';
import { eventDevices, iterateEvents, toStoredEvent } from '#db/repositories/events.ts';
import { open } from '../data/database.ts';
import { CHAIN_KEY } from '../data/folds.ts';
import { logDatabase } from '../data/log-database.ts';
import {
  type Bench,
  duration,
  medians,
  peakMemory,
  print,
  printLines,
  reach,
  sizes,
  timed,
  times,
} from '../measure.ts';

const FULL = [200_000, 1_000_000];
const QUICK = [3000];
const AT_MOST = 5;
/** Events whose bytes are held at a time. */
const CHUNK = 50_000;

/** Figure 2: the whole log verified against SHA-256 of the same bytes. */
export const verifyBench: Bench = {
  name: 'verify',
  title: 'verify: chain, fold and every row, against SHA-256 of the same bytes',
  async run({ quick }) {
    const events = sizes(quick, QUICK, FULL).at(-1) ?? 0;
    const path = await logDatabase(events);
    const database = await open(path, true);
    try {
      // In small, two threads all the same: the run is to show that they work.
      await compare(database.connection, path, quick ? 2 : threadsFor(events));
    } finally {
      database.close();
    }
  },
};

async function compare(connection: Connection, path: string, threads: number): Promise<void> {
  const { reader } = connection;
  const evidence = { key: CHAIN_KEY, anchors: [] };
  const calendar = buildCalendar(loadedNotices(reader));
  let what = '';
  const sound = (report: VerifyReport | null) => {
    if (report?.sound !== true) throw new Error(`the generated log is not sound: ${report?.fault?.message}`);
    what = `${report.events} events, ${report.findings} findings, ${report.cases} cases`;
  };
  const { one, several, each, stream, read } = await medians({
    one: () => timed(() => sound(inReadTx(connection, () => verifyLog(reader, { ...evidence, calendar })))),
    several: async () => {
      const from = performance.now();
      if (threads > 0) sound(await verifyInThreads(reader, { ...evidence, path, threads }));
      return performance.now() - from;
    },
    each: () =>
      overBytes(reader, (bytes) => {
        for (const event of bytes) createHash('sha256').update(event).digest('hex');
      }),
    stream: () => {
      const hash = createHash('sha256');
      return overBytes(reader, (bytes) => {
        for (const event of bytes) hash.update(event);
      });
    },
    read: () => timed(() => readAndHash(reader)),
  });
  const ours = threads > 0 ? several : one;
  const name = threads > 0 ? `${threads} threads` : 'one thread';
  const line = (way: string, time: number, yardstick: string, against: number, goal: string) => ({
    what: `${what}; ${way}`,
    ours: duration(time),
    yardstick: `${yardstick} ${duration(against)}`,
    ratio: times(time / against),
    reach: goal,
  });
  printLines([
    line(name, ours, 'one hash an event', each, reach(ours / each, AT_MOST)),
    line(name, ours, 'one stream', stream, 'reported'),
    line(name, ours, 'the same bytes read, one hash an event', read, 'reported'),
    line('one thread', one, 'one hash an event', each, 'reported'),
    line('one thread', one, 'the same bytes read, one hash an event', read, 'reported'),
  ]);
  print(peakMemory());
}

/** The least that anyone must do who has the log in a file: read every event and hash it. */
function readAndHash(reader: Reader): void {
  for (const device of eventDevices(reader)) {
    for (const row of iterateEvents(reader, device)) {
      createHash('sha256')
        .update(canonicalEvent(toStoredEvent(row)))
        .digest('hex');
    }
  }
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
