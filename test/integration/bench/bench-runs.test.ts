import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#test/harness/program.ts';

/** Runs the benches in small; what they measure is not looked at. */
function bench(...args: readonly string[]) {
  return spawnSync(process.execPath, ['test/bench/run.ts', '--quick', ...args], { cwd: ROOT, encoding: 'utf8' });
}

describe('npm run bench', () => {
  it.each(['bulk', 'verify', 'list', 'search', 'due', 'ledger'])(
    '%s runs, and finds what it measures to be right',
    (name) => {
      const { status, stdout, stderr } = bench(name);
      expect(status, stderr).toBe(0);
      expect(stdout).toMatch(/ratio/);
    },
  );

  it('refuses a bench that does not exist instead of measuring nothing', () => {
    const { status, stderr } = bench('speed');
    expect(status).toBe(2);
    expect(stderr).toContain('bulk');
  });
});
