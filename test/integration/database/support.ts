import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach } from 'vitest';
import type { Result } from '#core/domain/shared/result.ts';
import { type OpenedDatabase, type OpenOptions, openDatabase } from '#db/open.ts';
import type { StorageRefusal } from '#db/refusals.ts';

/** 2026-04-21 15:30:12.345 in Beijing. */
export const NOW = Date.parse('2026-04-21T15:30:12.345+08:00');
export const DAY = 86_400_000;

/** One migration of a test's own. */
export interface Script {
  readonly tag: string;
  readonly when: number;
  readonly sql: string;
}

export const INIT: Script = {
  tag: '0000_init',
  when: 100,
  sql: `CREATE TABLE parent (id text PRIMARY KEY, name text NOT NULL);
--> statement-breakpoint
CREATE TABLE child (id integer PRIMARY KEY, parent_id text NOT NULL REFERENCES parent(id) ON DELETE CASCADE, note text);`,
};

/** A rebuild of `parent` as drizzle-kit writes it, its useless switch included. */
export const REBUILD: Script = {
  tag: '0001_parent_town',
  when: 200,
  sql: `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_parent (id text PRIMARY KEY, name text NOT NULL, town text);
--> statement-breakpoint
INSERT INTO __new_parent(id, name) SELECT id, name FROM parent;--> statement-breakpoint
DROP TABLE parent;--> statement-breakpoint
ALTER TABLE __new_parent RENAME TO parent;--> statement-breakpoint
PRAGMA foreign_keys=ON;`,
};

/** A folder of its own for one test, with what an opening needs. */
export interface Place {
  readonly folder: string;
  readonly path: string;
  readonly backups: string;
  readonly migrations: string;
  /** Writes the migrations that "this version of the program" knows. */
  knows(...scripts: readonly Script[]): void;
  options(changes?: Partial<OpenOptions>): OpenOptions;
}

const folders: string[] = [];
const opened: OpenedDatabase[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const one of opened.splice(0)) one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Makes the folder; it goes after the test. */
export function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'heqing-db-'));
  folders.push(folder);
  const migrations = join(folder, 'migrations');
  const backups = join(folder, '备份');
  const path = join(folder, 'data', '河清.db');
  const knows = (...scripts: readonly Script[]) => writeMigrations(migrations, scripts);
  knows(INIT);
  return {
    folder,
    path,
    backups,
    migrations,
    knows,
    options: (changes) => ({ ...fixtureOptions(migrations, backups), ...changes }),
  };
}

/** Options over a test's own migrations, which have none of the program's triggers. */
export function fixtureOptions(migrationsFolder: string, backupsFolder: string): OpenOptions {
  return { create: true, migrationsFolder, backupsFolder, now: () => NOW, assertSchema: () => undefined };
}

function writeMigrations(folder: string, scripts: readonly Script[]): void {
  mkdirSync(join(folder, 'meta'), { recursive: true });
  for (const { tag, sql } of scripts) writeFileSync(join(folder, `${tag}.sql`), sql);
  const entries = scripts.map(({ tag, when }, idx) => ({ idx, version: '6', when, tag, breakpoints: true }));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }));
}

/** Opens, or fails the test with the refusal; closed after the test if the test does not. */
export async function open(at: Place, changes?: Partial<OpenOptions>): Promise<OpenedDatabase> {
  const result = await openDatabase(at.path, at.options(changes));
  const database = accepted(result);
  opened.push(database);
  return database;
}

/** Opens and answers with the refusal, or fails the test. */
export async function refusal(at: Place, changes?: Partial<OpenOptions>): Promise<StorageRefusal> {
  return refusalOf(await openDatabase(at.path, at.options(changes)));
}

/** The value of a result, or the test fails. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message} ${JSON.stringify(result.error.data)}`);
  return result.value;
}

/** The refusal of a result, or the test fails. */
export function refusalOf<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error('expected a refusal');
  return result.error;
}

/** Writes parents and one child each. */
export function fill(sqlite: Database.Database, count: number, prefix = 'p'): void {
  const parent = sqlite.prepare('INSERT INTO parent (id, name) VALUES (?, ?)');
  const child = sqlite.prepare('INSERT INTO child (parent_id, note) VALUES (?, ?)');
  sqlite.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      parent.run(`${prefix}${n}`, '东河'.repeat(20));
      child.run(`${prefix}${n}`, '乱堆'.repeat(20));
    }
  })();
}

/** Rows of `parent` and `child`. */
export function counts(sqlite: Database.Database): readonly [number, number] {
  const count = (table: string) => Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return [count('parent'), count('child')];
}

/** Counts the rows of a file that nobody has open. */
export function countsIn(path: string): readonly [number, number] {
  const sqlite = new Database(path, { fileMustExist: true });
  try {
    return counts(sqlite);
  } finally {
    sqlite.close();
  }
}

/** A database with `count` parents, properly closed. */
export async function made(at: Place, count = 500): Promise<void> {
  const database = await open(at);
  fill(database.connection.sqlite, count);
  database.close();
}

/** What a child process does; see `child.ts`. */
export type ChildTask = 'hold' | 'write' | 'migrate' | 'after-commit' | 'backup' | 'open';

/** A child process at the point where it stands still, and a way to kill it as the power does. */
export interface StoppedChild {
  readonly pid: number;
  /** What it wrote before it stood still. */
  readonly said: string;
  kill(): Promise<void>;
}

/** Starts `child.ts` and waits until it says that it is where the test wants it, or ends. */
export async function child(at: Place, task: ChildTask, uid?: number): Promise<StoppedChild> {
  const script = join(import.meta.dirname, 'child.ts');
  const run = spawn(process.execPath, [script, task, at.path, at.migrations, at.backups], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(run);
  const gone = new Promise<void>((resolve) => run.once('close', () => resolve()));
  const said = await new Promise<string>((resolve) => {
    let text = '';
    run.stdout.on('data', (data) => {
      text += String(data);
      if (text.includes('\n')) resolve(text.trim());
    });
    void gone.then(() => resolve(text.trim()));
  });
  const kill = async () => {
    run.kill('SIGKILL');
    await gone;
  };
  return { pid: run.pid ?? 0, said, kill };
}
