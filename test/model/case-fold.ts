import { ALL_CLOCK_KINDS } from '#core/domain/case/case-clocks.ts';
import type { CaseStanding } from '#core/domain/case/case-decide.ts';
import type { CaseFacts } from '#core/domain/case/case-state.ts';
import { stateIndex } from '#core/domain/case/case-value.ts';

/**
 * Folds a standing into the key under which the search knows it: two standings with one key accept the same events and
 * lead to the same keys again. Counts become none/some (open objections: none/one/more), the round first/later, persons
 * how they relate to each other, dates whether the last step lies in or after the public notice, clocks which kinds run.
 * The policy is fixed during one search.
 */
export function foldKey({ state, facts }: CaseStanding): string {
  return (
    String.fromCharCode(
      0x4000 + stateIndex(state),
      64 + (facts.round > 1 ? 1 : 0) + (facts.beforePhotos > 0 ? 2 : 0) + (facts.afterPhotos > 0 ? 4 : 0),
      64 + personsOf(facts),
      64 + noticeOf(facts) * 4 + Math.min(2, facts.openObjections.length),
      64 + extensionOf(facts),
      64 + (facts.monitoringReviewOn === null ? 0 : 1) + (facts.rebounds > 0 ? 2 : 0),
    ) + clocksOf(facts)
  );
}

function personsOf({ completionReporter, reviewer, approver }: CaseFacts): number {
  const reporterBit = completionReporter === null ? 0 : 1;
  const reviewerRelation = reviewer === null ? 0 : reviewer === completionReporter ? 1 : 2;
  return (reporterBit * 3 + reviewerRelation) * 4 + approverRelation(approver, completionReporter, reviewer);
}

function approverRelation(approver: string | null, reporter: string | null, reviewer: string | null): number {
  if (approver === null) return 0;
  if (approver === reporter) return 1;
  return approver === reviewer ? 2 : 3;
}

function noticeOf({ notice, lastOn }: CaseFacts): number {
  if (notice === null) return 0;
  if (notice.finished) return 1;
  return lastOn > notice.endsOn ? 3 : 2;
}

function extensionOf(facts: CaseFacts): number {
  const { pendingExtension: pending, extensionsGranted, policy } = facts;
  const granted = Math.min(extensionsGranted, policy.maxExtensions + 1);
  return granted * 5 + pendingRelation(pending);
}

function pendingRelation(pending: CaseFacts['pendingExtension']): number {
  if (pending === null) return 0;
  if (pending.endorsedBy === null) return 1;
  return pending.endorsedBy === pending.requestedBy ? 2 : 3;
}

/** How many clocks of each kind run (none/one/more), whether one is of an earlier round or extended, and open suspensions. */
function clocksOf({ clocks, round, suspensions }: CaseFacts): string {
  const running = [0, 0, 0, 0, 0, 0, 0];
  let earlier = 0;
  let extended = 0;
  for (const clock of clocks) {
    if (clock.stoppedOn !== null) continue;
    const kind = ALL_CLOCK_KINDS.indexOf(clock.kind);
    running[kind] = Math.min(2, (running[kind] ?? 0) + 1);
    if (clock.round !== round) earlier |= 1 << kind;
    if (clock.extensions.length > 0) extended |= 1 << kind;
  }
  let open = 0;
  for (const entry of suspensions) if (entry.to === null) open++;
  return `${running.join('')} ${earlier} ${extended} ${Math.min(open, 2)}`;
}
