import type { Saved, TimelineEntry } from '#core/contract/views.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import { explainActions } from '#core/domain/case/case-decide.ts';
import { CASE_EVENT_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { isCaseEventType } from '#core/domain/case/case-structure.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { inReadTx } from '#db/access.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { listCases } from '#db/repositories/lists/case-lists.ts';
import { businessDate, by, type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx } from '../log/log-writer.ts';
import { need } from '../ports.ts';
import { actOnCase } from './act-on-case.ts';
import { fileCase } from './file-case.ts';
import { caseLedgerHandlers } from './ledger-handlers.ts';
import { linksOfCase } from './links.ts';
import { caseAt } from './read-case.ts';
import { trackOf } from './track.ts';
import { workings } from './workings.ts';

/** Use cases of cases (案件): file, act, read, explain. */
export function caseHandlers(env: Environment): HandlersOf<'case'> {
  const { connection, ports } = env;
  return {
    ...caseLedgerHandlers(env),
    'case.file': (input, { actor }) => {
      need(checkRole(actor.role, 'case.filed', CASE_EVENT_LABELS['case.filed']));
      const base = by(actor, businessDate(ports, input.on));
      return saved(inLoggedTx(connection, ports, (log) => fileCase(env, log, base, input)));
    },
    'case.act': ({ id, rev, on, act }, { actor }) => {
      need(checkRole(actor.role, act.type, CASE_EVENT_LABELS[act.type]));
      const base = by(actor, businessDate(ports, on));
      return saved(actOnCase(env, base, { id, rev, act }));
    },
    'case.get': ({ id }) => caseAt(connection.reader, id),
    'case.list': ({ filter, search, sort, page }) =>
      inReadTx(connection, (reader) => listCases(reader, { filter, search, sort, page })),
    'case.actions': ({ id }, { actor }) => {
      const { state, facts } = caseAt(connection.reader, id);
      return explainActions(state, facts, { actor: actor.id, on: today(ports) }).map((action) => {
        const role = checkRole(actor.role, action.type, action.label);
        return role.ok ? action : { ...action, allowed: false, reasons: [...action.reasons, role.error.message] };
      });
    },
    'case.timeline': ({ id }) => {
      caseAt(connection.reader, id);
      return eventsOf(connection.reader, id).map(toEntry);
    },
    'case.track': ({ id }) => inReadTx(connection, (reader) => trackOf(reader, caseAt(reader, id))),
    'case.links': ({ id }) => inReadTx(connection, (reader) => linksOfCase(reader, caseAt(reader, id))),
    'case.working': ({ id }) => workings(env, caseAt(connection.reader, id)),
  };
}

function toEntry(event: StoredEvent): TimelineEntry {
  const { rev, type, actorName, businessDate: on, at } = event;
  const details: unknown = JSON.parse(event.payload);
  const label = isCaseEventType(type) ? CASE_EVENT_LABELS[type] : type;
  return {
    rev,
    type,
    label,
    actorName,
    on,
    at,
    details: typeof details === 'object' && details !== null ? { ...details } : {},
  };
}

function saved(row: CaseRecord): Saved {
  return { id: row.id, number: row.number, rev: row.rev, state: row.state.handling };
}
