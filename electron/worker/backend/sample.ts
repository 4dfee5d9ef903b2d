import { dirname } from 'node:path';
import type { JobProgress } from '#app/ports.ts';
import type { JobLauncher } from '../job/host.ts';

/** What making sample data needs. */
export interface SampleNeeds {
  readonly now: () => number;
  readonly onProgress: (progress: JobProgress) => void;
  readonly launch: JobLauncher;
}

/**
 * The clock of the sample data (示例数据) in the folder `data`; the data is made there first unless it is there already. It goes
 * on from the day on which the sample's story ended, for nobody can act before the last step of a case.
 */
export async function sampleClock(data: string, { now, onProgress, launch }: SampleNeeds): Promise<() => number> {
  const { demoEndedAt, runDemo } = await import('../demo/demo.ts');
  const folder = dirname(data);
  if (demoEndedAt(folder) === null) {
    onProgress({ phase: '准备示例数据', done: 0, total: null });
    await runDemo(folder, { say: () => {}, onProgress: () => {}, launch });
  }
  const ended = demoEndedAt(folder);
  if (ended === null) throw new Error('the demonstration did not come to its end');
  const opened = now();
  return () => ended + (now() - opened);
}
