/** A job process whose jobs misbehave: they hang, die, eat memory, leave half a staging file. */
import { openSync, writeSync } from 'node:fs';
import { ok } from '#core/domain/shared/result.ts';
import { connectPort } from '#worker/job/port.ts';
import { serveJob } from '#worker/job/serve.ts';

serveJob(
  {
    echo: async (input) => ok(input),
    die: async () => process.exit(7),
    throw: async () => {
      throw new Error('a bug');
    },
    spin: async (_input, { progress }) => {
      progress({ phase: '空转', done: 0, total: null });
      // Not even the event loop runs: only the host can end this.
      setImmediate(() => {
        for (;;);
      });
      return new Promise(() => {});
    },
    eat: async () => {
      const kept: unknown[] = [];
      for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
    },
    half: async (input, { progress }) => {
      const file = openSync(String(input), 'wx');
      writeSync(file, '{"type":"header","version":2,"header":{"sha256":""}}\n{"type":"row","row":{"sourceRow":5,');
      progress({ phase: '写了一半', done: 1, total: 2 });
      return new Promise(() => setInterval(() => {}, 1000));
    },
  },
  connectPort(),
);
