import { type Result, refuse } from '#core/domain/shared/result.ts';
import type { JobPort } from './port.ts';
import { type JobProgress, readStart } from './protocol.ts';

/** What a job is given beside its input. */
export interface JobControl {
  readonly progress: (progress: JobProgress) => void;
}

/** Tells how much of a file is read, once a percent: readers tell it with every piece. */
export function readingProgress({ progress }: JobControl, phase = '读取文件'): (done: number, total: number) => void {
  let last = -1;
  return (done, total) => {
    const percent = Math.floor((done / Math.max(total, 1)) * 100);
    if (percent === last) return;
    last = percent;
    progress({ phase, done: percent, total: 100 });
  };
}

/** One job: checked input in, a result or a refusal out. Input is unknown: the handler checks it. */
export type JobHandler = (input: unknown, control: JobControl) => Promise<Result<unknown>>;

/** Runs one job for the host, then lets the process end. An exception of the job is a bug: reported by its message, code JOB_FAILED. */
export function serveJob(handlers: Readonly<Record<string, JobHandler>>, port: JobPort): void {
  port.onMessage((raw) => {
    const start = readStart(raw);
    if (start === null) return;
    const { id } = start;
    const progress = (report: JobProgress) => port.post({ id, type: 'progress', ...report });
    run(handlers[start.kind], start.kind, start.input, { progress }).then((result) => {
      port.postLast(
        result.ok ? { id, type: 'done', result: result.value } : { id, type: 'failed', error: result.error },
      );
    });
  });
}

async function run(
  handler: JobHandler | undefined,
  kind: string,
  input: unknown,
  control: JobControl,
): Promise<Result<unknown>> {
  if (handler === undefined) return refuse('JOB_UNKNOWN', `没有名为“${kind}”的后台任务。`);
  try {
    return await handler(input, control);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return refuse('JOB_FAILED', '后台任务内部出错，没有写入任何内容；请把该文件和日志交给维护人员。', { reason });
  }
}
