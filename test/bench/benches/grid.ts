/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { buildIfNeeded, copyProgram } from '#test/harness/electron/build.ts';
import { launchChromium } from '#test/harness/electron/chromium.ts';
import { signIn } from '#test/harness/electron/page-request.ts';
import { startProgramProcess } from '#test/harness/electron/program-process.ts';
import { caseDatabase } from '../data/case-database.ts';
import { dataFolderWith } from '../data/data-folder.ts';
import { type Bench, duration, note, print, printTable, quantile } from '../measure.ts';
import { mainThreadTasks, type Task } from './trace-tasks.ts';

const FULL = 185_000;
const QUICK = 2000;
/** A frame may hold the main thread for so long, ms. */
const MOST_MS = 50;
/** The page may hold so much more after the scrolling than before it. */
const MOST_GROWTH = 1.2;

/** Scrolling the ledger grid from its first row to its last, as it is built, in the harness and a real browser. */
export const gridBench: Bench = {
  name: 'grid',
  title: 'ledger grid: scrolling from top to bottom, tasks of the page in the trace, memory of the page',
  async run({ quick }) {
    const cases = quick ? QUICK : FULL;
    await buildIfNeeded(note);
    const work = mkdtempSync(join(tmpdir(), 'heqing-bench-grid-'));
    const data = dataFolderWith(await caseDatabase(cases));
    const program = await startProgramProcess({ data, ...(await copyProgram(join(work, 'program'))) });
    const browser = await launchChromium();
    try {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, timezoneId: 'Asia/Shanghai' });
      const page = await context.newPage();
      await page.goto((await program.next('window')).address);
      await openLedger(page, cases);
      const cdp = await context.newCDPSession(page);
      // Once through before anything is measured: compiler and caches.
      for (const way of Object.values(WAYS)) await scrollThrough(page, way, cases);
      const before = await heapOf(cdp);
      const rows: Row[] = [];
      for (const [name, way] of Object.entries(WAYS)) {
        const path = join(work, 'trace.json');
        await browser.startTracing(page, { path, categories: ['toplevel', 'devtools.timeline', '__metadata'] });
        const gaps = await scrollThrough(page, way, cases);
        await browser.stopTracing();
        rows.push({ name, gaps, tasks: mainThreadTasks(readFileSync(path, 'utf8')) });
      }
      report(rows);
      const growth = (await heapOf(cdp)) / before;
      const heap = `${(before / 1e6).toFixed(1)} MB before, ${growth.toFixed(2)}x after both ways`;
      print(`memory of the page: ${heap}, reach <= ${MOST_GROWTH}x ${growth <= MOST_GROWTH ? 'ok' : 'MISSED'}`);
    } finally {
      await browser.close();
      await program.quit();
      for (const folder of [work, data]) rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Row {
  readonly name: string;
  /** Milliseconds between the frames of the page. */
  readonly gaps: readonly number[];
  readonly tasks: readonly Task[];
}

/** How far a frame scrolls: a share of what there is, or pixels over part of it. */
interface Way {
  readonly frames: number;
  readonly pixels: number | null;
}

const WAYS = {
  // The scroll bar drawn down: other rows in every frame.
  sweep: { frames: 400, pixels: null },
  // A wheel turned fast, then the end.
  wheel: { frames: 400, pixels: 240 },
} satisfies Record<string, Way>;

async function openLedger(page: Page, cases: number): Promise<void> {
  await signIn(page, 'guanli');
  await page.evaluate(() => {
    location.hash = '#/cases?sort=number.asc';
  });
  await page.getByText(`共 ${cases.toLocaleString('zh-CN')} 件`).waitFor({ timeout: 120_000 });
  await page.locator('.ag-row[row-index="0"] .open-case').waitFor();
}

/** Scrolls from top to bottom, a step in each frame, and waits until the last row is there; the gaps between frames. */
async function scrollThrough(page: Page, way: Way, cases: number): Promise<readonly number[]> {
  await page.evaluate(() => {
    const body = document.querySelector('.ag-grid-viewport');
    if (body !== null) body.scrollTop = 0;
  });
  await page.locator('.ag-row[row-index="0"] .open-case').waitFor();
  const gaps = await page.evaluate(async ({ frames, pixels }) => {
    const body = document.querySelector('.ag-grid-viewport');
    if (body === null) throw new Error('no grid');
    const step = pixels ?? (body.scrollHeight - body.clientHeight) / frames;
    const found: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < frames; frame += 1) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      found.push(now - last);
      last = now;
      body.scrollTop += step;
    }
    body.scrollTop = body.scrollHeight;
    return found;
  }, way);
  await page.locator(`.ag-row[row-index="${cases - 1}"] .open-case`).waitFor({ timeout: 60_000 });
  return gaps;
}

/** Bytes of JavaScript that are left when the collector has run. */
async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

function report(rows: readonly Row[]): void {
  printTable(
    ['way', 'frames: median (p95)', 'tasks', 'longest task', 'of it on the processor', 'over 50 ms', 'reach'],
    rows.map(({ name, gaps, tasks }) => {
      const longest = tasks.reduce((one, other) => (other.wall > one.wall ? other : one), { wall: 0, processor: 0 });
      const busiest = Math.max(...tasks.map(({ processor }) => processor));
      const over = tasks.filter(({ wall }) => wall > MOST_MS).length;
      return [
        name,
        `${duration(quantile(gaps, 0.5))} (${duration(quantile(gaps, 0.95))})`,
        String(tasks.length),
        duration(longest.wall),
        `${duration(longest.processor)} (most of any: ${duration(busiest)})`,
        String(over),
        `<= ${MOST_MS} ms ${over === 0 ? 'ok' : 'MISSED'}`,
      ];
    }),
  );
}
