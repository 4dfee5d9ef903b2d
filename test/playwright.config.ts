import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumEnvironment, chromiumPath } from './harness/electron/chromium.ts';

// Of the run, not of each of its processes: two runs at once must not remove each other's traces.
process.env['HEQING_SPEC_RUN'] ??= String(process.pid);

/** End-to-end specs over the built program; see `harness/electron/README.md`. */
export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './harness/electron/spec/set-up.ts',
  outputDir: `../out/.test-results/${process.env['HEQING_SPEC_RUN']}`,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath: await chromiumPath(), args: chromiumArguments(), env: chromiumEnvironment() },
    // A trace of every spec costs a third of the time; `--trace retain-on-failure` asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
