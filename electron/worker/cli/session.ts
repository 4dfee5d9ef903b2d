import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Backend, createBackend } from '#app/backend.ts';
import type { JobProgress, Ports } from '#app/ports.ts';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import { createClient } from '#core/contract/client.ts';
import type { Result } from '#core/domain/shared/result.ts';
import { openDatabase } from '#db/open.ts';
import { speakChinese } from '../node/chinese-issues.ts';
import { clearStaging, type DataFolder, openDataFolder } from '../node/data-folder.ts';
import { createFileTokens } from '../node/file-tokens.ts';
import { createJobs } from '../node/jobs.ts';
import { readReference } from '../node/reference.ts';
import { createIdMaker } from '../node/uuid.ts';
import { proveContent } from '#app/backup/prove.ts';
import { CommandFailed, details, EXIT } from './failure.ts';

/** What `backup.prove` says of a backup that does not hold. */
const UNSOUND_BACKUP: ReadonlySet<string> = new Set(['DB_BACKUP_TAMPERED', 'DB_BACKUP_FAILED']);
/** Long work while opening, in words. */
const OPENING = { check: '检查数据库', backup: '升级前备份', migrate: '升级数据库' } as const;

/** One opened program behind the command line. */
export interface Session {
  readonly ports: Ports;
  readonly backend: Backend;
  /** Calls a route as the account `login` (the session's own when left out); a refusal ends the command. */
  call<R extends Route>(route: R, input: InputOf<R>, login?: string): Promise<OutputOf<R>>;
  readonly folder: DataFolder;
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
  /** Where the migrations lie; beside the sources unless given. */
  readonly migrationsFolder?: string;
}

/** Minutes that China's civil time is ahead of UTC; one zone, no summer time. */
const CHINA_OFFSET = 480;
/** 密云区; the one district the program brings reference data of so far. */
const DISTRICT = '110118';
/** Resources and migrations lie beside the sources here; a package passes its own. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Opens the data folder, database and use cases. Refusals end the command with exit code 1. */
export async function openSession(options: SessionOptions): Promise<Session> {
  speakChinese();
  const folder = value(openDataFolder(resolve(options.data), options));
  const reference = value(readReference(`${ROOT}resources`, DISTRICT));
  const now = options.now ?? Date.now;
  const migrationsFolder = options.migrationsFolder ?? `${ROOT}db/migrations`;
  const fresh = !existsSync(folder.database);
  const opened = value(
    await openDatabase(folder.database, {
      create: options.create,
      migrationsFolder,
      backupsFolder: folder.backups,
      now,
      onProgress: ({ step, done, of }) =>
        options.onProgress({ phase: fresh && step === 'migrate' ? '建立数据库' : OPENING[step], done, total: of }),
      prove: proveContent(folder),
    }),
  );
  if (opened.recovered) options.onProgress({ phase: '上次没有正常关闭，已检查并恢复数据库', done: 1, total: 1 });
  clearStaging(folder);
  const ports: Ports = {
    clock: { now, offsetMinutes: CHINA_OFFSET },
    newId: createIdMaker(now),
    chainKey: folder.chainKey,
    device: folder.device,
    files: createFileTokens(),
    folders: folder,
    jobs: createJobs({ resources: `${ROOT}resources`, migrationsFolder, district: reference.district.code }),
    reference,
    anchors: folder.anchors,
    report: (id, error) => process.stderr.write(details(id, error)),
  };
  const backend = createBackend(opened, ports);
  const close = () => {
    clearStaging(folder);
    backend.close();
  };
  return { ports, backend, folder, call: caller(backend, options), close };
}

function caller(backend: Backend, options: SessionOptions): Session['call'] {
  const ids = new Map<string, string>();
  const { signal } = options;
  return async (route, input, login = options.login ?? '') => {
    const accountId = login === '' ? null : (ids.get(login) ?? backend.accountOf(login));
    if (login !== '' && accountId === null) {
      throw new CommandFailed(
        `没有登录名为「${login}」的账户，或已停用；请检查登录名的写法，或由管理员新增账户。`,
        EXIT.refused,
      );
    }
    if (accountId !== null) ids.set(login, accountId);
    const context = { accountId, onProgress: options.onProgress, ...(signal ? { signal } : {}) };
    const client = createClient((name, body) => backend.dispatch(name, body, context));
    await stopWhenCancelled(signal);
    const reply = await client.call(route, input);
    if (reply.ok) return reply.data;
    await stopWhenCancelled(signal);
    const { code, message, data } = reply.error;
    throw new CommandFailed(`${message}（${code}）${jsonPlaces(data)}`, exitCodeOf(code, route));
  };
}

const Issues = z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) });

/** Where in the JSON that was typed (事件JSON, 通知.json) the faults are, under the names that JSON has. */
function jsonPlaces(data: unknown): string {
  const { issues = [] } = Issues.safeParse(data).data ?? {};
  const typed = issues.filter(({ path }) => /^(act|notice)\b/u.test(path));
  return typed
    .map(({ path, message }) => `\n  ${path.replace(/^(act|notice)\.?/u, '') || 'JSON'}：${message}`)
    .join('');
}

/** Ctrl+C reaches the job process too, which then dies on its own: whoever is told first, it was a cancellation. */
async function stopWhenCancelled(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  // A signal is delivered between two turns of the event loop, and a chain of awaited results never leaves the turn.
  await setImmediate();
  if (signal.aborted) throw new CommandFailed('已取消，没有写入任何内容。', EXIT.cancelled);
}

function exitCodeOf(code: string, route: Route): number {
  if (code === 'INTERNAL') return EXIT.internal;
  return route === 'backup.prove' && UNSOUND_BACKUP.has(code) ? EXIT.unsound : EXIT.refused;
}

function value<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CommandFailed(`${result.error.message}（${result.error.code}）`, EXIT.refused);
}
