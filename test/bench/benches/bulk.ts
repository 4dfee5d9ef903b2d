import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Environment } from '#app/environment.ts';
import { createCurrentCalendar } from '#app/calendar/current-calendar.ts';
import { createCurrentSeverityRules } from '#app/settings/severity-rules.ts';
import { registerFinding } from '#app/finding/register-finding.ts';
import { inLoggedTx } from '#app/log/log-writer.ts';
import type { Ports } from '#app/ports.ts';
import { createCatchUp } from '#app/search/catch-up.ts';
import { createWriteGate } from '#app/writes/gate.ts';
import { ProblemSchema } from '#core/contract/schemas.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { type Connection, inWriteTx, type SqlValue } from '#db/access.ts';
import { catchUpSearch } from '#db/search/maintain.ts';
import { createFileTokens } from '#worker/node/file-tokens.ts';
import { createIdMaker } from '#worker/node/uuid.ts';
import { ACTORS } from '../data/case-walk.ts';
import { open } from '../data/database.ts';
import { CHAIN_KEY, reference } from '../data/folds.ts';
import { createProblemMaker, dayAfter } from '../data/problems.ts';
import { createRandom } from '../data/random.ts';
import { type Bench, duration, medians, peakMemory, print, printLines, reach, timed, times } from '../measure.ts';

const FULL = 100_000;
const QUICK = 500;
const AT_MOST = 4;
const CATCH_UP_SLICE = 500;

/** Figure 1: commands appended in bulk against prepared INSERTs of the same rows into the same two tables. */
export const bulkBench: Bench = {
  name: 'bulk',
  title: 'findings registered in bulk: command path against raw INSERTs',
  async run({ quick }) {
    const count = quick ? QUICK : FULL;
    const folder = mkdtempSync(join(tmpdir(), 'heqing-bench-bulk-'));
    try {
      await compare(folder, count);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function compare(folder: string, count: number): Promise<void> {
  const problems = makeProblems(count);
  const model = await registered(folder, problems);
  const rows = { events: rowsOf(model.connection, 'event_log'), findings: rowsOf(model.connection, 'finding') };
  const catchUp = timed(() => {
    while (inWriteTx(model.connection, (tx) => catchUpSearch(tx, CATCH_UP_SLICE)) > 0);
  });
  model.close();
  // Opening a database is no part of either; each round gets a fresh one.
  const fresh = await databases(folder, 8);
  const next = () => fresh.shift() ?? fail('too few databases');
  const { ours, raw } = await medians({
    ours: () => measured(next(), (connection) => registerAll(connection, problems)),
    raw: () => measured(next(), (connection) => insertAll(connection.sqlite, rows)),
  });
  for (const database of fresh) database.close();
  printLines([
    {
      what: `${count} findings registered`,
      ours: `${duration(ours)} (${perSecond(count, ours)})`,
      yardstick: `${duration(raw)} (${perSecond(count, raw)})`,
      ratio: times(ours / raw),
      reach: reach(ours / raw, AT_MOST),
    },
  ]);
  print(
    `search index caught up afterwards, slices of ${CATCH_UP_SLICE}: ${duration((catchUp * FULL) / count)} per ${FULL} rows`,
  );
  print(peakMemory());
}

type Opened = Awaited<ReturnType<typeof open>>;

async function databases(folder: string, count: number): Promise<Opened[]> {
  const made: Opened[] = [];
  for (let at = 0; at < count; at += 1) made.push(await open(join(folder, `round-${at}.db`)));
  return made;
}

async function registered(folder: string, problems: readonly Problem[]): Promise<Opened> {
  const database = await open(join(folder, 'model.db'));
  registerAll(database.connection, problems);
  return database;
}

function measured(database: Opened, work: (connection: Connection) => void): number {
  const time = timed(() => work(database.connection));
  database.close();
  return time;
}

function makeProblems(count: number): Problem[] {
  const random = createRandom(1);
  const make = createProblemMaker(reference(), random);
  return Array.from({ length: count }, (_, at) => make(dayAfter('2026-01-05', Math.floor(at / 400)), at));
}

/** The real path: each problem through its schema, then registered, all in one logged transaction. */
function registerAll(connection: Connection, problems: readonly Problem[]): void {
  const ports = benchPorts();
  const env: Environment = {
    ports,
    connection,
    databasePath: '',
    calendar: createCurrentCalendar(connection.reader),
    severityRules: createCurrentSeverityRules(connection.reader, ports.reference.severityRules),
    writes: createWriteGate(createCatchUp(connection)),
  };
  const rest = { ...ACTORS.clerk, on: '2026-11-02', beforePhotos: 0, afterPhotos: 0, batchId: ports.newId() };
  inLoggedTx(connection, ports, (log) => {
    for (const [at, raw] of problems.entries()) {
      const problem = ProblemSchema.parse(raw);
      registerFinding(env, log, { ...rest, problem, sourceRow: at + 5 }, 'later');
    }
  });
}

function benchPorts(): Ports {
  const now = Date.now;
  return {
    clock: { now, offsetMinutes: 480 },
    newId: createIdMaker(now),
    chainKey: CHAIN_KEY,
    device: 'bench-device',
    files: createFileTokens(),
    folders: { backups: '', staging: '', photos: '', imports: '', templates: '' },
    jobs: {
      parseImport: noJobs,
      readReaches: noJobs,
      exportLedger: noJobs,
      compareReturned: noJobs,
      exportLedgerParts: noJobs,
      extractPictures: noJobs,
      writeErrorWorkbook: noJobs,
      unpackPhotos: noJobs,
      checkTemplate: noJobs,
      writeDocuments: noJobs,
    },
    printer: null,
    reference: reference(),
    photoFacts: () => Promise.resolve({ takenAt: null, lon: null, lat: null }),
    photoLook: () => null,
    anchors: { all: () => [], add: () => {} },
    report: (_id, error) => fail(String(error)),
  };
}

interface TableRows {
  readonly columns: readonly string[];
  readonly values: readonly SqlValue[][];
}

function rowsOf({ sqlite }: Connection, table: string): TableRows {
  const statement = sqlite.prepare<[], SqlValue[]>(`select * from ${table} order by 1`).raw(true);
  return { columns: statement.columns().map(({ name }) => name), values: statement.all() };
}

/** The yardstick: the same rows, their values made beforehand, by prepared statements in one transaction. */
function insertAll(
  sqlite: Database.Database,
  { events, findings }: { readonly events: TableRows; readonly findings: TableRows },
): void {
  const prepare = (table: string, { columns }: TableRows) =>
    sqlite.prepare<SqlValue[]>(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    );
  const insertEvent = prepare('event_log', events);
  const insertFinding = prepare('finding', findings);
  sqlite.exec('BEGIN IMMEDIATE');
  for (const [at, event] of events.values.entries()) {
    insertEvent.run(...event);
    insertFinding.run(...(findings.values[at] ?? fail('fewer findings than events')));
  }
  sqlite.exec('COMMIT');
}

function perSecond(count: number, ms: number): string {
  return `${Math.round((count / ms) * 1000)}/s`;
}

function noJobs(): Promise<never> {
  return Promise.reject(new Error('a bench has no job process'));
}

function fail(why: string): never {
  throw new Error(why);
}
