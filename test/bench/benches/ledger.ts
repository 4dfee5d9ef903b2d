import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { bundle } from '../../kill/bundle.ts';
import { caseDatabase } from '../data/case-database.ts';
import { type Bench, duration, type Line, medians, note, print, printLines, reach, times } from '../measure.ts';

const FULL = 100_000;
const QUICK = 400;
const AT_MOST = 2.5;
const MOST_MEMORY = 300;
const XLSX_WRITER = 0.7;

const WRITERS = fileURLToPath(new URL('./ledger-writers.ts', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
const PYTHON_WRITER = fileURLToPath(new URL('./ledger_xlsxwriter.py', import.meta.url));
const PYTHON = '/usr/bin/python3';

const Measured = z.object({ ms: z.number(), rss: z.number() });

/**
 * A styled ledger of 20 columns from the database to the closed file against the floor: the same sheet XML by template strings
 * and zlib at the same level; and 1,000 rows with 2,000 pictures against storing the same bytes in a zip. Each writer runs in
 * a process of its own, as the export does, so that each has its own memory; loading the program is not measured.
 */
export const ledgerBench: Bench = {
  name: 'ledger',
  title: 'ledgers written as .xlsx: with styles against a hand-written floor, with pictures against storing them',
  async run({ quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'heqing-bench-ledger-'));
    try {
      // As it is shipped: stripping the types of the sources takes memory of its own.
      const script = await bundle(WRITERS, join(folder, 'bundle'));
      await styled(script, folder, quick ? QUICK : FULL);
      await pictured(script, folder, quick ? 20 : 1000);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function styled(script: string, folder: string, count: number): Promise<void> {
  const database = await caseDatabase(count);
  const file = (name: string) => join(folder, `${name}.xlsx`);
  const ours = writer(script, 'ours', database, file('ours'), String(count));
  ours();
  const cells = join(folder, 'cells.json');
  run(process.execPath, [script, 'cells', file('ours'), cells]);
  const floor = writer(script, 'floor', cells, file('floor'));
  const rows: Line[] = [];
  const python = xlsxWriter();
  if (python === null) note('no python3-xlsxwriter on this machine: the second yardstick is left out');
  const second = python === null ? null : () => run(PYTHON, [PYTHON_WRITER, cells, file('python')]);
  const found = await medians({ ours: () => ours().ms, floor: () => floor().ms, python: () => second?.().ms ?? 0 });
  const { rss } = ours();
  rows.push({
    what: `${count} rows, 20 columns, styled`,
    ours: duration(found.ours),
    yardstick: `${duration(found.floor)} floor`,
    ratio: times(found.ours / found.floor),
    reach: reach(found.ours / found.floor, AT_MOST),
  });
  if (second !== null) {
    rows.push({
      what: '… XlsxWriter constant_memory',
      ours: duration(found.ours),
      yardstick: duration(found.python),
      ratio: times(found.ours / found.python),
      reach: reach(found.ours / found.python, XLSX_WRITER),
    });
  }
  printLines(rows);
  print(
    `peak memory ${rss} MB (<= ${MOST_MEMORY} MB ${rss <= MOST_MEMORY ? 'ok' : 'MISSED'}); file ${megabytes(file('ours'))} MB, floor ${megabytes(file('floor'))} MB`,
  );
}

async function pictured(script: string, folder: string, count: number): Promise<void> {
  const photos = join(folder, 'photos');
  run(process.execPath, [script, 'photos', photos, String(count)]);
  const database = await caseDatabase(count);
  const out = join(folder, 'pictures.xlsx');
  const zip = join(folder, 'pictures.zip');
  const ours = writer(script, 'pictures', database, out, photos);
  const floor = writer(script, 'store', photos, zip);
  const found = await medians({ ours: () => ours().ms, floor: () => floor().ms });
  const { rss } = ours();
  printLines([
    {
      what: `${count} rows, ${count * 2} pictures of ${count} photos`,
      ours: duration(found.ours),
      yardstick: `${duration(found.floor)} photos stored in a zip`,
      ratio: times(found.ours / found.floor),
      reach: 'reported',
    },
  ]);
  print(`peak memory ${rss} MB; file ${megabytes(out)} MB, photos once ${megabytes(zip)} MB`);
}

function writer(script: string, ...args: readonly string[]): () => z.infer<typeof Measured> {
  return () => run(process.execPath, [script, ...args]);
}

function run(program: string, args: readonly string[]): z.infer<typeof Measured> {
  const ended = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, HEQING_MIGRATIONS: MIGRATIONS },
  });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return Measured.parse(JSON.parse(ended.stdout));
}

function xlsxWriter(): string | null {
  const found = spawnSync(PYTHON, ['-c', 'import xlsxwriter; print(xlsxwriter.__version__)'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

function megabytes(path: string): string {
  return (statSync(path).size / 1e6).toFixed(1);
}
