import type { ParsedOf } from '#core/contract/routes.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import type { Environment } from '../environment.ts';
import type { LoggedTx } from '../log/log-writer.ts';
import { deny } from '../ports.ts';
import { appendFindingEvent } from './append-finding.ts';
import { foundByThen, withProposedSeverity } from './register-finding.ts';

type Changes = ParsedOf<'finding.editDetails'>['changes'];

/**
 * Changes descriptive fields of a finding (修改线索信息); the severity is held against the rules anew, and only what is
 * really another value is written. Refuses `NOTHING_CHANGED`, `SEVERITY_REASON_MISSING` and what the machine refuses.
 */
export function editDetails(
  env: Environment,
  log: LoggedTx,
  base: EventBase,
  record: FindingRecord,
  changes: Changes,
): FindingRecord {
  const before = problemOf(record);
  const after = withProposedSeverity(env, { ...before, ...stated(changes) });
  if (after.foundOn !== before.foundOn) foundByThen(after.foundOn, base.on);
  const changed = differences(before, after);
  if (Object.keys(changed).length === 0)
    deny('NOTHING_CHANGED', `线索 ${record.number} 的内容与填写的相同，没有需要修改的；请改动后再保存。`);
  return appendFindingEvent(log, record.id, record, { ...base, type: 'finding.detailsChanged', changes: changed });
}

function problemOf(record: FindingRecord): Problem {
  // The row is the problem and more; what is no problem field goes.
  return Object.fromEntries(Object.entries(record).filter(([field]) => isProblemField(field))) as unknown as Problem;
}

/** What is left out is undefined in the type; here it must not be there at all. */
function stated(changes: Changes): Partial<Problem> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function differences(before: Problem, after: Problem) {
  const fields = Object.keys(after).filter(isProblemField);
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, { from: before[field], to: after[field] }]),
  );
}
