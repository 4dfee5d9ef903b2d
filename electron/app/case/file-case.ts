import type { ParsedOf } from '#core/contract/routes.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import { raiseOneLevel, SEVERITIES } from '#core/domain/finding/severity.ts';
import { defaultPolicy } from '#core/domain/policy/default-policy.ts';
import { formatNumber } from '#core/domain/numbering/record-number.ts';
import { nextNumber } from '#db/repositories/numbers.ts';
import type { Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { findingAt } from '../finding/read-finding.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { currentPolicyBook } from '../settings/policies.ts';
import { deny } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';
import { appendCaseEvent } from './append-case.ts';
import { caseAt } from './read-case.ts';

/**
 * Files a case (立案) from one or more confirmed findings, in one transaction: the case with its number and the policy it
 * is opened under, each finding marked as filed, and for a rebound (反弹) the closed case linked and the severity one
 * level up. The first finding gives the description; external numbers and campaigns of all are kept.
 */
export function fileCase(env: Environment, log: LoggedTx, base: EventBase, input: ParsedOf<'case.file'>): CaseRecord {
  const findings = input.findings.map(({ id, rev }) => findingAt(log.tx, id, rev));
  refuseRepeated(findings);
  const original = input.reboundOf === null ? null : caseAt(log.tx, input.reboundOf);
  if (original !== null && original.state.handling !== 'closed') {
    deny('REBOUND_OF_OPEN_CASE', `案件 ${original.number} 尚未销号，不能作为反弹的原案；请在原案中继续办理。`, {
      number: original.number,
    });
  }
  const problem = withRebound(combine(findings), original);
  const id = env.ports.newId();
  const row = appendCaseEvent(log, env.calendar.get(), id, null, {
    ...base,
    type: 'case.filed',
    number: nextCaseNumber(log, base.on),
    problem,
    policy: defaultPolicy(currentPolicyBook(log.tx, env.ports), {
      ...problem,
      rectificationType: input.rectificationType,
      rebound: original !== null,
    }),
    findingIds: findings.map((finding) => finding.id),
    beforePhotos: findings.reduce((sum, finding) => sum + finding.beforePhotos, 0),
    rectificationType: input.rectificationType,
    goal: input.goal,
    measures: input.measures,
    reboundOf: original === null ? null : { caseId: original.id, number: original.number },
  });
  for (const finding of findings) {
    appendFindingEvent(log, finding.id, finding, {
      ...base,
      type: 'finding.filed',
      caseId: id,
      caseNumber: row.number,
    });
  }
  if (original !== null) {
    const link = { ...base, type: 'case.reboundLinked', newCaseId: id, newCaseNumber: row.number } as const;
    appendCaseEvent(log, env.calendar.get(), original.id, original, link);
  }
  return row;
}

function refuseRepeated(findings: readonly FindingRecord[]): void {
  const twice = findings.find((finding, index) => findings.some((other, at) => at < index && other.id === finding.id));
  if (twice !== undefined)
    deny('FINDING_TWICE', `线索 ${twice.number} 选了两次；同一条线索只能选一次，请去掉重复的。`, {
      number: twice.number,
    });
}

function nextCaseNumber(log: LoggedTx, on: string): string {
  const year = Number(on.slice(0, 4));
  const serial = nextNumber(log.tx, 'case', year);
  return formatNumber({ prefix: readSettings(log.tx).numberPrefix, kind: 'case', year, serial });
}

function combine(findings: readonly FindingRecord[]): Problem {
  const [first] = findings;
  if (first === undefined) throw new Error('a case without findings');
  const problem = Object.fromEntries(
    Object.entries(first).filter(([field]) => isProblemField(field)),
  ) as unknown as Problem;
  return {
    ...problem,
    externalNumbers: [...new Set(findings.flatMap((finding) => finding.externalNumbers))],
    campaigns: [...new Set(findings.flatMap((finding) => finding.campaigns))],
  };
}

function withRebound(problem: Problem, original: CaseRecord | null): Problem {
  if (original === null) return problem;
  const severity = raiseOneLevel(original.severity);
  // What was found now may be worse than one level up.
  if (SEVERITIES.indexOf(problem.severity) > SEVERITIES.indexOf(severity)) return problem;
  return { ...problem, severity, severityReason: `反弹案件，在原案 ${original.number} 的基础上提高一级` };
}
