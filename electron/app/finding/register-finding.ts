import type { EventBase } from '#core/domain/case/case-events.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { checkSeverityChoice, proposeSeverity } from '#core/domain/finding/severity.ts';
import { checkItem } from '#core/domain/finding/taxonomy.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { formatNumber } from '#core/domain/numbering/record-number.ts';
import { nextNumber } from '#db/repositories/numbers.ts';
import type { IndexWhen } from '#db/search/maintain.ts';
import type { Environment } from '../environment.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';
import { appendFindingEvent } from './append-finding.ts';

/** What a new finding consists of. */
export interface NewFinding extends EventBase {
  readonly problem: Problem;
  readonly beforePhotos: number;
  readonly afterPhotos: number;
  readonly batchId: string | null;
  readonly sourceRow: number | null;
}

/**
 * Registers one finding (登记线索): number assigned in this transaction, severity held against the proposal of the rules.
 * Refuses `SEVERITY_REASON_MISSING` and what the machine refuses.
 */
export function registerFinding(
  env: Environment,
  log: LoggedTx,
  finding: NewFinding,
  index: IndexWhen = 'now',
): FindingRecord {
  const { problem, ...rest } = finding;
  const year = Number(finding.on.slice(0, 4));
  const serial = nextNumber(log.tx, 'finding', year);
  const number = formatNumber({ prefix: readSettings(log.tx).numberPrefix, kind: 'finding', year, serial });
  const graded = withProposedSeverity(env, problem);
  return appendFindingEvent(
    log,
    env.ports.newId(),
    null,
    { ...rest, type: 'finding.registered', number, problem: graded },
    index,
  );
}

/** Refuses a day of finding after the day of the act. A sheet with such a date is only warned about. */
export function foundByThen(foundOn: string, day: string): void {
  if (foundOn > day)
    deny('VALIDATION_FAILED', `发现日期 ${foundOn} 晚于登记日期 ${day}；请填写实际发现的日期。`, { foundOn, on: day });
}

function checkPosition({ lon, lat }: Problem): void {
  if ((lon === null) === (lat === null)) return;
  const [known, missing] = lat === null ? ['经度', '纬度'] : ['纬度', '经度'];
  deny('VALIDATION_FAILED', `只填写了${known}，没有填写${missing}；经纬度应同时填写，或都不填写。`, { lon, lat });
}

/** The problem with the level that the rules propose for it; another level needs a reason (调整理由). */
export function withProposedSeverity(env: Environment, problem: Problem): Problem {
  const { category, item, quantity, foundOn: on, zones, source } = problem;
  need(checkItem(category, item));
  checkPosition(problem);
  const proposal = proposeSeverity(env.severityRules.get(), { category, item, quantity, on, zones, source });
  const severityProposed = proposal?.level ?? null;
  need(checkSeverityChoice(severityProposed, problem.severity, problem.severityReason));
  return { ...problem, severityProposed };
}
