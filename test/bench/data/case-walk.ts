import type { CaseEvent, EventBase } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { dayAfter, person, unit } from './problems.ts';
import type { Random } from './random.ts';

/** Who acts; completion, review and closure are for three different persons. */
export const ACTORS = {
  clerk: { actor: '0198a000-0000-7000-8000-00000000000a', actorName: '王建国' },
  reviewer: { actor: '0198a000-0000-7000-8000-00000000000b', actorName: '李海燕' },
  supervisor: { actor: '0198a000-0000-7000-8000-00000000000c', actorName: '张志强' },
  chief: { actor: '0198a000-0000-7000-8000-00000000000d', actorName: '刘春生' },
} as const;

/**
 * The next thing that happens to a case in an ordinary year: an event its machine accepts. Null when the case is over, or left alone.
 * It looks at the case only, so a case can be left at any step and taken up again.
 */
export function nextCaseEvent(record: CaseRecord, random: Random, newId: () => string): CaseEvent | null {
  const { state, facts } = record;
  const on = dayAfter(facts.lastOn, 1 + random.below(6));
  const clerk: EventBase = { ...ACTORS.clerk, on };
  const supervisor: EventBase = { ...ACTORS.supervisor, on };
  if (state.clock === 'suspended') return { ...clerk, type: 'case.clockResumed', basis: '鉴定结论已送达' };
  switch (state.handling) {
    case 'pendingAssignment':
      if (random.chance(0.02)) return { ...supervisor, type: 'case.withdrawn', reason: '经核实不在河湖管理范围内' };
      return {
        ...clerk,
        type: 'case.assigned',
        leadUnit: random.chance(0.7) ? `${record.town ?? '密云镇'}人民政府` : unit(random),
        coUnits: random.chance(0.3) ? [unit(random)] : [],
        supervisingUnit: random.chance(0.4) ? '密云区河长制办公室' : null,
        responsiblePerson: random.chance(0.8) ? person(random) : null,
        responsiblePhone: null,
        goal: '限期清理并恢复河道原貌',
        measures: '组织人员机械清运，设置警示牌并加强日常巡查',
      };
    case 'pendingReceipt':
      return { ...clerk, type: 'case.receiptConfirmed' };
    case 'rectifying.active':
    case 'rectifying.staged':
      return rectify(record, random, newId, on);
    case 'pendingReview':
      return random.chance(0.9)
        ? { ...ACTORS.reviewer, on, type: 'case.reviewPassed', opinion: '现场复核已清理到位' }
        : { ...ACTORS.reviewer, on, type: 'case.reviewRejected', reason: '岸坡仍有残留，未恢复植被' };
    case 'publicNotice':
      if (facts.notice === null)
        return {
          ...clerk,
          type: 'case.noticeStarted',
          startedOn: on,
          endsOn: addDays(on, 14),
          venue: '区政府门户网站',
        };
      return { ...clerk, on: addDays(facts.notice.endsOn, 1), type: 'case.noticeFinished' };
    case 'pendingClosure':
      if (facts.beforePhotos === 0) return { ...clerk, type: 'case.photoAttached', photoId: newId(), role: 'before' };
      return { ...ACTORS.chief, on, type: 'case.closureApproved', closureNumber: null, opinion: '同意销号' };
    case 'pendingFiling':
      return {
        ...clerk,
        type: 'case.filingAcknowledged',
        filingNumber: `备〔${on.slice(0, 4)}〕${1 + random.below(9999)}号`,
      };
    case 'monitored':
      if (random.chance(0.5)) return null;
      return { ...clerk, type: 'case.monitoringReviewed', opinion: '未发现扩大', nextReviewOn: addDays(on, 90) };
    case 'closed':
    case 'withdrawn':
      return null;
  }
}

function rectify(record: CaseRecord, random: Random, newId: () => string, on: string): CaseEvent {
  const { state, facts } = record;
  const clerk: EventBase = { ...ACTORS.clerk, on };
  if (state.extension !== 'none') return decideExtension(record, on);
  if (facts.afterPhotos > 0) {
    return {
      ...clerk,
      type: 'case.completionReported',
      text: '已完成清运并恢复河道原貌，现场已覆土绿化',
      completedOn: on,
      effects:
        record.quantity === null ? [] : [{ kind: '清理', amount: record.quantity.amount, unit: record.quantity.unit }],
    };
  }
  if (random.chance(0.25))
    return { ...clerk, type: 'case.progressReported', text: '已清运部分垃圾，剩余部分协调车辆中' };
  if (random.chance(0.1))
    return { ...clerk, type: 'case.clockSuspended', reason: 'appraisal', document: '密水鉴函〔2026〕12号' };
  if (random.chance(0.12) && facts.extensionsGranted < facts.policy.maxExtensions) {
    const { unit: of } = facts.policy.terms.rectification;
    const amount = Math.min(10, facts.policy.maxExtensionAmount);
    return {
      ...clerk,
      type: 'case.extensionRequested',
      amount,
      unit: of === 'hour' ? 'day' : of,
      reason: '汛期无法施工',
    };
  }
  if (random.chance(0.02)) {
    return {
      ...ACTORS.supervisor,
      on,
      type: 'case.monitoringListed',
      basis: '历史遗留，纳入规划逐步解决',
      nextReviewOn: addDays(on, 90),
    };
  }
  return { ...clerk, type: 'case.photoAttached', photoId: newId(), role: 'after' };
}

function decideExtension({ state, facts }: CaseRecord, on: string): CaseEvent {
  if (facts.policy.extensionLevels === 2 && state.extension === 'requested') {
    return { ...ACTORS.supervisor, on, type: 'case.extensionEndorsed', opinion: '情况属实' };
  }
  return { ...ACTORS.chief, on, type: 'case.extensionApproved', opinion: '同意延期' };
}
