import { isDeepStrictEqual } from 'node:util';
import type { ParsedOf } from '#core/contract/routes.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import { checkItem } from '#core/domain/finding/taxonomy.ts';
import type { Environment } from '../environment.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { labelOf } from '../wording.ts';
import { appendCaseEvent } from './append-case.ts';
import { caseAt } from './read-case.ts';

type Edit = Pick<ParsedOf<'case.editDetails'>, 'id' | 'rev' | 'changes'>;

/**
 * Changes descriptive fields of an open case (修改案件信息) as the caller saw it; the old values are taken from the row.
 * Refused: `NOTHING_CHANGED`, `VALIDATION_FAILED` where fields do not fit together, and as the machine says (a closed case
 * is corrected, not changed).
 */
export function editDetails(env: Environment, base: EventBase, edit: Edit): CaseRecord {
  return inLoggedTx(env.connection, env.ports, (log) => editDetailsIn(env, log, base, edit));
}

/** `editDetails` inside a transaction of more than it. */
export function editDetailsIn(
  env: Environment,
  log: LoggedTx,
  base: EventBase,
  { id, rev, changes }: Edit,
): CaseRecord {
  const record = caseAt(log.tx, id, rev);
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [field, to] of Object.entries(changes)) {
    if (!isProblemField(field) || isDeepStrictEqual(record[field], to)) continue;
    changed[field] = { from: record[field], to };
  }
  if (Object.keys(changed).length === 0)
    deny('NOTHING_CHANGED', `案件 ${record.number} 没有改动：新内容与原内容相同。`, { number: record.number });
  checkTogether({ ...record, ...changes } as Problem, base);
  return appendCaseEvent(log, env.calendar.get(), id, record, {
    ...base,
    type: 'case.detailsChanged',
    changes: changed,
  });
}

/** What one field alone cannot tell; the same as on registration and correction. */
function checkTogether({ category, item, lon, lat, foundOn }: Problem, { on }: EventBase): void {
  need(checkItem(category, item));
  if ((lon === null) !== (lat === null))
    deny('VALIDATION_FAILED', '经度和纬度应同时有或同时没有；请两项一起修改。', { lon, lat });
  if (foundOn > on)
    deny('VALIDATION_FAILED', `「${labelOf('foundOn')}」${foundOn} 晚于修改日期 ${on}；请填写实际发现的日期。`, {
      foundOn,
      on,
    });
}
