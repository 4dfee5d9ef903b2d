import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Backend } from '#app/backend.ts';
import type { JobProgress, Ports } from '#app/ports.ts';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import { createClient } from '#core/contract/client.ts';
import type { Result } from '#core/domain/shared/result.ts';
import { speakChinese } from '../node/chinese-issues.ts';
import type { DataFolder } from '../node/data-folder.ts';
import { openProgram } from '../node/open-program.ts';
import { programFiles } from '../node/program-files.ts';
import type { JobLauncher } from '../job/host.ts';
import { CommandFailed, details, EXIT } from './failure.ts';

/** What `backup.prove` and a restore say of a backup that does not hold. */
export const UNSOUND_BACKUP: ReadonlySet<string> = new Set(['DB_BACKUP_TAMPERED', 'DB_BACKUP_FAILED']);

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
  /** Starts job processes; `child_process.fork` unless given. */
  readonly launch?: JobLauncher;
  readonly create: boolean;
  readonly onProgress: (progress: JobProgress) => void;
  /** Time of the program; the system's unless a demonstration brings its own. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  /** Where the migrations lie; beside the sources unless given. */
  readonly migrationsFolder?: string;
}

/** The program's own files, beside the sources or the bundle. */
export const FILES = programFiles(import.meta.url);

/** Opens the data folder, database and use cases. Refusals end the command with exit code 1. */
export async function openSession(options: SessionOptions): Promise<Session> {
  speakChinese();
  const { migrationsFolder = FILES.migrationsFolder } = options;
  const program = value(
    await openProgram({
      data: resolve(options.data),
      create: options.create,
      files: { ...FILES, migrationsFolder },
      now: options.now ?? Date.now,
      onProgress: options.onProgress,
      report: (id, error) => process.stderr.write(details(id, error)),
      ...(options.launch === undefined ? {} : { launch: options.launch }),
    }),
  );
  if (program.recovered) options.onProgress({ phase: '上次没有正常关闭，已检查并恢复数据库', done: 1, total: 1 });
  return { ...program, call: caller(program.backend, options) };
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

/** The value of a result; a refusal ends the command with exit code 1. */
export function value<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CommandFailed(`${result.error.message}（${result.error.code}）`, EXIT.refused);
}
