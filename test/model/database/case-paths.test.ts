import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCurrentCalendar } from '#app/calendar/current-calendar.ts';
import { appendCaseEvent } from '#app/case/append-case.ts';
import { inLoggedTx } from '#app/log/log-writer.ts';
import { Refused } from '#app/ports.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import type { CasePolicy } from '#core/domain/case/case-state.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import { statesOf } from '#core/domain/case/case-value.ts';
import { createFastDecider } from '#core/domain/case/compiled.ts';
import { getCase } from '#db/repositories/cases.ts';
import { countEvents } from '#db/repositories/events.ts';
import { openProgram, type Program } from '#test/harness/program.ts';
import { SAMPLE_POLICIES } from '../case-samples.ts';
import { variantsAt } from '../case-variants.ts';
import { type Step, seeded, walk } from '../case-walk.ts';
import { forwardWalk } from './forward-walk.ts';

const WALKS = 8;
const LENGTH = 30;
/** Refused events tried at each step of a walk. */
const REFUSED_TRIES = 1;
const SEED = 20261124;

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.remove());

const decider = createFastDecider();

/** Half of the paths wander, half press on to closure: together they take every event. */
function pathOf(policy: CasePolicy, seed: number, turn: number): readonly Step[] {
  return turn % 2 === 0 ? walk(decider, policy, seed, LENGTH) : forwardWalk(decider, policy, seed, LENGTH);
}

/** Runs one event through the command path over the database; answers whether it was accepted. */
function command(id: string, event: CaseEvent): boolean {
  const { connection, ports } = program;
  const calendar = createCurrentCalendar(connection.reader).get();
  try {
    inLoggedTx(connection, ports, (log) => {
      // The numbers of the walks are all alike; a number is unique in the database.
      const own = event.type === 'case.filed' ? { ...event, number: `MY-AJ-2026-${id.slice(-4)}` } : event;
      appendCaseEvent(log, calendar, id, getCase(log.tx, id), own);
    });
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function expectStored(id: string, { event, at }: Step): void {
  const row = getCase(program.connection.reader, id);
  expect(row?.state, event.type).toEqual(at.state);
  expect(row?.facts, event.type).toEqual(at.facts);
}

/** Events the pure machine refuses here must be refused by the command too, and leave no trace. */
function expectRefusals(id: string, { at }: Step, random: (below: number) => number): number {
  const before = { row: getCase(program.connection.reader, id), events: countEvents(program.connection.reader) };
  let tried = 0;
  for (let draw = 0; draw < 40 && tried < REFUSED_TRIES; draw += 1) {
    const type = CASE_EVENT_TYPES[random(CASE_EVENT_TYPES.length)];
    const variants = type === undefined || type === 'case.filed' ? [] : variantsAt(at, [type]);
    const event = variants[random(Math.max(1, variants.length))]?.event;
    if (event === undefined || decider.decide(at.state, at.facts, event).ok) continue;
    expect(command(id, event), `${event.type} in ${at.state.handling}`).toBe(false);
    tried += 1;
  }
  expect({ row: getCase(program.connection.reader, id), events: countEvents(program.connection.reader) }).toEqual(
    before,
  );
  return tried;
}

describe('paths of the machine over the command path and a real database', () => {
  it(`store what the pure machine says at every step, refuse what it refuses, and give the same rows on replay (seed ${SEED})`, async () => {
    const types = new Set<string>();
    const states = new Set<string>();
    let steps = 0;
    let refused = 0;
    for (const [index, policy] of SAMPLE_POLICIES.entries()) {
      for (let turn = 0; turn < WALKS; turn += 1) {
        const seed = SEED + index * 1000 + turn;
        const id = `018f0000-0000-7000-8000-${String(index * WALKS + turn + 1).padStart(12, '0')}`;
        const random = seeded(seed);
        for (const step of pathOf(policy, seed, turn)) {
          expect(command(id, step.event), `${step.event.type}, seed ${seed}`).toBe(true);
          expectStored(id, step);
          refused += expectRefusals(id, step, random);
          types.add(step.event.type);
          states.add(step.at.state.handling);
          steps += 1;
        }
      }
    }
    expect([...CASE_EVENT_TYPES].filter((type) => !types.has(type))).toEqual([]);
    expect(statesOf('handling').filter((state) => !states.has(state))).toEqual([]);
    expect(refused).toBeGreaterThan(steps / 2);
    const report = await program.call('log.verify', {});
    // Walks through 2026 and on: due dates are derived by the same calendar when they are verified.
    expect(report.fault).toBeNull();
    expect(report.cases).toBe(SAMPLE_POLICIES.length * WALKS);
    process.stdout.write(`案件流程经命令写库：${report.cases} 件案件，${steps} 步，拒绝 ${refused} 次，推演一致\n`);
  });
});
