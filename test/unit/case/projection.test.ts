import { describe, expect, it } from 'vitest';
import { type CaseStanding, decideCase, openCase } from '#core/domain/case/case-decide.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import { projectCase } from '#core/domain/case/case-projection.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CaseFacts } from '#core/domain/case/case-state.ts';
import type { Due } from '#core/domain/deadline/terms.ts';
import { sampleFiled, samplePolicy } from '../../model/case-samples.ts';
import { act, ordinaryEvents } from './steps.ts';

const policy = samplePolicy({ noticeRequired: true, filingRequired: true });
const META = { id: 'case-1', at: 1_772_000_000_000 };

interface Row {
  readonly at: CaseStanding;
  readonly record: CaseRecord;
}

function due(clockId: string, dueOn: string | null, over: Partial<Due> = {}): Due {
  return { clockId, dueOn, dueAt: null, originalDueOn: dueOn, provisional: false, ...over };
}

function duesOf(facts: CaseFacts): readonly Due[] {
  return facts.clocks.filter((clock) => clock.stoppedOn === null).map((clock) => due(clock.id, '2026-03-25'));
}

function open(over: Parameters<typeof sampleFiled>[1] = {}): Row {
  const filed = sampleFiled(policy, over);
  const opened = openCase(filed);
  if (!opened.ok) throw new Error(opened.error.message);
  return { at: opened.value, record: projectCase(null, { ...filed, dues: [] }, opened.value, META) };
}

function step({ at, record }: Row, event: CaseEvent, dues?: readonly Due[]): Row {
  const decision = decideCase(at.state, at.facts, event);
  if (!decision.ok) throw new Error(decision.error.message);
  const next = decision.value;
  return { at: next, record: projectCase(record, { ...event, dues: dues ?? duesOf(next.facts) }, next, META) };
}

const closed = () => ordinaryEvents(policy).reduce((row, event) => step(row, event), open());

describe('projection of a case', () => {
  it('fills the row of an ordinary case', () => {
    const { record } = closed();
    expect(record).toMatchObject({
      id: 'case-1',
      rev: 1 + ordinaryEvents(policy).length,
      number: 'MY-AJ-2026-0001',
      river: '潮河',
      filedOn: '2026-03-02',
      leadUnit: '密云镇人民政府',
      coUnits: ['区水务局'],
      responsiblePerson: '张三',
      goal: '清理到位',
      assignedOn: '2026-03-02',
      progress: '已清理',
      completedOn: '2026-03-02',
      effects: [{ kind: '清垃圾', amount: 12, unit: 'm³' }],
      reviewResult: 'passed',
      reviewerName: 'reviewer名',
      noticeFrom: '2026-03-02',
      noticeTo: '2026-03-13',
      closedOn: '2026-03-14',
      closureNumber: '密河销〔2026〕1号',
      approverName: 'approver名',
      machineVersion: 1,
    });
  });

  it('keeps 整改时限 after the closure, but has no due date any more', () => {
    const { record } = closed();
    expect(record).toMatchObject({
      dues: [],
      dueOn: null,
      rectificationDueOn: '2026-03-25',
      originalDueOn: '2026-03-25',
    });
  });

  it('is not closed before the filing is acknowledged', () => {
    const approved = ordinaryEvents(policy)
      .slice(0, -1)
      .reduce((row, event) => step(row, event), open());
    expect(approved.record).toMatchObject({
      state: { handling: 'pendingFiling' },
      closedOn: null,
      approverName: 'approver名',
    });
  });

  it('colours the row by the nearest running clock, an hour term before the day it falls on', () => {
    const [assigned] = ordinaryEvents(policy);
    if (assigned === undefined) throw new Error('no events');
    const row = step(open(), assigned, [due('receipt#1', '2026-03-04')]);
    const requested = act('case.referralRequested', {
      kind: 'police',
      authority: '公安',
      reason: '涉嫌犯罪',
      at: '2026-03-02T09:00',
    });
    const { record } = step(row, requested, [
      due('receipt#1', '2026-03-03'),
      due('referral#1', '2026-03-03', { dueAt: '2026-03-03T09:00', provisional: true }),
    ]);
    expect(record).toMatchObject({ dueOn: '2026-03-03', dueProvisional: true });
  });

  it('has no due date while every clock is suspended, and keeps the stated 整改时限', () => {
    const row = ordinaryEvents(policy)
      .slice(0, 2)
      .reduce((each, event) => step(each, event), open());
    const suspended = act('case.clockSuspended', { reason: 'appraisal', document: '委托书' });
    const { record } = step(row, suspended, [due('rectification#1', null)]);
    expect(record).toMatchObject({ dueOn: null, rectificationDueOn: '2026-03-25', originalDueOn: '2026-03-25' });
  });

  it('takes completion, review, notice and closure off the row when a closure is revoked', () => {
    const revoked = act('case.closureRevoked', { reason: '有误', supervisor: 'chief' }, 'chief', '2026-03-20');
    expect(step(closed(), revoked).record).toMatchObject({
      state: { handling: 'rectifying.active' },
      completedOn: null,
      reviewedOn: null,
      reviewResult: null,
      noticeFrom: null,
      closedOn: null,
      closureNumber: null,
      approverName: null,
    });
  });

  it('shows a rejected review', () => {
    const row = ordinaryEvents(policy)
      .slice(0, 5)
      .reduce((each, event) => step(each, event), open());
    const { record } = step(row, act('case.reviewRejected', { reason: '残留' }, 'reviewer', '2026-03-06'));
    expect(record).toMatchObject({ reviewResult: 'rejected', reviewedOn: '2026-03-06', completedOn: null });
  });

  it('changes descriptive fields only, and the severity that the guards know with them', () => {
    const changes = { village: { from: null, to: '某村' }, severity: { from: 'general', to: 'major' } };
    const { record } = step(open(), act('case.detailsChanged', { changes }));
    expect(record).toMatchObject({ village: '某村', severity: 'major', facts: { severity: 'major' } });
  });

  it('applies a correction to a closed case without reopening it', () => {
    const body = {
      field: 'leadUnit',
      from: '密云镇人民政府',
      to: '溪翁庄镇人民政府',
      reason: '笔误',
      approver: 'chief',
    };
    const { record } = step(closed(), act('case.corrected', body, 'clerk', '2026-03-20'));
    expect(record).toMatchObject({
      leadUnit: '溪翁庄镇人民政府',
      state: { handling: 'closed' },
      closedOn: '2026-03-14',
    });
  });

  it('throws where row and event do not fit together', () => {
    const { at, record } = open();
    const filed = { ...sampleFiled(policy), dues: [] };
    expect(() => projectCase(record, filed, at, META)).toThrow('filed twice');
    const receipt = { ...act('case.receiptConfirmed', {}), dues: [] };
    expect(() => projectCase(null, receipt, at, META)).toThrow('begins with case.receiptConfirmed');
  });
});
