import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCase, act } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

const assigned = {
  leadUnit: '石城镇',
  coUnits: [],
  supervisingUnit: null,
  responsiblePerson: null,
  responsiblePhone: null,
  goal: null,
  measures: null,
};

it("the bureau's own terms hold for cases filed from then on, and leave earlier ones alone", async () => {
  const earlier = await aCase(program);
  const { policies } = await program.call('settings.rules', {});
  const receipt = { ...policies.terms.receipt, amount: 5, basis: '本局规定' };
  const own = { ...policies, terms: { ...policies.terms, receipt } };
  const set = await program.call('settings.setPolicies', { policies: own }, 'administrator');
  expect(set.version).toBe(`${policies.version}+本局1`);
  const later = await aCase(program);
  await act(program, earlier.id, { type: 'case.assigned', ...assigned });
  await act(program, later.id, { type: 'case.assigned', ...assigned });
  // Assigned on Monday 2026-11-02: one working day, and five.
  expect((await program.call('case.get', { id: earlier.id })).dueOn).toBe('2026-11-03');
  expect((await program.call('case.get', { id: later.id })).dueOn).toBe('2026-11-09');
  expect((await program.call('log.verify', {})).sound).toBe(true);
});

it('rules that are no rules are refused and nothing changes', async () => {
  const { policies } = await program.call('settings.rules', {});
  const broken = { ...policies, terms: { ...policies.terms, receipt: { ...policies.terms.receipt, amount: 0 } } };
  expect(await program.send('settings.setPolicies', { policies: broken }, 'administrator')).toMatchObject({
    ok: false,
    error: { code: 'RESOURCE_DAMAGED' },
  });
  expect((await program.call('settings.rules', {})).policies).toEqual(policies);
});
