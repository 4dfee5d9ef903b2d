import { existsSync } from 'node:fs';
import { type Backend, createBackend } from '#app/backend.ts';
import { proveContent } from '#app/backup/prove.ts';
import type { JobProgress, Ports, PrinterPort } from '#app/ports.ts';
import { ok, type Result } from '#core/domain/shared/result.ts';
import { openDatabase } from '#db/open.ts';
import type { JobLauncher } from '../job/host.ts';
import { photoLook } from '../photo/look-hash.ts';
import { readPhotoFacts } from '../photo/read-facts.ts';
import { clearStaging, type DataFolder, openDataFolder } from './data-folder.ts';
import { createFileTokens } from './file-tokens.ts';
import { createJobs } from './jobs.ts';
import type { ProgramFiles } from './program-files.ts';
import { readReference } from './reference.ts';
import { createIdMaker } from './uuid.ts';

/** The use cases over an open data folder. */
export interface OpenedProgram {
  readonly ports: Ports;
  readonly backend: Backend;
  readonly folder: DataFolder;
  /** True when the last program did not close the database: its unfinished write was undone and the file checked. */
  readonly recovered: boolean;
  close(): void;
}

/** How to open. */
export interface ProgramOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly create: boolean;
  readonly files: ProgramFiles;
  readonly now: () => number;
  /** Long work while opening. */
  readonly onProgress: (progress: JobProgress) => void;
  readonly report: Ports['report'];
  /** Starts job processes; `child_process.fork` unless given. */
  readonly launch?: JobLauncher;
  /** Prints pages; nobody does unless given. */
  readonly printer?: PrinterPort;
}

/** Minutes that China's civil time is ahead of UTC; one zone, no summer time. */
export const CHINA_OFFSET = 480;
/** 密云区; the one district the program brings reference data of so far. */
const DISTRICT = '110118';
const OPENING = { check: '检查数据库', backup: '升级前备份', migrate: '升级数据库' } as const;

/** Opens data folder, reference data, database and use cases. Refusals: those of each of them. */
export async function openProgram(options: ProgramOptions): Promise<Result<OpenedProgram>> {
  const { files, now, launch } = options;
  const folder = openDataFolder(options.data, options);
  if (!folder.ok) return folder;
  const reference = readReference(files.resources, DISTRICT);
  if (!reference.ok) return reference;
  const opened = await openBase(folder.value, options);
  if (!opened.ok) return opened;
  clearStaging(folder.value, now());
  const { resources, migrationsFolder, jobEntry } = files;
  const ports: Ports = {
    clock: { now, offsetMinutes: CHINA_OFFSET },
    newId: createIdMaker(now),
    chainKey: folder.value.chainKey,
    device: folder.value.device,
    files: createFileTokens(),
    folders: folder.value,
    jobs: createJobs({
      resources,
      migrationsFolder,
      district: reference.value.district.code,
      entry: jobEntry,
      ...(launch === undefined ? {} : { launch }),
    }),
    printer: options.printer ?? null,
    reference: reference.value,
    photoFacts: readPhotoFacts,
    photoLook,
    anchors: folder.value.anchors,
    report: options.report,
  };
  const backend = createBackend(opened.value, ports);
  const close = () => {
    clearStaging(ports.folders, now());
    backend.close();
  };
  return ok({ ports, backend, folder: folder.value, recovered: opened.value.recovered, close });
}

function openBase(folder: DataFolder, { create, files, now, onProgress }: ProgramOptions) {
  const fresh = !existsSync(folder.database);
  return openDatabase(folder.database, {
    create,
    migrationsFolder: files.migrationsFolder,
    backupsFolder: folder.backups,
    now,
    onProgress: ({ step, done, of }) =>
      onProgress({ phase: fresh && step === 'migrate' ? '建立数据库' : OPENING[step], done, total: of }),
    prove: proveContent(folder),
  });
}
