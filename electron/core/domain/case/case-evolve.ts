import type { CivilDate, CivilMinute } from '../deadline/terms.ts';
import type { Severity } from '../finding/problem.ts';
import { assertNever } from '../shared/assert-never.ts';
import {
  ALL_CLOCK_KINDS,
  armClock,
  type Clocks,
  extendRectification,
  latestClock,
  reviewDateClock,
  runningClock,
  stopClocks,
} from './case-clocks.ts';
import type { CaseEvent } from './case-events.ts';
import type { CaseFacts, PolicyTerm } from './case-state.ts';

/** The first event of a case (立案). */
export type CaseFiledEvent = Extract<CaseEvent, { type: 'case.filed' }>;

type Patch = Partial<CaseFacts>;

/** Facts of a case that has just been filed; the external limit, where the policy has one, runs from that day. */
export function openFacts(event: CaseFiledEvent): CaseFacts {
  const external = event.policy.terms.external;
  return {
    policy: event.policy,
    severity: event.problem.severity,
    round: 1,
    beforePhotos: event.beforePhotos,
    afterPhotos: 0,
    completionReporter: null,
    reviewer: null,
    approver: null,
    notice: null,
    openObjections: [],
    extensionsGranted: 0,
    pendingExtension: null,
    suspensions: [],
    clocks: external === null ? [] : armClock([], { kind: 'external', term: external, startedOn: event.on, round: 1 }),
    monitoringReviewOn: null,
    rebounds: 0,
    lastOn: event.on,
  };
}

/**
 * Folds one accepted event into the facts: the one source of truth for them. Pure; never asked about refused events.
 *
 * - Sending a case back (复核不通过, 异议成立, 销号驳回, 解除挂账, 撤销销号) begins a new round: after photos, reporter, reviewer,
 *   approver, notice and open objections are cleared, so the new round needs its own after photo, review and notice;
 *   the rectification clock is armed anew with the whole term.
 * - `case.deadlinesRestated` is a recomputation, not an act in the case: it leaves `lastOn` alone. A public notice that
 *   still runs ends no earlier than the date the new calendar gives; one published for longer is not cut short.
 */
export function evolve(facts: CaseFacts, event: CaseEvent): CaseFacts {
  if (event.type === 'case.filed') return openFacts(event);
  if (event.type === 'case.deadlinesRestated') return restateNotice(facts, event);
  return { ...facts, ...patchOf(facts, event), lastOn: event.on };
}

function restateNotice(facts: CaseFacts, event: Extract<CaseEvent, { type: 'case.deadlinesRestated' }>): CaseFacts {
  const { notice } = facts;
  const clock = runningClock(facts.clocks, 'notice');
  const dueOn = event.moves.find((move) => move.clockId === clock?.id)?.to.dueOn ?? null;
  if (notice === null || dueOn === null || dueOn <= notice.endsOn) return facts;
  return { ...facts, notice: { ...notice, endsOn: dueOn } };
}

type LaterEvent = Exclude<CaseEvent, { type: 'case.filed' | 'case.deadlinesRestated' }>;

function patchOf(facts: CaseFacts, event: LaterEvent): Patch {
  switch (event.type) {
    case 'case.assigned':
      return { clocks: arm(stop(facts, event.on, 'receipt'), facts, 'receipt', event.on) };
    case 'case.responsibilityDisputed':
      return { clocks: stop(facts, event.on, 'receipt') };
    case 'case.receiptConfirmed':
      return { clocks: arm(stop(facts, event.on, 'receipt'), facts, 'rectification', event.on) };
    case 'case.stageCompleted':
      return { monitoringReviewOn: event.nextReviewOn, clocks: setReviewDate(facts, event.on, event.nextReviewOn) };
    case 'case.stageResumed':
      return { monitoringReviewOn: null, clocks: stop(facts, event.on, 'monitoring') };
    case 'case.photoAttached':
      return countPhoto(facts, event.role);
    case 'case.completionReported':
      return {
        completionReporter: event.actor,
        monitoringReviewOn: null,
        clocks: arm(stop(facts, event.on, 'rectification', 'monitoring'), facts, 'review', event.on),
      };
    case 'case.reviewPassed':
      return { reviewer: event.actor, clocks: stop(facts, event.on, 'review') };
    case 'case.noticeStarted':
      return {
        notice: { startedOn: event.startedOn, endsOn: event.endsOn, finished: false },
        clocks: arm(facts.clocks, facts, 'notice', event.startedOn),
      };
    case 'case.objectionRaised':
      return { openObjections: [...facts.openObjections, event.objectionId] };
    case 'case.objectionDismissed':
      return { openObjections: facts.openObjections.filter((id) => id !== event.objectionId) };
    case 'case.noticeFinished':
      return {
        notice: facts.notice === null ? null : { ...facts.notice, finished: true },
        clocks: stop(facts, event.on, 'notice'),
      };
    case 'case.reviewRejected':
    case 'case.objectionUpheld':
    case 'case.closureRejected':
    case 'case.monitoringEnded':
      return sendBack(facts, event.on);
    case 'case.closureRevoked':
      return revokeClosure(facts, event.on);
    case 'case.closureApproved':
      return facts.policy.filingRequired
        ? { approver: event.actor }
        : { approver: event.actor, clocks: stopAll(facts, event.on) };
    case 'case.filingAcknowledged':
      return { clocks: stopAll(facts, event.on) };
    case 'case.monitoringListed':
      return {
        monitoringReviewOn: event.nextReviewOn,
        clocks: stopClocks(setReviewDate(facts, event.on, event.nextReviewOn), ['rectification'], event.on),
      };
    case 'case.monitoringReviewed':
      return { monitoringReviewOn: event.nextReviewOn, clocks: setReviewDate(facts, event.on, event.nextReviewOn) };
    case 'case.withdrawn':
      return withdraw(facts, event.on);
    case 'case.corrected':
      return event.field === 'severity' ? withSeverity(event.to) : {};
    case 'case.detailsChanged':
      return event.changes['severity'] === undefined ? {} : withSeverity(event.changes['severity'].to);
    case 'case.reboundLinked':
      return { rebounds: facts.rebounds + 1 };
    case 'case.clockSuspended':
      return { suspensions: [...facts.suspensions, { from: event.on, to: null, reason: event.reason }] };
    case 'case.clockResumed':
      return { suspensions: closeSuspension(facts, event.on) };
    case 'case.extensionRequested':
      return {
        pendingExtension: { amount: event.amount, unit: event.unit, requestedBy: event.actor, endorsedBy: null },
      };
    case 'case.extensionEndorsed':
      return facts.pendingExtension === null
        ? {}
        : { pendingExtension: { ...facts.pendingExtension, endorsedBy: event.actor } };
    case 'case.extensionApproved':
      return grantExtension(facts);
    case 'case.extensionRejected':
    case 'case.extensionWithdrawn':
      return { pendingExtension: null };
    case 'case.referralRequested':
      return { clocks: armReferralDecision(facts, event.on, event.at) };
    case 'case.referralDelivered':
      return {
        clocks: armReferral(stop(facts, event.on, 'referral'), facts, 'referralReply', event.on, event.at),
      };
    case 'case.referralAccepted':
    case 'case.referralDeclined':
    case 'case.referralConcluded':
      return { clocks: stop(facts, event.on, 'referral') };
    case 'case.progressReported':
    case 'case.supervisionRaised':
    case 'case.supervisionLifted':
      return {};
    default:
      return assertNever(event, 'case event');
  }
}

function stop(facts: CaseFacts, on: CivilDate, ...kinds: Parameters<typeof stopClocks>[1]): Clocks {
  return stopClocks(facts.clocks, kinds, on);
}

function stopAll(facts: CaseFacts, on: CivilDate): Clocks {
  return stopClocks(facts.clocks, ALL_CLOCK_KINDS, on);
}

function arm(
  clocks: Clocks,
  facts: CaseFacts,
  kind: 'receipt' | 'rectification' | 'review' | 'notice',
  startedOn: CivilDate,
): Clocks {
  return armClock(clocks, { kind, term: facts.policy.terms[kind], startedOn, round: facts.round });
}

function setReviewDate(facts: CaseFacts, on: CivilDate, nextReviewOn: CivilDate): Clocks {
  return armClock(stop(facts, on, 'monitoring'), reviewDateClock(nextReviewOn, facts.round));
}

/** A minute given with the request is that of the chief's decision: delivery (24 小时内送出) runs from it, else the decision does. */
function armReferralDecision(facts: CaseFacts, on: CivilDate, at: CivilMinute | null): Clocks {
  return armReferral(facts.clocks, facts, at === null ? 'referralDecision' : 'referralDelivery', on, at);
}

function armReferral(
  clocks: Clocks,
  facts: CaseFacts,
  rule: 'referralDecision' | 'referralDelivery' | 'referralReply',
  on: CivilDate,
  at: CivilMinute | null,
): Clocks {
  const startedOn = at === null ? on : at.slice(0, 10);
  const term: PolicyTerm = facts.policy.terms[rule];
  return armClock(clocks, { kind: 'referral', term, startedOn, startedAt: at, round: facts.round });
}

function countPhoto(facts: CaseFacts, role: string): Patch {
  if (role === 'before') return { beforePhotos: facts.beforePhotos + 1 };
  if (role === 'after') return { afterPhotos: facts.afterPhotos + 1 };
  return {};
}

function sendBack(facts: CaseFacts, on: CivilDate): Patch {
  const round = facts.round + 1;
  const stopped = stop(facts, on, 'rectification', 'review', 'notice', 'monitoring');
  return {
    round,
    afterPhotos: 0,
    completionReporter: null,
    reviewer: null,
    approver: null,
    notice: null,
    openObjections: [],
    monitoringReviewOn: null,
    clocks: arm(stopped, { ...facts, round }, 'rectification', on),
  };
}

/** 撤销销号: sent back, and an external limit runs on from its own first day as if it had never stopped. */
function revokeClosure(facts: CaseFacts, on: CivilDate): Patch {
  const patch = sendBack(facts, on);
  const before = latestClock(facts.clocks, 'external');
  const term = facts.policy.terms.external;
  if (before === undefined || term === null || patch.clocks === undefined) return patch;
  const start = { kind: 'external', term, startedOn: before.startedOn, round: facts.round + 1 } as const;
  return { ...patch, clocks: armClock(patch.clocks, start) };
}

/** 撤案 ends everything that is pending: clocks, suspension, extension, objections, review date. */
function withdraw(facts: CaseFacts, on: CivilDate): Patch {
  return {
    pendingExtension: null,
    openObjections: [],
    monitoringReviewOn: null,
    suspensions: closeSuspension(facts, on),
    clocks: stopAll(facts, on),
  };
}

function closeSuspension(facts: CaseFacts, on: CivilDate): CaseFacts['suspensions'] {
  return facts.suspensions.map((entry) => (entry.to === null ? { ...entry, to: on } : entry));
}

function grantExtension(facts: CaseFacts): Patch {
  if (facts.pendingExtension === null) return {};
  const { amount, unit } = facts.pendingExtension;
  return {
    extensionsGranted: facts.extensionsGranted + 1,
    pendingExtension: null,
    clocks: extendRectification(facts.clocks, { amount, unit }),
  };
}

function withSeverity(value: unknown): Patch {
  return isSeverity(value) ? { severity: value } : {};
}

function isSeverity(value: unknown): value is Severity {
  return value === 'general' || value === 'serious' || value === 'major';
}
