/**
 * Pictures of the running program: `node test/harness/electron/shoot.ts [options] ADDRESS...`, see README.md of this
 * folder. Works on a copy of the data folder; the program is built before when something was changed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { buildIfNeeded, copyProgram } from './build.ts';
import { launchChromium } from './chromium.ts';
import { startProgramProcess } from './program-process.ts';
import { signIn } from './page-request.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    as: { type: 'string' },
    out: { type: 'string', default: 'out/shots' },
    size: { type: 'string', multiple: true, default: ['1366x768'] },
    zoom: { type: 'string', default: '1' },
    script: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
});

/** What a script of `--script` is given. */
export interface ShootContext {
  readonly page: Page;
  /** Goes to an address of the program and waits until it is quiet. */
  go(address: string): Promise<void>;
  /** Saves a picture under a name, in every size asked for. */
  shot(name: string): Promise<void>;
  signIn(login: string): Promise<void>;
}

const work = mkdtempSync(join(tmpdir(), 'heqing-shoot-'));
const out = resolve(values.out);
mkdirSync(out, { recursive: true });
const program = await startProgramProcess({ data: dataCopy(), ...(await snapshot()) });
const browser = await launchChromium();
try {
  await shoot();
} finally {
  await browser.close();
  await program.quit();
  const printed = program.output().trim();
  if (printed !== '') process.stdout.write(`--- printed by the program ---\n${printed}\n`);
  rmSync(work, { recursive: true, force: true });
}

/** The bundles as they are now, aside: another build may replace them while this program runs. */
async function snapshot(): Promise<{ entry: string; root: string }> {
  if (!values['no-build']) {
    for (const { part, output } of await buildIfNeeded((line) => process.stdout.write(`${line}\n`))) {
      process.stdout.write(`BUILD OF ${part} FAILED, its last good bundles are used:\n${output}\n`);
    }
  }
  return copyProgram(join(work, 'program'));
}

function dataCopy(): string {
  const data = join(work, 'data');
  if (values.data === undefined) return data;
  if (!existsSync(values.data)) throw new Error(`no data folder ${values.data}`);
  cpSync(values.data, data, { recursive: true, filter: (path) => !path.endsWith('.lock') });
  return data;
}

async function shoot(): Promise<void> {
  const context = await browser.newContext({
    deviceScaleFactor: Number(values.zoom),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      process.stdout.write(`[page] ${message.text().slice(0, 500)}\n`);
  });
  page.on('pageerror', (error) => process.stdout.write(`[page] ${error.stack ?? error.message}\n`));
  const { address } = await program.next('window');
  await page.goto(address);
  const tools = toolsFor(page);
  if (values.as !== undefined) await tools.signIn(values.as);
  for (const where of positionals) {
    await tools.go(where);
    await tools.shot(where.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'start');
  }
  if (values.script !== undefined) {
    const script = (await import(pathToFileURL(resolve(values.script)).href)) as {
      default(context: ShootContext): Promise<void>;
    };
    await script.default(tools);
  }
}

function toolsFor(page: Page): ShootContext {
  return {
    page,
    async go(where) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, where);
      await quiet(page);
    },
    async shot(name) {
      for (const size of values.size) {
        const [width = 1366, height = 768] = size.split('x').map(Number);
        await page.setViewportSize({ width, height });
        await quiet(page);
        const path = join(out, values.size.length > 1 ? `${name}-${size}.png` : `${name}.png`);
        await page.screenshot({ path, fullPage: values.full });
        process.stdout.write(`${path}\n`);
      }
    },
    async signIn(login) {
      await signIn(page, login);
      await quiet(page);
    },
  };
}

/** Nothing is being loaded or waited for, and two frames have been drawn. */
async function quiet(page: Page): Promise<void> {
  await page
    .waitForFunction(
      () => document.querySelector('.ant-spin-spinning, .ant-skeleton-active, [aria-busy="true"]') === null,
      null,
      { timeout: 10_000 },
    )
    .catch(() => {
      process.stdout.write('[shoot] still loading after 10 s\n');
    });
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 300))));
}
