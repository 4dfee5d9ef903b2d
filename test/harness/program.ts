import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, createBackend } from '#app/backend.ts';
import { proveContent } from '#app/backup/prove.ts';
import type { AnchorPort, JobPort, Ports } from '#app/ports.ts';
import { createClient } from '#core/contract/client.ts';
import type { Reply } from '#core/contract/errors.ts';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import type { AccountRole } from '#core/domain/account/roles.ts';
import type { Connection } from '#db/access.ts';
import { openDatabase } from '#db/open.ts';
import { photoLook } from '#worker/photo/look-hash.ts';
import { readPhotoFacts } from '#worker/photo/read-facts.ts';
import { createFileTokens } from '#worker/node/file-tokens.ts';
import { readReference } from '#worker/node/reference.ts';
import { createIdMaker } from '#worker/node/uuid.ts';

/** Repository root, with a slash at its end. */
export const ROOT = new URL('../..', import.meta.url).pathname;

/** A clock that a test sets; 2026-11-02 09:00 in China unless told. Each reading is a millisecond later. */
export interface TestClock {
  now(): number;
  setDay(date: string): void;
  /** Lets time pass, ms. */
  advance(ms: number): void;
}

/** Makes a test clock. */
export function testClock(day = '2026-11-02'): TestClock {
  let at = Date.parse(`${day}T09:00:00+08:00`);
  return {
    now() {
      at += 1;
      return at;
    },
    advance(ms) {
      at += ms;
    },
    setDay(date) {
      at = Date.parse(`${date}T09:00:00+08:00`);
    },
  };
}

/** The whole program over a real database in a folder of its own, without job process. */
export interface Program {
  readonly root: string;
  readonly clock: TestClock;
  readonly ports: Ports;
  readonly backend: Backend;
  readonly connection: Connection;
  readonly accounts: Readonly<Record<keyof typeof PEOPLE, string>>;
  /** The reply of a route as it is, called by a person of `PEOPLE`. */
  send<R extends Route>(route: R, input: InputOf<R>, who?: keyof typeof PEOPLE): Promise<Reply<OutputOf<R>>>;
  /** The data of a route that must go through. */
  call<R extends Route>(route: R, input: InputOf<R>, who?: keyof typeof PEOPLE): Promise<OutputOf<R>>;
  /** Closes the database; the folder stays. */
  close(): void;
  /** Closes and removes everything. */
  remove(): void;
}

/** Accounts of every program under test. */
export const PEOPLE = {
  administrator: 'administrator',
  clerk: 'clerk',
  reviewer: 'clerk',
  supervisor: 'supervisor',
  second: 'supervisor',
  inspector: 'inspector',
} as const satisfies Record<string, AccountRole>;

/** What a test may bring of its own. */
export interface ProgramOptions {
  readonly day?: string;
  readonly root?: string;
  readonly chainKey?: Uint8Array | null;
  readonly jobs?: JobPort;
}

/** Opens a program; with `root` of an earlier one, the same database again. Accounts are made where there are none. */
export async function openProgram(options: ProgramOptions = {}): Promise<Program> {
  const root = options.root ?? mkdtempSync(join(tmpdir(), 'heqing-program-'));
  const clock = testClock(options.day);
  const chainKey = options.chainKey === undefined ? Buffer.alloc(32, 7) : options.chainKey;
  const anchors = memoryAnchors();
  const reference = must(readReference(`${ROOT}resources`, '110118'));
  const folders = {
    backups: join(root, 'backups'),
    staging: join(root, 'staging'),
    photos: join(root, 'photos'),
    imports: join(root, 'imports'),
    templates: join(root, 'templates'),
  };
  const database = must(
    await openDatabase(join(root, 'heqing.db'), {
      create: options.root === undefined,
      migrationsFolder: `${ROOT}db/migrations`,
      backupsFolder: folders.backups,
      now: clock.now,
      prove: proveContent({ chainKey, anchors }),
    }),
  );
  const ports: Ports = {
    clock: { now: clock.now, offsetMinutes: 480 },
    newId: createIdMaker(clock.now),
    chainKey,
    device: 'test-device',
    files: createFileTokens(),
    folders,
    jobs: options.jobs ?? noJobs,
    printer: null,
    reference,
    photoFacts: readPhotoFacts,
    photoLook,
    anchors,
    report: (id, error) => {
      process.stderr.write(`[${id}] ${error instanceof Error ? error.stack : String(error)}\n`);
    },
  };
  const backend = createBackend(database, ports);
  const accounts = backend.accountOf('administrator') === null ? await makeAccounts(backend) : knownAccounts(backend);
  const send: Program['send'] = (route, input, who = 'clerk') =>
    createClient((name, body) => backend.dispatch(name, body, { accountId: accounts[who] })).call(route, input);
  return {
    root,
    clock,
    ports,
    backend,
    connection: database.connection,
    accounts,
    send,
    async call(route, input, who) {
      const reply = await send(route, input, who);
      if (!reply.ok)
        throw new Error(`${route}: ${reply.error.code} ${reply.error.message} ${JSON.stringify(reply.error.data)}`);
      return reply.data;
    },
    close: () => backend.close(),
    remove() {
      backend.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Anchors that live as long as the test. */
export function memoryAnchors(): AnchorPort {
  const heads: { device: string; seq: number; hash: string }[] = [];
  return { all: () => heads, add: (more) => heads.push(...more) };
}

/** A program without a job process. */
export const noJobs: JobPort = {
  parseImport: () => Promise.reject(new Error('this test has no job process')),
  checkTemplate: () => Promise.reject(new Error('this test has no job process')),
  writeDocuments: () => Promise.reject(new Error('this test has no job process')),
  readReaches: () => Promise.reject(new Error('this test has no job process')),
  exportLedger: () => Promise.reject(new Error('this test has no job process')),
  compareReturned: () => Promise.reject(new Error('this test has no job process')),
  exportLedgerParts: () => Promise.reject(new Error('this test has no job process')),
  extractPictures: () => Promise.reject(new Error('this test has no job process')),
  unpackPhotos: () => Promise.reject(new Error('this test has no job process')),
  writeErrorWorkbook: () => Promise.reject(new Error('this test has no job process')),
};

type People = Record<keyof typeof PEOPLE, string>;

async function makeAccounts(backend: Backend): Promise<People> {
  const boot = createClient((name, body) => backend.dispatch(name, body, { accountId: null }));
  const first = must2(await boot.call('account.bootstrap', { login: 'administrator', displayName: '管理员甲' }));
  const admin = createClient((name, body) => backend.dispatch(name, body, { accountId: first.id }));
  for (const [login, role] of Object.entries(PEOPLE)) {
    if (login !== 'administrator')
      must2(await admin.call('account.create', { login, displayName: `${login}甲`, role }));
  }
  return knownAccounts(backend);
}

function knownAccounts(backend: Backend): People {
  const ids = Object.keys(PEOPLE).map((login) => [login, backend.accountOf(login) ?? '']);
  return Object.fromEntries(ids) as People;
}

function must<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

function must2<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.data;
  throw new Error(reply.error.message);
}
