import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { readXlsx } from 'hucre';

/** A ledger as openpyxl sees it (`read_back.py`). */
export interface ReadBack {
  readonly name: string;
  readonly cells: readonly (readonly {
    readonly t: string;
    readonly v: string | number | null;
    readonly f: string;
  }[])[];
  readonly merges: readonly string[];
  readonly freeze: string;
  readonly filter: string;
  readonly heights: Readonly<Record<string, number>>;
  readonly [setting: string]: unknown;
}

/** The system's Python, which has openpyxl when it is installed. */
export const PYTHON = '/usr/bin/python3';

/** Why openpyxl cannot be asked on this machine; null when it can. */
export const WITHOUT_OPENPYXL: string | null = (() => {
  const found = spawnSync(PYTHON, ['-c', 'import openpyxl'], { encoding: 'utf8' });
  return found.status === 0
    ? null
    : '本机没有 python3-openpyxl：跳过 openpyxl 回读，仅用 hucre 回读（apt-get install python3-openpyxl）';
})();

/** Reads a ledger with openpyxl. */
export function readWithOpenpyxl(path: string): ReadBack {
  const script = new URL('./read_back.py', import.meta.url).pathname;
  const run = spawnSync(PYTHON, [script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) satisfies ReadBack;
}

/** Reads the first sheet with hucre. */
export async function readWithHucre(path: string) {
  const [sheet] = (await readXlsx(await readFile(path))).sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** Names of the parts of a file, from the zip's central directory. */
export async function partNames(path: string): Promise<readonly string[]> {
  return [...directoryOf(await readFile(path))].map(({ name }) => name);
}

/** Text of one part inside the file. */
export async function partOf(path: string, name: string): Promise<string> {
  const zip = await readFile(path);
  for (const entry of directoryOf(zip)) {
    if (entry.name !== name) continue;
    const from = entry.local + 30 + zip.readUInt16LE(entry.local + 26) + zip.readUInt16LE(entry.local + 28);
    return inflateRawSync(zip.subarray(from, from + entry.packed)).toString('utf8');
  }
  throw new Error(`no part ${name}`);
}

function* directoryOf(zip: Buffer): Generator<{ name: string; local: number; packed: number }> {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    yield { name, local: zip.readUInt32LE(at + 42), packed: zip.readUInt32LE(at + 20) };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
