import { expect, test } from 'vitest';
import { createWriteGate } from '#app/writes/gate.ts';

/** A gate, what its background did, and steps that a test lets go one by one. */
function setting() {
  const seen: string[] = [];
  const gate = createWriteGate({ stop: () => seen.push('stop'), start: () => seen.push('start') });
  const say = (what: string) => () => {
    seen.push(what);
  };
  return { gate, seen, say };
}

test('a command that comes while somebody writes alone waits, and goes through afterwards', async () => {
  const { gate, seen, say } = setting();
  const step = Promise.withResolvers<void>();
  const alone = gate.alone(async () => {
    seen.push('begin');
    await step.promise;
    seen.push('end');
  });
  const command = gate.among(say('command'));
  await gate.pause(undefined);
  expect(seen).toEqual(['stop', 'begin']);
  step.resolve();
  await Promise.all([alone, command]);
  expect(seen).toEqual(['stop', 'begin', 'end', 'start', 'command']);
});

test('who wants to write alone waits for the commands that run, and those that come later wait for it', async () => {
  const { gate, seen, say } = setting();
  const step = Promise.withResolvers<void>();
  const early = gate.among(async () => {
    await step.promise;
    seen.push('early');
  });
  const alone = gate.alone(async () => {
    seen.push('alone');
  });
  const late = gate.among(say('late'));
  await gate.pause(undefined);
  expect(seen).toEqual([]);
  step.resolve();
  await Promise.all([early, alone, late]);
  expect(seen).toEqual(['early', 'stop', 'alone', 'start', 'late']);
});

test('two that write alone follow one another', async () => {
  const { gate, seen } = setting();
  const long = (name: string) =>
    gate.alone(async () => {
      seen.push(`${name} begins`);
      await gate.pause(undefined);
      seen.push(`${name} ends`);
    });
  await Promise.all([long('first'), long('second')]);
  expect(seen.filter((one) => one !== 'stop' && one !== 'start')).toEqual([
    'first begins',
    'first ends',
    'second begins',
    'second ends',
  ]);
});

test('work that fails lets the others go on', async () => {
  const { gate, seen, say } = setting();
  await expect(gate.alone(() => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
  await gate.among(say('command'));
  await expect(
    gate.among(() => {
      throw new Error('refused');
    }),
  ).rejects.toThrow('refused');
  await gate.alone(async () => {
    seen.push('alone');
  });
  expect(seen).toEqual(['stop', 'start', 'command', 'stop', 'alone', 'start']);
});

test('a pause ends the work when it is cancelled, and when the program ends', async () => {
  const { gate } = setting();
  const cancelled = new AbortController();
  await gate.pause(cancelled.signal);
  cancelled.abort();
  await expect(gate.pause(cancelled.signal)).rejects.toMatchObject({ refusal: { code: 'JOB_CANCELLED' } });
  gate.end();
  await expect(gate.pause(undefined)).rejects.toMatchObject({ refusal: { code: 'JOB_CANCELLED' } });
});
