import { describe, expect, it } from 'vitest';
import { arrowsUnder, chartOf } from '#core/domain/case/case-chart.ts';
import { openCase } from '#core/domain/case/case-decide.ts';
import { evolve } from '#core/domain/case/case-evolve.ts';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import { createCaseMachine } from '#core/domain/case/case-machine.ts';
import { CASE_REQUIREMENTS } from '#core/domain/case/case-requirements.ts';
import type { CasePolicy } from '#core/domain/case/case-state.ts';
import { visitsOf } from '#core/domain/case/case-visits.ts';
import { FIRST_DAY, samplePolicy, sampleFiled } from '../../model/case-samples.ts';
import { act, ordinaryEvents, run, to } from './steps.ts';

const CHART = chartOf(createCaseMachine(CASE_REQUIREMENTS, evolve));

function under(policy: CasePolicy) {
  const opened = openCase(sampleFiled(policy));
  if (!opened.ok) throw new Error(opened.error.message);
  return arrowsUnder(CHART, opened.value.facts);
}

const text = ({ from, to, event }: (typeof CHART.arrows)[number]) => `${from} -${event.slice(5)}-> ${to}`;

describe('the drawn chart', () => {
  it('has every state that has a name, each once', () => {
    for (const region of ['handling', 'clock', 'extension', 'supervision', 'referral'] as const) {
      const drawn = CHART.states.filter((state) => state.region === region).map((state) => state.name);
      expect(drawn).toEqual(Object.keys(STATE_LABELS[region]));
    }
  });

  it('knows the sub-states and where each region begins', () => {
    expect(CHART.states.filter((state) => state.group !== null).map((state) => state.name)).toEqual([
      'rectifying.active',
      'rectifying.staged',
    ]);
    expect(CHART.states.filter((state) => state.initial).map((state) => state.name)).toEqual([
      'pendingAssignment',
      'running',
      'none',
      'none',
      'none',
    ]);
  });

  it('has the arrows that leave a group from each of its states, and no resets of other regions', () => {
    const arrows = CHART.arrows.map(text);
    expect(arrows).toContain('rectifying.staged -completionReported-> pendingReview');
    expect(arrows).toContain('publicNotice -withdrawn-> withdrawn');
    expect(arrows).toContain('closed -closureRevoked-> rectifying.active');
    expect(CHART.arrows.filter(({ region }) => region === 'clock').map(text)).toEqual([
      'running -clockSuspended-> suspended',
      'suspended -clockResumed-> running',
    ]);
  });

  it('leaves out what a policy leaves out, by the guards of the machine', () => {
    const policy = samplePolicy();
    const short = under({ ...policy, noticeRequired: false, filingRequired: false }).map(text);
    expect(short).toContain('pendingReview -reviewPassed-> pendingClosure');
    expect(short.filter((arrow) => arrow.endsWith('publicNotice') || arrow.endsWith('pendingFiling'))).toEqual([]);
    const long = under({ ...policy, noticeRequired: true, filingRequired: true }).map(text);
    expect(long).toContain('pendingReview -reviewPassed-> publicNotice');
    expect(long).toContain('pendingClosure -closureApproved-> pendingFiling');
    expect(long).not.toContain('pendingClosure -closureApproved-> closed');
  });

  // An arrow that a case takes and the drawing lacks would make the track lie.
  it('draws every step that an ordinary case takes', () => {
    for (const noticeRequired of [true, false]) {
      const policy = { ...samplePolicy(), noticeRequired };
      const drawn = under(policy).map(text);
      let at = to('pendingAssignment', policy);
      for (const event of ordinaryEvents(policy)) {
        const next = run(at, event);
        const step = {
          region: 'handling',
          from: at.state.handling,
          to: next.state.handling,
          event: event.type,
        } as const;
        if (step.from !== step.to) expect(drawn).toContain(text(step));
        at = next;
      }
      expect(at.state.handling).toBe('closed');
    }
  });
});

describe('where a case has been', () => {
  it('gives each stay with its dates and round', () => {
    const policy = { ...samplePolicy(), noticeRequired: false, filingRequired: false };
    const events = [sampleFiled(policy), ...ordinaryEvents(policy)];
    const visits = visitsOf(events);
    if (!visits.ok) throw new Error(visits.error.message);
    const handling = visits.value.filter((visit) => visit.region === 'handling');
    expect(handling.map((visit) => visit.state)).toEqual([
      'pendingAssignment',
      'pendingReceipt',
      'rectifying.active',
      'pendingReview',
      'pendingClosure',
      'closed',
    ]);
    expect(handling.map((visit) => visit.leftOn === null)).toEqual([false, false, false, false, false, true]);
    expect(handling[2]).toMatchObject({ by: 'case.receiptConfirmed', round: 1, enteredOn: FIRST_DAY });
    expect(visits.value.filter((visit) => visit.region === 'clock')).toHaveLength(1);
  });

  it('says so when the machine does not take an event', () => {
    const policy = samplePolicy();
    const visits = visitsOf([sampleFiled(policy), act('case.receiptConfirmed', {})]);
    expect(visits).toMatchObject({ ok: false, error: { code: 'LOG_NOT_REPLAYED' } });
  });
});
