import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hireCast, LOGIN } from '#worker/demo/cast.ts';
import { openSession, type Session } from '#worker/cli/session.ts';
import { newDeviceName, openDataFolder } from '#worker/node/data-folder.ts';
import { createIdMaker } from '#worker/node/uuid.ts';
import { type RestoreReport, restoreDatabase } from '#app/backup/restore.ts';
import type { RestoreRequest } from '#app/backup/write-restoration.ts';
import type { Result } from '#core/domain/shared/result.ts';
import { aProblem } from '../../harness/problem.ts';
import { ROOT } from '../../harness/program.ts';

/** Every test begins on this day, a minute after everything before it. */
let minutes = 0;
const START = Date.parse('2026-11-02T09:00:00+08:00');

/** A clock a minute after the last one. */
export function clock(): () => number {
  minutes += 1;
  let at = START + minutes * 60_000;
  return () => {
    at += 1;
    return at;
  };
}

/** Opens a data folder as the command line does. */
export function open(data: string, create = false): Promise<Session> {
  return openSession({ data, login: null, create, now: clock(), onProgress: () => undefined });
}

/** Opens, works and closes. */
export async function within<T>(data: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await open(data);
  try {
    return await work(session);
  } finally {
    await session.backend.settled();
    session.close();
  }
}

/** Registers a finding; answers with its number. */
export async function register(session: Session): Promise<string> {
  return (await session.call('finding.register', { problem: aProblem() }, LOGIN.inspector)).number;
}

/** Registers a finding and files a case of it; answers with the number of the case. */
export async function file(session: Session): Promise<string> {
  const { id, rev } = await session.call('finding.register', { problem: aProblem() }, LOGIN.inspector);
  const act = { type: 'finding.confirmed', opinion: '属实' } as const;
  const confirmed = await session.call('finding.act', { id, rev, act }, LOGIN.clerk);
  const filed = await session.call(
    'case.file',
    {
      findings: [{ id, rev: confirmed.rev }],
      rectificationType: 'timeLimited',
      goal: null,
      measures: null,
      reboundOf: null,
    },
    LOGIN.clerk,
  );
  return filed.number;
}

/** Makes a backup; answers with its name. */
export async function backUp(session: Session): Promise<string> {
  return (await session.call('backup.make', {}, LOGIN.supervisor)).name;
}

/** Verifies the log. */
export function verify(session: Session) {
  return session.call('log.verify', {}, LOGIN.clerk);
}

/** A folder that was worked with: two findings and a case, the older backup, a finding and a case, the newer backup, a finding. */
export interface Worked {
  readonly data: string;
  readonly older: string;
  readonly newer: string;
}

/** Makes the folder once and copies of it for each test. */
export async function workedFolders(): Promise<{ copy(): Worked; remove(): void }> {
  const root = mkdtempSync(join(tmpdir(), 'heqing-restore-'));
  const template = join(root, 'template');
  const first = await open(template, true);
  await hireCast(first);
  await register(first);
  await file(first);
  const older = await backUp(first);
  await register(first);
  await file(first);
  const newer = await backUp(first);
  await register(first);
  await first.backend.settled();
  first.close();
  let copies = 0;
  return {
    copy() {
      copies += 1;
      const data = join(root, `copy-${copies}`);
      cpSync(template, data, { recursive: true });
      return { data, older, newer };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Restores as the command line does. */
export async function restore(
  data: string,
  name: string,
  request: Partial<RestoreRequest> = {},
): Promise<Result<RestoreReport>> {
  const folder = openDataFolder(data, { create: false });
  if (!folder.ok) return folder;
  const { backups: backupsFolder, database: databasePath } = folder.value;
  const now = clock();
  return restoreDatabase(
    {
      name: basename(name),
      backupsFolder,
      databasePath,
      migrationsFolder: `${ROOT}db/migrations`,
      login: null,
      ...request,
    },
    {
      ...folder.value,
      clock: { now, offsetMinutes: 480 },
      newId: createIdMaker(now),
      nextDevice: newDeviceName(),
    },
  );
}

/** A restore that must go through. */
export async function restored(...request: Parameters<typeof restore>): Promise<RestoreReport> {
  const result = await restore(...request);
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.message}`);
}
