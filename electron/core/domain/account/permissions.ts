import type { CaseEventType } from '../case/case-events.ts';
import type { FindingEventType } from '../finding/finding-events.ts';
import { refuse, ok, type Result } from '../shared/result.ts';
import { ROLE_LABELS, type AccountRole } from './roles.ts';

const supervisorOnly: readonly AccountRole[] = ['supervisor'];
const bureau: readonly AccountRole[] = ['clerk', 'supervisor'];
const field: readonly AccountRole[] = ['inspector', 'clerk', 'supervisor'];

/**
 * Who may do what (职责分工). The separation of persons (报告人 ≠ 复核人 ≠ 审批人) is the machine's rule, not this table's:
 * this one says which role an act belongs to. Default of the program, not law.
 */
const ROLES_OF_ACT: Readonly<Record<CaseEventType | FindingEventType, readonly AccountRole[]>> = {
  'finding.registered': field,
  'finding.photoAttached': field,
  'finding.detailsChanged': field,
  'finding.confirmed': bureau,
  'finding.judgedUnfounded': bureau,
  'finding.transferred': bureau,
  'finding.fixedOnSpot': field,
  'finding.merged': bureau,
  'finding.filed': bureau,
  'finding.returned': bureau,
  'finding.importReverted': field,
  'finding.importWithdrawn': field,
  'case.filed': bureau,
  'case.assigned': bureau,
  'case.receiptConfirmed': field,
  'case.responsibilityDisputed': field,
  'case.progressReported': field,
  'case.stageCompleted': bureau,
  'case.stageResumed': bureau,
  'case.photoAttached': field,
  'case.completionReported': field,
  'case.reviewPassed': bureau,
  'case.reviewRejected': bureau,
  'case.noticeStarted': bureau,
  'case.objectionRaised': bureau,
  'case.objectionDismissed': supervisorOnly,
  'case.objectionUpheld': supervisorOnly,
  'case.noticeFinished': bureau,
  'case.closureApproved': supervisorOnly,
  'case.closureRejected': supervisorOnly,
  'case.filingAcknowledged': bureau,
  'case.monitoringListed': supervisorOnly,
  'case.monitoringReviewed': bureau,
  'case.monitoringEnded': supervisorOnly,
  'case.withdrawn': supervisorOnly,
  'case.corrected': bureau,
  'case.closureRevoked': supervisorOnly,
  'case.reboundLinked': bureau,
  'case.clockSuspended': bureau,
  'case.clockResumed': bureau,
  'case.extensionRequested': field,
  'case.extensionEndorsed': bureau,
  'case.extensionApproved': supervisorOnly,
  'case.extensionRejected': bureau,
  'case.extensionWithdrawn': field,
  'case.supervisionRaised': bureau,
  'case.supervisionLifted': supervisorOnly,
  'case.referralRequested': bureau,
  'case.referralDelivered': bureau,
  'case.referralAccepted': bureau,
  'case.referralDeclined': bureau,
  'case.referralConcluded': bureau,
  'case.deadlinesRestated': ['supervisor', 'administrator'],
  'case.detailsChanged': bureau,
};

/** Asks whether a role may do an act; the refusal names the roles that may. `label` is the Chinese verb of the act. */
export function checkRole(role: AccountRole, act: CaseEventType | FindingEventType, label: string): Result<null> {
  const allowed = ROLES_OF_ACT[act];
  if (allowed.includes(role)) return ok(null);
  const names = allowed.map((name) => ROLE_LABELS[name]).join('、');
  return refuse('FORBIDDEN', `${ROLE_LABELS[role]}不能「${label}」；这一步由${names}办理。`, { allowed });
}
