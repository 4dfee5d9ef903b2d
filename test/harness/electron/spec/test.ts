import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { electronBinary } from '../launch/electron-binary.ts';
import { startInElectron } from './in-electron.ts';
import { startInHarness } from './in-harness.ts';
import { type Program, shiftTo } from './program.ts';
import { preparedProgram, sampleData } from './prepared.ts';

export { expect };

/** What a spec may set with `test.use`. */
interface Options {
  /** `empty`: first start; `sample`: the sample data, with a password for everybody. */
  readonly data: 'empty' | 'sample';
  /** Local day of the program, `YYYY-MM-DD`; that of the machine when not set. */
  readonly today: string | undefined;
}

interface Fixtures {
  readonly program: Program;
  readonly page: Page;
}

/** Playwright's `test` with a running program and the page of its first window. */
export const test = base.extend<Options & Fixtures>({
  data: ['empty', { option: true }],
  today: [undefined, { option: true }],
  program: async ({ browser, data, today }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'heqing-spec-'));
    const userDataDir = join(folder, 'data');
    const clockFile = join(folder, 'clock');
    writeFileSync(clockFile, String(today === undefined ? 0 : shiftTo(today)));
    if (data === 'sample') cpSync(sampleData(), userDataDir, { recursive: true });
    else mkdirSync(userDataDir);
    const options = { browser, userDataDir, clockFile, ...preparedProgram() };
    const electron = electronBinary();
    const program = electron === null ? await startInHarness(options) : await startInElectron(options, electron);
    await use(program);
    await program.close();
    rmSync(folder, { recursive: true, force: true });
    expect(program.faults, 'errors and warnings of the pages').toEqual([]);
  },
  page: async ({ program }, use) => use(program.page()),
});
