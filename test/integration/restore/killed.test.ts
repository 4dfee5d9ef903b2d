import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../kill/bundle.ts';
import { register, restored, verify, within, workedFolders } from './support.ts';

let folders: Awaited<ReturnType<typeof workedFolders>>;
const scripts = mkdtempSync(join(tmpdir(), 'heqing-restore-script-'));
beforeAll(async () => {
  folders = await workedFolders();
});
afterAll(() => {
  folders.remove();
  rmSync(scripts, { recursive: true, force: true });
});

/** More steps than a restore has. */
const LIMIT = 200;

it('killed before any of its steps leaves the old database or the restored one with its event, and can be done again', async () => {
  const script = await bundle(join(import.meta.dirname, 'killed-child.ts'), scripts);
  const outcomes: string[] = [];
  for (let at = 1; at < LIMIT && outcomes.at(-1) !== 'done'; at += 1) {
    const { data, older } = folders.copy();
    const child = spawnSync(process.execPath, [script, data, older, String(at)], { encoding: 'utf8' });
    expect(child.stderr).toBe('');
    const found = await within(data, async (session) => {
      const report = await verify(session);
      expect([at, report.fault]).toEqual([at, null]);
      // Whichever it is, the numbers go on after those that were given.
      expect(await register(session)).toBe('MY-XS-2026-00006');
      expect([at, (await verify(session)).fault]).toEqual([at, null]);
      return [report.findings, report.restorations.length].join(' ');
    });
    expect(['5 0', '2 1']).toContain(found);
    outcomes.push(child.stdout === 'done' ? 'done' : found);
    await restored(data, older);
    await within(data, async (session) => {
      expect(await verify(session)).toMatchObject({ fault: null, findings: 2 });
      expect(await register(session)).toBe('MY-XS-2026-00007');
    });
    expect(readdirSync(data).filter((name) => /restoring|partial/.test(name))).toEqual([]);
    rmSync(data, { recursive: true });
  }
  expect(outcomes.at(-1)).toBe('done');
  // There are steps before the change and after it, and it is one.
  const changed = outcomes.indexOf('2 1');
  expect(changed).toBeGreaterThan(10);
  expect(new Set(outcomes.slice(0, changed))).toEqual(new Set(['5 0']));
  expect(new Set(outcomes.slice(changed, -1))).toEqual(new Set(['2 1']));
}, 300_000);
