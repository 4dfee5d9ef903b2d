import type { JobControl, JobPort } from '#app/ports.ts';
import { runJob } from '../job/host.ts';

/** Where the program's own files lie; absolute paths. */
export interface JobSurroundings {
  readonly resources: string;
  readonly migrationsFolder: string;
  readonly district: string;
}

/** Runs jobs in a process of their own, killed at a heap and a time limit. */
export function createJobs({ resources, migrationsFolder, district }: JobSurroundings): JobPort {
  return {
    parseImport: (job, control) => runJob('import.parse', { ...job, resources, district }, options(control)),
    exportLedger: (job, control) =>
      runJob('ledger.export', { ...job, resources, migrationsFolder, district }, options(control)),
  };
}

function options({ onProgress, signal }: JobControl) {
  return signal === undefined ? { onProgress } : { onProgress, signal };
}
