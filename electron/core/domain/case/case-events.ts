import type { CivilDate, CivilMinute, Due } from '../deadline/terms.ts';
import type { Problem } from '../finding/problem.ts';
import type { Effect, RectificationType } from './case-record.ts';
import type { CasePolicy } from './case-state.ts';

/** Fields of every event: who (account id), and the business date it counts from (not the time of entry). */
export interface EventBase {
  readonly actor: string;
  /** Display name of the actor at that time. */
  readonly actorName: string;
  readonly on: CivilDate;
}

/** Role a photo plays: 整改前 / 整改中 / 整改后 / 复核 / 其他. */
export type PhotoRole = 'before' | 'during' | 'after' | 'review' | 'other';

/** Legal reasons that may suspend a clock (中止事由); the list is data, see `suspension-reasons.ts`. */
export type SuspensionReason = string;

/** Kinds of referral (移送): 公安 / 检察 / 法院 / 综合执法. */
export type ReferralKind = 'police' | 'procuratorate' | 'court' | 'enforcement';

interface CaseEventBodies {
  // 立案: the first event of a case
  'case.filed': {
    readonly number: string;
    readonly problem: Problem;
    readonly policy: CasePolicy;
    readonly findingIds: readonly string[];
    readonly beforePhotos: number;
    readonly rectificationType: RectificationType;
    readonly goal: string | null;
    readonly measures: string | null;
    readonly reboundOf: { readonly caseId: string; readonly number: string } | null;
  };
  // 办理
  'case.assigned': {
    readonly leadUnit: string;
    readonly coUnits: readonly string[];
    readonly supervisingUnit: string | null;
    readonly responsiblePerson: string | null;
    readonly responsiblePhone: string | null;
    readonly goal: string | null;
    readonly measures: string | null;
  };
  'case.receiptConfirmed': Record<never, never>;
  'case.responsibilityDisputed': { readonly reason: string };
  'case.progressReported': { readonly text: string };
  'case.stageCompleted': { readonly text: string; readonly nextReviewOn: CivilDate };
  'case.stageResumed': { readonly reason: string };
  'case.photoAttached': { readonly photoId: string; readonly role: PhotoRole };
  'case.completionReported': {
    readonly text: string;
    readonly completedOn: CivilDate;
    readonly effects: readonly Effect[];
  };
  'case.reviewPassed': { readonly opinion: string };
  'case.reviewRejected': { readonly reason: string };
  'case.noticeStarted': { readonly startedOn: CivilDate; readonly endsOn: CivilDate; readonly venue: string };
  'case.objectionRaised': { readonly objectionId: string; readonly text: string };
  'case.objectionDismissed': { readonly objectionId: string; readonly basis: string };
  'case.objectionUpheld': { readonly objectionId: string; readonly reason: string };
  'case.noticeFinished': Record<never, never>;
  'case.closureApproved': { readonly closureNumber: string | null; readonly opinion: string };
  'case.closureRejected': { readonly supplement: string };
  'case.filingAcknowledged': { readonly filingNumber: string };
  'case.monitoringListed': { readonly basis: string; readonly nextReviewOn: CivilDate };
  'case.monitoringReviewed': { readonly opinion: string; readonly nextReviewOn: CivilDate };
  'case.monitoringEnded': { readonly reason: string };
  'case.withdrawn': { readonly reason: string };
  'case.corrected': {
    readonly field: string;
    readonly from: unknown;
    readonly to: unknown;
    readonly reason: string;
    readonly approver: string;
  };
  'case.closureRevoked': { readonly reason: string; readonly supervisor: string };
  'case.reboundLinked': { readonly newCaseId: string; readonly newCaseNumber: string };
  // 计时
  'case.clockSuspended': { readonly reason: SuspensionReason; readonly document: string };
  'case.clockResumed': { readonly basis: string };
  // 延期
  'case.extensionRequested': {
    readonly amount: number;
    readonly unit: 'day' | 'workday' | 'month';
    readonly reason: string;
  };
  'case.extensionEndorsed': { readonly opinion: string };
  'case.extensionApproved': { readonly opinion: string };
  'case.extensionRejected': { readonly reason: string };
  'case.extensionWithdrawn': { readonly reason: string };
  // 督办
  'case.supervisionRaised': {
    readonly level: 'reminded' | 'supervised' | 'listed' | 'interviewed';
    readonly reason: string;
    readonly approver: string;
  };
  'case.supervisionLifted': { readonly basis: string };
  // 移送
  'case.referralRequested': {
    readonly kind: ReferralKind;
    readonly authority: string;
    readonly reason: string;
    readonly at: CivilMinute | null;
  };
  'case.referralDelivered': { readonly letterNumber: string; readonly at: CivilMinute | null };
  'case.referralAccepted': { readonly receipt: string };
  'case.referralDeclined': { readonly reason: string };
  'case.referralConcluded': { readonly result: string };
  // 期限: written by the calendar when a notice moves a due date
  'case.deadlinesRestated': {
    readonly noticeId: string;
    readonly moves: readonly { readonly clockId: string; readonly from: Due | null; readonly to: Due }[];
  };
  // 批量更新 of descriptive fields (import, edit in place)
  'case.detailsChanged': {
    readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  };
}

/** Every event of a case, as the user's act states it. */
export type CaseEvent = {
  [T in keyof CaseEventBodies]: EventBase & { readonly type: T } & CaseEventBodies[T];
}[keyof CaseEventBodies];

/** Name of a case event. */
export type CaseEventType = CaseEvent['type'];

/**
 * A case event as the log keeps it: with the due dates of all clocks that run after it,
 * derived at that time, so that the log alone gives the rows back.
 */
export type RecordedCaseEvent = CaseEvent & { readonly dues: readonly Due[] };
