import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Backend, createBackend } from '#app/backend.ts';
import type { JobProgress, Ports } from '#app/ports.ts';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import { createClient } from '#core/contract/client.ts';
import type { Refusal } from '#core/domain/shared/result.ts';
import { openDatabase } from '#db/open.ts';
import { createFileTokens } from '../node/file-tokens.ts';
import { openDataFolder } from '../node/data-folder.ts';
import { createJobs } from '../node/jobs.ts';
import { readReference } from '../node/reference.ts';
import { createIdMaker } from '../node/uuid.ts';
import { proveContent } from '#app/backup/prove.ts';

/** Ends a command with a message for people and an exit code. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Exit codes; also in `--help`. */
export const EXIT = { done: 0, refused: 1, usage: 2, unsound: 3, internal: 70 } as const;

/** One opened program behind the command line. */
export interface Session {
  readonly ports: Ports;
  readonly backend: Backend;
  /** Calls a route as the account `login` (the session's own when left out); a refusal ends the command. */
  call<R extends Route>(route: R, input: InputOf<R>, login?: string): Promise<OutputOf<R>>;
  readonly folder: ReturnType<typeof openDataFolder>;
  close(): void;
}

/** How to open a session. */
export interface SessionOptions {
  readonly data: string;
  /** Login name whose rights the calls have; null before there is one. */
  readonly login: string | null;
  readonly create: boolean;
  readonly onProgress: (progress: JobProgress) => void;
  /** Time of the program; the system's unless a demonstration brings its own. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

/** Minutes that China's civil time is ahead of UTC; one zone, no summer time. */
const CHINA_OFFSET = 480;
/** Resources and migrations lie beside the sources here; a package passes its own. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Opens the data folder, database and use cases. Refusals end the command with exit code 1. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const data = resolve(options.data);
  if (!options.create && !existsSync(data)) {
    throw new CommandFailed(`没有找到数据文件夹「${data}」；请用 --data 指定，或先运行 init 建立。`, EXIT.refused);
  }
  const folder = openDataFolder(data);
  for (const path of [folder.backups, folder.staging, folder.photos, folder.exports]) mkdirSync(path, { recursive: true });
  const reference = value(readReference(`${ROOT}resources`, '110118'));
  const now = options.now ?? Date.now;
  const opened = value(
    await openDatabase(folder.database, {
      create: options.create,
      migrationsFolder: `${ROOT}db/migrations`,
      backupsFolder: folder.backups,
      now,
      prove: proveContent(folder),
    }),
  );
  if (opened.recovered) options.onProgress({ phase: '上次没有正常关闭，已检查并恢复数据库', done: 1, total: 1 });
  const ports: Ports = {
    clock: { now, offsetMinutes: CHINA_OFFSET },
    newId: createIdMaker(now),
    chainKey: folder.chainKey,
    device: folder.device,
    files: createFileTokens(),
    folders: folder,
    jobs: createJobs({ resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: reference.district.code }),
    reference,
    anchors: folder.anchors,
    report: (id, error) => process.stderr.write(`[${id}] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  };
  const backend = createBackend(opened, ports);
  return { ports, backend, folder, call: caller(backend, options), close: () => backend.close() };
}

function caller(backend: Backend, options: SessionOptions): Session['call'] {
  const ids = new Map<string, string>();
  return async (route, input, login = options.login ?? '') => {
    const accountId = login === '' ? null : (ids.get(login) ?? backend.accountOf(login));
    if (login !== '' && accountId === null) throw new CommandFailed(`没有登录名为「${login}」的账户；请用 account list 查看。`, EXIT.refused);
    if (accountId !== null) ids.set(login, accountId);
    const context = { accountId, onProgress: options.onProgress, ...(options.signal ? { signal: options.signal } : {}) };
    const client = createClient((name, body) => backend.dispatch(name, body, context));
    const reply = await client.call(route, input);
    if (reply.ok) return reply.data;
    throw new CommandFailed(`${reply.error.message}（${reply.error.code}）`, reply.error.code === 'INTERNAL' ? EXIT.internal : EXIT.refused);
  };
}

function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal }): T {
  if (result.ok) return result.value;
  throw new CommandFailed(`${result.error.message}（${result.error.code}）`, EXIT.refused);
}

/** Makes the folder a file is to be written into. */
export function folderFor(path: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
}
