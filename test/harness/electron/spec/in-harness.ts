import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { type ProgramProcess, startProgramProcess } from '../program-process.ts';
import { watchFaults } from './faults.ts';
import { type Program, type ProgramOptions, shiftTo } from './program.ts';

/** Starts the built program through the stand-in, with a browser context of its own. */
export async function startInHarness(options: ProgramOptions): Promise<Program> {
  const faults: string[] = [];
  let run = await open(options, faults);
  return {
    mode: 'harness',
    userDataDir: options.userDataDir,
    page: () => run.page,
    async answerDialog(kind, value) {
      run.process.tell({ t: 'answer', kind, value });
      // What the page asks next comes by another way, and could overtake it.
      await run.process.next('answerKept');
    },
    async setToday(date) {
      writeFileSync(options.clockFile, String(shiftTo(date)));
      run.process.tell({ t: 'resume' });
    },
    async openSecondWindow(opener) {
      const [window] = await Promise.all([run.process.next('window'), opener()]);
      const page = await run.context.newPage();
      await page.goto(window.address);
      return page;
    },
    async restart() {
      await run.close();
      run = await open(options, faults);
      return run.page;
    },
    async killBackend() {
      run.process.tell({ t: 'killBackend' });
      await run.process.next('killed');
    },
    async crash() {
      await run.context.close();
      process.kill(run.process.pid, 'SIGKILL');
      await run.process.ended;
    },
    pids: () => [run.process.pid, ...childrenOf(run.process.pid)],
    faults,
    output: () => run.process.output(),
    close: () => run.close(),
  };
}

interface Run {
  readonly process: ProgramProcess;
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
}

async function open({ browser, userDataDir, clockFile, entry, root }: ProgramOptions, faults: string[]): Promise<Run> {
  const program = await startProgramProcess({
    data: userDataDir,
    env: { HEQING_TEST_CLOCK: clockFile },
    entry,
    root,
  });
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    acceptDownloads: true,
  });
  watchFaults(context, faults);
  const page = await context.newPage();
  const { address } = await program.next('window');
  await page.goto(address);
  return {
    process: program,
    context,
    page,
    async close() {
      await context.close();
      await program.quit();
    },
  };
}

/** Children of a process, from Linux' process table; none elsewhere. */
function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}
