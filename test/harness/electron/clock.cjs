/**
 * Loaded with `--require` before main and before every utility process of a spec: moves `Date.now()` by the milliseconds
 * in the file HEQING_TEST_CLOCK, read at each call, so that a spec sets the day of a running program.
 */
const { readFileSync } = require('node:fs');

const file = process.env.HEQING_TEST_CLOCK;
if (file) {
  const now = Date.now;
  Date.now = () => now() + Number(readFileSync(file, 'utf8'));
}
