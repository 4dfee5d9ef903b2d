/** One task of the page's main thread, ms: as the clock saw it, and how long the thread itself ran. */
export interface Task {
  readonly wall: number;
  readonly processor: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of the main thread that did most, out of a trace of Chromium. A frame is a task: script, layout and paint in one. */
export function mainThreadTasks(trace: string): readonly Task[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => tasksOf(traceEvents, pid, tid));
  return threads.toSorted((one, other) => other.length - one.length)[0] ?? [];
}

function tasksOf(events: readonly TraceEvent[], pid: number, tid: number): readonly Task[] {
  return events
    .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name.endsWith('RunTask'))
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, processor: tdur / 1000 }));
}
