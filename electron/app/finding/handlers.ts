import { checkRole } from '#core/domain/account/permissions.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import { explainFindingActions } from '#core/domain/finding/finding-decide.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import { FINDING_EVENT_LABELS } from '#core/domain/finding/finding-labels.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { FindingAct } from '#core/contract/event-schemas.ts';
import type { Saved } from '#core/contract/views.ts';
import { inReadTx, type Reader } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { mergedIntoFinding } from '#db/repositories/findings.ts';
import { listFindings } from '#db/repositories/lists/finding-lists.ts';
import { businessDate, by, type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { notFound } from '../refusals.ts';
import { appendFindingEvent } from './append-finding.ts';
import { findDuplicates } from './duplicates.ts';
import { findingAt } from './read-finding.ts';
import { registerFinding } from './register-finding.ts';

/** Use cases of findings (线索): register, act, read. */
export function findingHandlers(env: Environment): HandlersOf<'finding'> {
  const { connection, ports } = env;
  return {
    'finding.register': ({ problem, on }, { actor }) => {
      need(checkRole(actor.role, 'finding.registered', FINDING_EVENT_LABELS['finding.registered']));
      const day = businessDate(ports, on);
      foundByThen(problem.foundOn, day);
      const source = { problem, beforePhotos: 0, afterPhotos: 0, batchId: null, sourceRow: null };
      return saved(inLoggedTx(connection, ports, (log) => registerFinding(env, log, { ...by(actor, day), ...source })));
    },
    'finding.act': ({ id, rev, on, act }, { actor }) => {
      need(checkRole(actor.role, act.type, FINDING_EVENT_LABELS[act.type]));
      const day = businessDate(ports, on);
      return saved(
        inLoggedTx(connection, ports, (log) => {
          const record = findingAt(log.tx, id, rev);
          return appendFindingEvent(log, id, record, complete(log.tx, id, by(actor, day), act));
        }),
      );
    },
    'finding.get': ({ id }) => findingAt(connection.reader, id),
    'finding.list': ({ filter, search, sort, page }) =>
      inReadTx(connection, (reader) => listFindings(reader, { filter, search, sort, page })),
    'finding.actions': ({ id }, { actor }) =>
      explainFindingActions(findingAt(connection.reader, id), { actor: actor.id, on: today(ports) }),
    'finding.duplicates': ({ problem }) => findDuplicates(connection.reader, problem),
  };
}

function complete(reader: Reader, id: string, base: EventBase, act: FindingAct): FindingEvent {
  if (act.type !== 'finding.merged') return { ...base, ...act };
  if (act.target.kind === 'finding' && act.target.id === id)
    deny('MERGE_INTO_ITSELF', '线索不能合并到自身；请选择另一条线索或案件。');
  const follower = mergedIntoFinding(reader, id);
  // The machine sees one finding: that others hang on this one only the database knows, and a chain must not come about.
  if (follower !== null)
    deny(
      'MERGE_MAKES_CHAIN',
      `线索 ${follower} 已合并到本线索，本线索不能再并入其他记录；请先把它退回待核实，或并入本线索。`,
      { follower },
    );
  return { ...base, ...act, targetMerged: isMerged(reader, act.target) };
}

/** Whether the target of a merge is itself merged: chains are not allowed. */
function isMerged(reader: Reader, target: { readonly kind: 'finding' | 'case'; readonly id: string }): boolean {
  if (target.kind === 'finding') return findingAt(reader, target.id).state === 'merged';
  if (getCase(reader, target.id) === null) throw notFound('案件', target.id);
  return false;
}

/** A sheet with such a date is only warned about: there the day of registration is that of the import. */
function foundByThen(foundOn: string, day: string): void {
  if (foundOn > day)
    deny('VALIDATION_FAILED', `发现日期 ${foundOn} 晚于登记日期 ${day}；请填写实际发现的日期。`, { foundOn, on: day });
}

function saved(row: FindingRecord): Saved {
  return { id: row.id, number: row.number, rev: row.rev, state: row.state };
}
