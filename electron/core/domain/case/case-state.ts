import type { CivilDate, Clock, Suspension, Term } from '../deadline/terms.ts';
import type { Severity } from '../finding/problem.ts';

/** Every state of the region 办理, in the order of a case's life. */
export const HANDLING_STATES = [
  'pendingAssignment',
  'pendingReceipt',
  'rectifying.active',
  'rectifying.staged',
  'pendingReview',
  'publicNotice',
  'pendingClosure',
  'pendingFiling',
  'closed',
  'monitored',
  'withdrawn',
] as const;

/** Region 办理. `rectifying.staged` is 阶段性办结, a sub-state of 整改中. */
export type HandlingState = (typeof HANDLING_STATES)[number];

/** Region 计时. */
export type ClockState = 'running' | 'suspended';

/** Region 延期. */
export type ExtensionState = 'none' | 'requested' | 'endorsed';

/** Region 督办: 无 / 提醒函 / 督办单 / 挂牌督办 / 约谈. */
export type SupervisionState = 'none' | 'reminded' | 'supervised' | 'listed' | 'interviewed';

/** Region 移送. */
export type ReferralState = 'none' | 'requested' | 'delivered' | 'accepted' | 'declined' | 'concluded';

/** Where a case stands in its five parallel regions. */
export interface CaseState {
  readonly handling: HandlingState;
  readonly clock: ClockState;
  readonly extension: ExtensionState;
  readonly supervision: SupervisionState;
  readonly referral: ReferralState;
}

/** The rules a case was opened under; carried by its first event, so a later change of policy leaves it alone. */
export interface CasePolicy {
  readonly version: string;
  readonly noticeRequired: boolean;
  readonly filingRequired: boolean;
  readonly extensionLevels: 1 | 2;
  readonly maxExtensions: number;
  /** Longest single extension, in the unit of the rectification term. */
  readonly maxExtensionAmount: number;
  readonly terms: {
    readonly receipt: PolicyTerm;
    readonly rectification: PolicyTerm;
    readonly review: PolicyTerm;
    readonly notice: PolicyTerm;
    /** Limit set from outside (督察 / 12345 / 信访 / 检察建议); runs from filing to closure. */
    readonly external: PolicyTerm | null;
    readonly referralDecision: PolicyTerm;
    readonly referralDelivery: PolicyTerm;
    readonly referralReply: PolicyTerm;
  };
}

/** A term with the source of its rule, Chinese. */
export interface PolicyTerm extends Term {
  readonly basis: string;
}

/** An extension asked for and not yet decided (待批延期). */
export interface PendingExtension {
  readonly amount: number;
  readonly unit: 'day' | 'workday' | 'month';
  readonly requestedBy: string;
  /** Actor of the first-level opinion (初审) where two levels are set; null until endorsed. */
  readonly endorsedBy: string | null;
}

/** What the guards of the case machine need to know; small on purpose. Folded from the events by `evolve`. */
export interface CaseFacts {
  readonly policy: CasePolicy;
  readonly severity: Severity;
  /** Rectification round, from 1; rises each time the case is sent back. */
  readonly round: number;
  readonly beforePhotos: number;
  readonly afterPhotos: number;
  /** Actor who last reported completion; cleared when the case is sent back. */
  readonly completionReporter: string | null;
  /** Actor of the passed review; null unless the latest review passed. */
  readonly reviewer: string | null;
  readonly approver: string | null;
  readonly notice: { readonly startedOn: CivilDate; readonly endsOn: CivilDate; readonly finished: boolean } | null;
  readonly openObjections: readonly string[];
  readonly extensionsGranted: number;
  readonly pendingExtension: PendingExtension | null;
  readonly suspensions: readonly Suspension[];
  readonly clocks: readonly Clock[];
  readonly monitoringReviewOn: CivilDate | null;
  /** How many rebounds were linked to this closed case. */
  readonly rebounds: number;
  /** Business date of the latest event; a later event may not lie before it. */
  readonly lastOn: CivilDate;
}
