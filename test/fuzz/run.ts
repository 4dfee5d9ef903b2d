import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAnyJob } from '#worker/job/host.ts';
import { entryPath, RESOURCES } from '../integration/import/paths.ts';

const BATCH = 100;
/** A single mutant may take this long, and a whole batch too: both are far above what one takes. */
const LIMIT_MS = 30_000;
/** Heap of the job process that reads them, MB, as it is for people's files. */
const HEAP_MB = 1024;

/**
 * Changes valid files of every format at random and reads each: none may throw, hang, or end the process. Seeds are printed;
 * `--from` and `--tries 1` repeat one. Exit 1 when something was found.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { tries: { type: 'string', default: '6000' }, from: { type: 'string', default: '1' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'heqing-fuzz-'));
  const files = [...samples(), page(folder), plain(folder)];
  const each = Math.ceil(Number(values.tries) / files.length);
  let found = 0;
  try {
    for (const file of files) found += await fuzz(file, Number(values.from), each);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say(`${each * files.length} tries over ${files.length} files from seed ${values.from}: ${found} found`);
  return found === 0 ? 0 : 1;
}

/** Reads so many mutants of a file; answers with how many must not be. */
async function fuzz(path: string, first: number, tries: number): Promise<number> {
  const tally = new Map<string, number>();
  let found = 0;
  for (let from = first; from < first + tries; from += BATCH) {
    const count = Math.min(BATCH, first + tries - from);
    let last = from;
    const run = await runAnyJob(
      'fuzz',
      { path, from, count },
      {
        entry: entryPath('fuzz-batch.ts'),
        heapMb: HEAP_MB,
        timeLimitMs: LIMIT_MS,
        onProgress: ({ done }) => {
          last = done;
        },
      },
    );
    if (!run.ok) {
      found += 1;
      say(`  ${basename(path)} seed ${last}: ${run.error.code} ${run.error.message}`);
      continue;
    }
    for (const [seed, what] of run.value as readonly (readonly [number, string])[]) {
      const [kind = ''] = what.split('\n');
      tally.set(kind, (tally.get(kind) ?? 0) + 1);
      if (!what.startsWith('threw')) continue;
      found += 1;
      say(`  ${basename(path)} seed ${seed}: ${what}`);
    }
  }
  say(
    `${basename(path)}, seeds ${first}–${first + tries - 1}: ${[...tally].map(([what, n]) => `${what} ${n}`).join(', ')}`,
  );
  return found;
}

function samples(): readonly string[] {
  const folder = join(RESOURCES, 'samples');
  return readdirSync(folder)
    .filter((name) => /\.(?:xlsx|xls|csv)$/u.test(name))
    .map((name) => join(folder, name));
}

const HEAD = ['序号', '问题来源', '镇街', '河流名称', '详细位置', '问题描述', '发现时间'];
const ROW = ['1', '网格巡查', '溪翁庄镇', '白河', '走马庄闸下游', '堆放渣土约150立方米', '2026年3月5日'];
const ROWS = 40;

/** An HTML table named .xls, as older systems export it. */
function page(folder: string): string {
  const line = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const path = join(folder, '网页表格.xls');
  writeFileSync(
    path,
    `<html><head><meta charset="utf-8"></head><body><table>${line(HEAD)}${line(ROW).repeat(ROWS)}</table></body></html>`,
  );
  return path;
}

/** Text with tabs and no mark of its encoding. */
function plain(folder: string): string {
  const path = join(folder, '文本.csv');
  writeFileSync(path, `${HEAD.join('\t')}\r\n${`${ROW.join('\t')}\r\n`.repeat(ROWS)}`);
  return path;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
