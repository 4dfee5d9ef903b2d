import { parentPort, workerData } from 'node:worker_threads';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import type { Reader } from '#db/access.ts';
import { openFurtherReader } from '#db/reading.ts';
import { errorCode } from '#db/refusals.ts';
import { readHeads } from '#db/repositories/events.ts';
import { loadedNotices } from '../calendar/current-calendar.ts';
import { attempt } from './attempt.ts';
import { readLog } from './verify.ts';
import { SHARED, type ThreadInput, type ThreadMessage } from './verify-protocol.ts';
import { foldRange, storedRows } from './verify-rows.ts';

/** One thread of `verifyInThreads`: takes its snapshot, waits for the others to have the same, then takes work after work. */
function run(input: ThreadInput): void {
  const { sqlite, reader, close } = openFurtherReader(input.path);
  try {
    sqlite.exec('BEGIN');
    say({ type: 'ready', heads: JSON.stringify(readHeads(reader)), stored: storedRows(reader) });
    Atomics.wait(input.shared, SHARED.begin, 0);
    if (Atomics.load(input.shared, SHARED.begin) === 1) work(reader, input);
  } catch (error) {
    say({ type: 'failed', message: error instanceof Error ? error.message : String(error), code: errorCode(error) });
  } finally {
    close();
  }
}

function work(reader: Reader, { key, anchors, ranges, shared }: ThreadInput): void {
  const onStep = (events: number) => say({ type: 'step', events });
  // Unreadable notices are the fault that the reading of the log names; the dates are then of no interest.
  const notices = attempt(() => loadedNotices(reader));
  const calendar = buildCalendar(notices.ok ? notices.value : []);
  for (;;) {
    const taken = Atomics.add(shared, SHARED.next, 1);
    const range = ranges[taken - 1];
    if (taken === 0) say({ type: 'log', log: readLog(reader, { key, anchors }, onStep) });
    else if (range === undefined) return;
    else say({ type: 'rows', work: taken, rows: foldRange(reader, calendar, range, onStep) });
  }
}

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

run(workerData as ThreadInput);
