import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { type Connection, inWriteTx, type SqlValue } from '#db/access.ts';
import { openProgram, type Program, ROOT } from '#test/harness/program.ts';
import { createJobs } from '#worker/node/jobs.ts';
import { bundle } from '../../kill/bundle.ts';
import { caseDatabase } from '../data/case-database.ts';
import { type ChildMemory, watchChildren } from '../data/child-memory.ts';
import { open } from '../data/database.ts';
import { patrolSheet } from '../data/patrol-sheet.ts';
import { type Bench, duration, median, peakMemory, print, printLines, reach, timed, times } from '../measure.ts';

const ROUNDS = 3;
const PARSE = { most: 2, memory: 600 };
const COMMIT = { most: 4, gap: 200 };
const WIDE = { rows: 50_000, columns: 40, seconds: 60, memory: 1024 };
const JOB = fileURLToPath(new URL('../../../electron/worker/job.ts', import.meta.url));

/** The import from the file to the committed findings, and how long a list waits for its answer meanwhile. */
export const importBench: Bench = {
  name: 'import',
  title: 'import: parsed to the preview against inflate and saxes, committed against raw INSERTs, lists meanwhile',
  async run({ quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'heqing-bench-import-'));
    const memory = watchChildren();
    try {
      // As it is shipped: stripping the types of the sources takes memory of its own.
      const entry = await bundle(JOB, join(folder, 'bundle'));
      const rows = quick ? 600 : 100_000;
      await parsed({ folder, entry, memory, rows, rounds: quick ? 1 : ROUNDS });
      await wide({ folder, entry, memory, rows: quick ? 300 : WIDE.rows });
      await committed({ folder, entry, rows, cases: quick ? 500 : 100_000 });
    } finally {
      memory.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Setting {
  readonly folder: string;
  /** Bundle of the job process. */
  readonly entry: string;
  readonly rows: number;
}

function programOver(entry: string, root?: string): Promise<Program> {
  const surroundings = { resources: `${ROOT}resources`, migrationsFolder: `${ROOT}db/migrations`, district: '110118' };
  return openProgram({ jobs: createJobs({ ...surroundings, entry }), ...(root === undefined ? {} : { root }) });
}

async function parsed({ folder, entry, memory, rows, rounds }: Setting & { memory: ChildMemory; rounds: number }) {
  const sheet = patrolSheet(rows);
  const path = join(folder, '巡查排查表.xlsx');
  writeFileSync(path, sheet.file);
  const packed = deflateRawSync(sheet.sheetXml);
  const program = await programOver(entry);
  const ours: number[] = [];
  const yardstick: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await elapsed(() => staged(program, path)));
    yardstick.push(timed(() => saxRead(packed)));
  }
  program.remove();
  printLines([
    {
      what: `${rows} rows x 20 columns to the preview`,
      ours: duration(median(ours)),
      yardstick: `${duration(median(yardstick))} inflate and saxes`,
      ratio: times(median(ours) / median(yardstick)),
      reach: reach(median(ours) / median(yardstick), PARSE.most),
    },
  ]);
  print(`job process: peak ${within(memory.peak(), PARSE.memory)}; ${peakMemory()} of this process with its sheet`);
}

/** Every element and text of the sheet, as a reader must see them, and nothing else. */
function saxRead(packed: Buffer): void {
  const parser = new SaxesParser();
  let seen = 0;
  parser.on('opentag', () => {
    seen += 1;
  });
  parser.on('text', () => {
    seen += 1;
  });
  const xml = inflateRawSync(packed);
  const step = 65_536;
  const decoder = new TextDecoder();
  for (let at = 0; at < xml.length; at += step)
    parser.write(decoder.decode(xml.subarray(at, at + step), { stream: true }));
  parser.close();
  if (seen === 0) throw new Error('the yardstick read nothing');
}

async function wide({ folder, entry, memory, rows }: Setting & { memory: ChildMemory }) {
  const path = join(folder, '宽表.xlsx');
  writeFileSync(path, patrolSheet(rows, WIDE.columns).file);
  const program = await programOver(entry);
  const ms = await elapsed(() => staged(program, path));
  program.remove();
  const time = `${duration(ms)} (<= ${WIDE.seconds} s ${ms <= WIDE.seconds * 1000 ? 'ok' : 'MISSED'})`;
  print(`${rows} rows x ${WIDE.columns} columns to the preview: ${time}; job ${within(memory.peak(), WIDE.memory)}`);
}

async function committed({ folder, entry, rows, cases }: Setting & { readonly cases: number }) {
  const root = mkdtempSync(join(folder, 'program-'));
  copyFileSync(await caseDatabase(cases), join(root, 'heqing.db'));
  const program = await programOver(entry, root);
  const path = join(folder, '待写入.xlsx');
  writeFileSync(path, patrolSheet(rows).file);
  const preview = await staged(program, path);
  const ledger = program.ports.files.grant(join(folder, '台账.xlsx'));
  const before = program.connection.sqlite.prepare('select max(rowid) from event_log').pluck().get();
  const watch = watchAnswers(program);
  let ours = 0;
  const exported = elapsed(() => program.call('ledger.export', { ledger: 'qingsiluan', filter: {}, file: ledger }));
  ours = await elapsed(() => program.call('import.commit', { staged: preview.staged }));
  const whileWriting = watch.longest();
  await Promise.all([exported, program.backend.settled()]);
  const gaps = await watch.end();
  const raw = await rawInserts(folder, program.connection, Number(before ?? 0));
  program.remove();
  printLines([
    {
      what: `${rows} rows committed, list and export meanwhile`,
      ours: duration(ours),
      yardstick: `${duration(raw)} raw INSERTs`,
      ratio: times(ours / raw),
      reach: reach(ours / raw, COMMIT.most),
    },
  ]);
  const verdict = gaps.longest <= COMMIT.gap ? 'ok' : 'MISSED';
  print(
    `longest gap between two answers of the case list over ${cases} cases: ${duration(gaps.longest)} (<= ${COMMIT.gap} ms ${verdict}), ` +
      `${duration(whileWriting)} while rows were written; ${gaps.answers} answers, median ${duration(gaps.median)}`,
  );
}

/** Asks for the first page of the case list again and again. */
function watchAnswers(program: Program) {
  const gaps: number[] = [];
  let last = performance.now();
  let on = true;
  const asking = (async () => {
    while (on) {
      await program.call('case.list', { filter: {}, page: { size: 50 } });
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      await setImmediate();
    }
  })();
  const longest = () => gaps.reduce((most, gap) => Math.max(most, gap), 0);
  return {
    longest,
    async end() {
      on = false;
      await asking;
      return { longest: longest(), median: median(gaps), answers: gaps.length };
    },
  };
}

/** The rows that the import wrote, by prepared INSERTs into a database that holds nothing else. */
async function rawInserts(folder: string, from: Connection, afterEvent: number): Promise<number> {
  const tables = {
    event_log: `select * from event_log where rowid > ${afterEvent}`,
    finding: 'select * from finding where batch_id is not null',
    import_row_link: 'select * from import_row_link',
  };
  const rows = Object.entries(tables).map(([table, sql]) => {
    const read = from.sqlite.prepare<[], Record<string, SqlValue>>(sql);
    return {
      table,
      columns: read.columns().map(({ name }) => name),
      rows: read.raw(true).all() as unknown[] as SqlValue[][],
    };
  });
  const into = await open(join(folder, 'raw.db'));
  const { sqlite } = into.connection;
  sqlite.pragma('foreign_keys = OFF');
  const ms = timed(() =>
    inWriteTx(into.connection, () => {
      for (const { table, columns, rows: values } of rows) {
        const insert = sqlite.prepare(
          `insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`,
        );
        for (const row of values) insert.run(...row);
      }
    }),
  );
  into.close();
  return ms;
}

function staged(program: Program, path: string) {
  return program.call('import.stage', { file: program.ports.files.grant(path) });
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function within(mb: number, most: number): string {
  return `${mb} MB (<= ${most} MB ${mb <= most ? 'ok' : 'MISSED'})`;
}
