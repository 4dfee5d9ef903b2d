import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseAct } from '#core/contract/event-schemas.ts';
import { CaseActSchema } from '#core/contract/event-schemas.ts';
import { decideCase, explainActions } from '#core/domain/case/case-decide.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { statesOf } from '#core/domain/case/case-value.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { getCase } from '#db/repositories/cases.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { aCase } from '#test/harness/flow.ts';
import type { ProblemInput } from '#test/harness/problem.ts';
import { openProgram, type PEOPLE, type Program } from '#test/harness/program.ts';
import { variantsAt } from '../case-variants.ts';
import { seeded } from '../case-walk.ts';

const WALKS = 60;
const LENGTH = 30;
const SEED = 20261103;
const FIRST_DAY = '2026-10-20';

type Person = keyof typeof PEOPLE;
const WHO: readonly Person[] = ['inspector', 'clerk', 'reviewer', 'supervisor', 'second'];

/** What a case may be filed from: with and without 公示, 备案, a limit from outside, one and two levels of 延期审批. */
const KINDS: readonly Partial<ProblemInput>[] = [
  {},
  { source: '信访' },
  { source: '市级督察' },
  { severity: 'major', item: null },
  { severity: 'serious', item: null, source: '检察建议' },
];

/** Acts of the contract, and the one event that has a route of its own beside them. */
const TYPES: readonly CaseEventType[] = [
  ...CaseActSchema.options.map((option) => option.shape.type.value),
  'case.photoAttached',
];

/** The short way to closure, and what clears it; every other walk takes it where it can, or chance would seldom get there. */
const HURRY: readonly (readonly [CaseEventType, Person])[] = [
  ['case.clockResumed', 'reviewer'],
  ['case.extensionEndorsed', 'reviewer'],
  ['case.extensionApproved', 'second'],
  ['case.extensionRejected', 'reviewer'],
  ['case.supervisionLifted', 'supervisor'],
  ['case.objectionDismissed', 'supervisor'],
  ['case.referralConcluded', 'reviewer'],
  ['case.referralAccepted', 'reviewer'],
  ['case.referralDelivered', 'reviewer'],
  ['case.monitoringEnded', 'supervisor'],
  ['case.filingAcknowledged', 'reviewer'],
  ['case.closureApproved', 'supervisor'],
  ['case.noticeFinished', 'reviewer'],
  ['case.noticeStarted', 'reviewer'],
  ['case.reviewPassed', 'reviewer'],
  ['case.completionReported', 'inspector'],
  ['case.photoAttached', 'inspector'],
  ['case.receiptConfirmed', 'inspector'],
  ['case.assigned', 'clerk'],
];

/** Ways back that stand open for a moment only; taken now and then in the first round. */
const DETOURS: readonly (readonly [CaseEventType, Person])[] = [
  ['case.objectionUpheld', 'supervisor'],
  ['case.objectionRaised', 'reviewer'],
  ['case.closureRejected', 'supervisor'],
  ['case.reviewRejected', 'reviewer'],
];

let program: Program;
let photo: string;
beforeAll(async () => {
  program = await openProgram({ day: FIRST_DAY });
  // Thousands of commits that no power cut will ask for.
  program.connection.sqlite.pragma('synchronous = off');
  const path = join(program.root, 'photo.png');
  writeFileSync(path, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  photo = program.ports.files.grant(path);
});
afterAll(() => program.remove());

const rowOf = (id: string): CaseRecord => {
  const row = getCase(program.connection.reader, id);
  if (row === null) throw new Error(`case ${id} is gone`);
  return row;
};

/** What a refused act must leave alone beside the row of its case. */
function written(): unknown {
  const { sqlite } = program.connection;
  return [
    'select max(seq) as n from event_log',
    'select count(*) as n from photo',
    'select seq as n from chain_head',
  ].map((sql) => sqlite.prepare(sql).get());
}

/** A well filled-in form for an act on this day, as a window would send it. */
function form(
  row: CaseRecord,
  type: CaseEventType,
  today: string,
  who: Person,
  step: number,
): CaseAct | { readonly type: 'case.photoAttached'; readonly role: 'before' | 'after' } {
  // The recipes of the proof date everything by the last step; here it is today.
  const standing = { state: row.state, facts: { ...row.facts, lastOn: today } };
  const event = variantsAt(standing, [type]).find(
    (variant) => variant.broken === null && variant.event.on === today,
  )?.event;
  if (event === undefined) throw new Error(`no form for ${type}`);
  if (event.type === 'case.photoAttached')
    return { type: event.type, role: row.facts.beforePhotos === 0 ? 'before' : 'after' };
  const { actor: _actor, actorName: _name, on: _on, ...body } = event;
  const approver = program.accounts[who === 'supervisor' ? 'second' : 'supervisor'];
  const own: Readonly<Partial<Record<CaseEventType, object>>> = {
    'case.noticeStarted': { endsOn: null },
    'case.corrected': { to: `第${step}村`, approver },
    'case.supervisionRaised': { approver },
    'case.objectionDismissed': { objectionId: row.facts.openObjections[0] ?? row.id },
    'case.objectionUpheld': { objectionId: row.facts.openObjections[0] ?? row.id },
  };
  const whole = { ...body, ...own[type] };
  // The backend makes these itself; a form does not have them.
  const added: readonly string[] = ['objectionRaised', 'closureRevoked'].includes(type.slice(5))
    ? ['objectionId', 'supervisor']
    : [];
  const stated = Object.fromEntries(Object.entries(whole).filter(([key]) => !added.includes(key)));
  return CaseActSchema.parse(stated);
}

/** Whether an act of the short way has its place now, whoever does it. */
function fits({ state, facts }: CaseRecord, type: CaseEventType, on: string): boolean {
  if (type === 'case.photoAttached') return facts.beforePhotos === 0 || facts.afterPhotos === 0;
  return explainActions(state, facts, { actor: 'nobody', on }).some((action) => action.type === type && action.allowed);
}

function onward(
  row: CaseRecord,
  on: string,
  random: (below: number) => number,
): readonly [CaseEventType, Person] | undefined {
  const back = row.facts.round === 1 ? DETOURS.filter(() => random(2) === 0) : [];
  return [...back, ...HURRY].find(([type]) => fits(row, type, on));
}

async function send(row: CaseRecord, who: Person, stated: ReturnType<typeof form>) {
  const { id, rev } = row;
  if (stated.type !== 'case.photoAttached') return program.send('case.act', { id, rev, act: stated }, who);
  return program.send('photo.add', { owner: { kind: 'case', id }, rev, role: stated.role, file: photo }, who);
}

/** The row after an act must be what the machine says of the event that was recorded. */
function expectAsTheMachineSays(before: CaseRecord): CaseRecord {
  const after = rowOf(before.id);
  const stored = eventsOf(program.connection.reader, before.id).at(-1);
  if (stored === undefined) throw new Error('no event');
  const { type, actor, actorName, businessDate: on } = stored;
  const event = { ...(JSON.parse(stored.payload) as object), type, actor, actorName, on } as CaseEvent;
  expect(decideCase(before.state, before.facts, event)).toEqual({
    ok: true,
    value: { state: after.state, facts: after.facts },
  });
  expect(after.rev).toBe(before.rev + 1);
  return after;
}

describe('random walks through the routes, by people with roles', () => {
  it(`do what 可办事项 says can be done, refuse with its reasons what it says cannot, and replay to the same rows (seed ${SEED})`, async () => {
    const taken = new Map<CaseEventType, number>();
    const refused = new Map<CaseEventType, number>();
    const states = new Set<string>();
    const random = seeded(SEED);
    let day = FIRST_DAY;

    const choose = (allowed: readonly CaseEventType[], late: boolean): CaseEventType | undefined => {
      const open = allowed.filter(
        (type) => late || (type !== 'case.withdrawn' && type !== 'case.closureRevoked') || random(25) === 0,
      );
      const fewest = Math.min(...open.map((type) => taken.get(type) ?? 0));
      const rare = open.filter((type) => (taken.get(type) ?? 0) <= fewest);
      const from = random(3) === 0 ? rare : open;
      return from[random(Math.max(1, from.length))];
    };

    for (let turn = 0; turn < WALKS; turn += 1) {
      program.clock.setDay(day);
      const { id } = await aCase(program, KINDS[turn % KINDS.length], {
        rectificationType: turn % 2 === 0 ? 'timeLimited' : 'staged',
      });
      for (let step = 0; step < LENGTH; step += 1) {
        const row = rowOf(id);
        states.add(row.state.handling);
        const { notice } = row.facts;
        if (random(12) === 0) day = addDays(day, 1);
        if (
          notice !== null &&
          !notice.finished &&
          row.facts.openObjections.length === 0 &&
          day <= notice.endsOn &&
          random(3) === 0
        )
          day = addDays(notice.endsOn, 1);
        program.clock.setDay(day);
        const next = turn % 2 === 0 && random(5) > 0 ? onward(row, day, random) : undefined;
        const who = next?.[1] ?? WHO[random(WHO.length)] ?? 'clerk';
        const actions = (await program.call('case.actions', { id }, who)).filter(({ type }) => TYPES.includes(type));
        const wanted = next !== undefined || random(4) > 0;
        const offered = actions.filter(({ allowed }) => allowed === wanted).map(({ type }) => type);
        const type =
          next !== undefined && offered.includes(next[0])
            ? next[0]
            : wanted
              ? choose(offered, step > LENGTH - 3)
              : offered[random(Math.max(1, offered.length))];
        if (type === undefined) continue;
        const before = written();
        const reply = await send(row, who, form(row, type, day, who, step));
        if (wanted) {
          expect(reply.ok ? null : reply.error.message, `${type} by ${who} in ${row.state.handling}`).toBeNull();
          expectAsTheMachineSays(row);
          taken.set(type, (taken.get(type) ?? 0) + 1);
          continue;
        }
        if (reply.ok)
          throw new Error(
            `${type} by ${who} in ${row.state.handling} went through though 可办事项 has reasons against it`,
          );
        expect(['TRANSITION_NOT_ALLOWED', 'REQUIREMENT_NOT_MET', 'FORBIDDEN']).toContain(reply.error.code);
        const reasons = actions.find((action) => action.type === type)?.reasons ?? [];
        expect(
          reasons.some((reason) => reply.error.message.includes(reason)),
          `${reply.error.message} ← ${reasons.join('；')}`,
        ).toBe(true);
        expect(written()).toEqual(before);
        expect(rowOf(id)).toEqual(row);
        refused.set(type, (refused.get(type) ?? 0) + 1);
      }
    }

    const sum = (counts: ReadonlyMap<string, number>) =>
      [...counts.values()].reduce((total, count) => total + count, 0);
    process.stdout.write(`可办事项与办理一致：${WALKS} 件案件，办理 ${sum(taken)} 步，拒绝 ${sum(refused)} 次\n`);
    expect(statesOf('handling').filter((state) => !states.has(state))).toEqual([]);
    expect(TYPES.filter((type) => !taken.has(type))).toEqual([]);
    expect(TYPES.filter((type) => !refused.has(type))).toEqual([]);
    const report = await program.call('log.verify', {});
    expect([report.fault, report.cases]).toEqual([null, WALKS]);
  });
});
