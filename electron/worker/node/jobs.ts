import type { JobControl, JobPort } from '#app/ports.ts';
import { type JobLauncher, runJob } from '../job/host.ts';

/** Where the program's own files lie; absolute paths. */
export interface JobSurroundings {
  readonly resources: string;
  readonly migrationsFolder: string;
  readonly district: string;
  /** Entry of the job process; beside the sources unless given. */
  readonly entry?: string;
  /** Starts a job process; `child_process.fork` unless given. */
  readonly launch?: JobLauncher;
}

/** Runs jobs in a process of their own, killed at a heap and a time limit. */
export function createJobs({ resources, migrationsFolder, district, entry, launch }: JobSurroundings): JobPort {
  const how = ({ onProgress, signal }: JobControl) => ({
    onProgress,
    ...(signal === undefined ? {} : { signal }),
    ...(entry === undefined ? {} : { entry }),
    ...(launch === undefined ? {} : { launch }),
  });
  return {
    parseImport: (job, control) =>
      runJob('import.parse', { ...job, resources, migrationsFolder, district }, how(control)),
    readReaches: ({ path }, control) => runJob('reaches.read', { path, resources, district }, how(control)),
    extractPictures: (job, control) => runJob('import.pictures', job, how(control)),
    unpackPhotos: (job, control) => runJob('photos.unpack', job, how(control)),
    writeErrorWorkbook: (job, control) => runJob('import.errorWorkbook', job, how(control)),
    checkTemplate: (job, control) => runJob('document.checkTemplate', job, how(control)),
    writeDocuments: (job, control) => runJob('document.write', job, how(control)),
    exportLedger: (job, control) =>
      runJob('ledger.export', { ...job, resources, migrationsFolder, district }, how(control)),
    compareReturned: (job, control) =>
      runJob('ledger.compare', { ...job, resources, migrationsFolder, district }, how(control)),
    exportLedgerParts: (job, control) =>
      runJob('ledger.exportParts', { ...job, resources, migrationsFolder, district }, how(control)),
  };
}
