import { describe, expect, it } from 'vitest';
import type { CaseTrack } from '#core/contract/views-case.ts';
import { arrowsUnder, chartOf } from '#core/domain/case/case-chart.ts';
import { explainActions, openCase } from '#core/domain/case/case-decide.ts';
import { evolve } from '#core/domain/case/case-evolve.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import { createCaseMachine } from '#core/domain/case/case-machine.ts';
import { CASE_REQUIREMENTS } from '#core/domain/case/case-requirements.ts';
import { visitsOf } from '#core/domain/case/case-visits.ts';
import { likelyActions, refusedByReason } from '../../../../renderer/src/features/case/actions/likely.ts';
import { drawTrack } from '../../../../renderer/src/features/case/track/layout.ts';
import { mainLine } from '../../../../renderer/src/features/case/track/main-line.ts';
import { FIRST_DAY, sampleFiled, samplePolicy } from '../../../model/case-samples.ts';
import { act, ordinaryEvents, run } from '../../case/steps.ts';

const CHART = chartOf(createCaseMachine(CASE_REQUIREMENTS, evolve));
const SHORT = samplePolicy({ noticeRequired: false, filingRequired: false });

/** Track and standing of a case after some events. */
function after(events: readonly CaseEvent[], policy = SHORT) {
  const filed = sampleFiled(policy);
  const opened = openCase(filed);
  const visits = visitsOf([filed, ...events]);
  if (!opened.ok || !visits.ok) throw new Error('the events do not fit');
  const standing = events.reduce(run, opened.value);
  const possible = new Set(arrowsUnder(CHART, standing.facts));
  const arrows = CHART.arrows.map((arrow) => ({ ...arrow, possible: possible.has(arrow) }));
  const track: CaseTrack = { states: CHART.states, arrows, visits: visits.value };
  return { track, ...standing, drawing: drawTrack(track, standing.state) };
}

const ORDINARY = ordinaryEvents(SHORT);
const toReview = ORDINARY.slice(
  0,
  ORDINARY.findIndex(({ type }) => type === 'case.reviewPassed'),
);
const rejected = act('case.reviewRejected', { reason: '仍有残留' }, 'reviewer');

describe('the main line', () => {
  it('runs from 待交办 to 已销号; 挂账 and 撤案 lie beside it', () => {
    expect(mainLine(after([]).track).map(({ label }) => label)).toEqual([
      '待交办',
      '待签收',
      '整改中',
      '待复核',
      '公示中',
      '待销号',
      '待备案',
      '已销号',
    ]);
  });
});

describe('the drawing', () => {
  it('says where the case is, was, may come and never comes', () => {
    const { nodes } = after(toReview).drawing;
    const standing = Object.fromEntries(nodes.map(({ key, standing: how }) => [key, how]));
    expect(standing).toMatchObject({
      pendingAssignment: 'been',
      rectifying: 'been',
      pendingReview: 'here',
      publicNotice: 'never',
      pendingClosure: 'ahead',
      pendingFiling: 'never',
      closed: 'ahead',
      monitored: 'ahead',
      withdrawn: 'ahead',
    });
  });

  it('draws every place once, inside the picture and apart from the others', () => {
    const { nodes, width, height } = after([]).drawing;
    expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length);
    for (const a of nodes) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height, a.key).toBe(true);
      for (const b of nodes)
        if (a !== b)
          expect(Math.abs(a.x - b.x) >= a.width || Math.abs(a.y - b.y) >= a.height, `${a.key} ${b.key}`).toBe(true);
    }
  });

  it('counts how often a loop was taken', () => {
    const { drawing } = after([...toReview, rejected]);
    const loop = drawing.edges.find(({ key }) => key === 'pendingReview rectifying');
    expect(loop).toMatchObject({ kind: 'back', taken: 1 });
    expect(loop?.title).toBe('待复核 → 整改中：复核退回（1 次）');
    expect(drawing.nodes.find(({ key }) => key === 'rectifying')).toMatchObject({ standing: 'here', times: 2 });
  });

  it('shows 阶段性办结 inside 整改中, which is no new stay there', () => {
    const upTo = ORDINARY.slice(0, 2);
    const staged = act('case.stageCompleted', { text: '一期', nextReviewOn: '2026-06-01' });
    const node = after([...upTo, staged]).drawing.nodes.find(({ key }) => key === 'rectifying');
    expect(node).toMatchObject({ standing: 'here', within: '整改中（阶段性办结）', times: 1 });
  });

  it('has a lane for each parallel region with where it stands and since when', () => {
    const suspended = act('case.clockSuspended', { reason: 'appraisal', document: '委托书' });
    const { lanes } = after([...ORDINARY.slice(0, 2), suspended]).drawing;
    expect(lanes.map(({ label }) => label)).toEqual(['计时', '延期', '督办', '移送']);
    expect(lanes[0]?.stations).toEqual([
      { name: 'running', label: '计时中', standing: 'been', since: FIRST_DAY },
      { name: 'suspended', label: '已中止计时', standing: 'here', since: FIRST_DAY },
    ]);
  });
});

describe('the actions that are likely now', () => {
  const likely = (events: readonly CaseEvent[], actor: string, policy = SHORT) => {
    const { track, state, facts } = after(events, policy);
    return likelyActions(explainActions(state, facts, { actor, on: facts.lastOn }), state, track).map(
      ({ label, allowed }) => `${label}${allowed ? '' : '（不能）'}`,
    );
  };

  it('lead on first, then back', () => {
    expect(likely([], 'clerk')).toEqual(['交办']);
    expect(likely(ORDINARY.slice(0, 1), 'clerk')).toEqual(['签收', '退回（职责异议）']);
    expect(likely(toReview, 'reviewer')).toEqual(['复核通过', '复核退回']);
  });

  it('show the next step in grey where it is not allowed', () => {
    expect(likely(toReview, 'reporter')).toEqual(['复核通过（不能）']);
  });

  it('begin a notice before they end it', () => {
    const long = samplePolicy({ filingRequired: false });
    const events = ordinaryEvents(long);
    const passed = events.findIndex(({ type }) => type === 'case.noticeStarted');
    expect(likely(events.slice(0, passed), 'clerk', long)[0]).toBe('开始公示');
  });

  it('offer the rebound of a closed case', () => {
    expect(likely(ORDINARY, 'clerk')).toEqual(['撤销销号', '关联反弹新案']);
  });
});

describe('actions that are not allowed', () => {
  it('stand together by their reason, which names all of them', () => {
    const refused = (type: 'case.closureApproved' | 'case.closureRejected', label: string) => ({
      type,
      label,
      allowed: false,
      reasons: [`经办员不能「${label}」；这一步由审核人办理。`],
    });
    const groups = refusedByReason([
      refused('case.closureApproved', '销号'),
      refused('case.closureRejected', '驳回销号'),
    ]);
    expect(groups.map(({ reasons }) => reasons)).toEqual([['经办员不能「销号」「驳回销号」；这一步由审核人办理。']]);
  });
});
