import type { FindingAct } from '#core/contract/event-schemas.ts';
import type { Saved, TimelineEntry } from '#core/contract/views.ts';
import type { FindingFacets } from '#core/contract/views-finding.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import { explainFindingActions } from '#core/domain/finding/finding-decide.ts';
import type { FindingEvent, FindingEventType } from '#core/domain/finding/finding-events.ts';
import { FINDING_EVENT_LABELS } from '#core/domain/finding/finding-labels.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { proposeSeverity } from '#core/domain/finding/severity.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { inReadTx, inWriteTx, type Reader } from '#db/access.ts';
import { getBatch } from '#db/repositories/batches.ts';
import { getCase } from '#db/repositories/cases.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { mergedIntoFinding } from '#db/repositories/findings.ts';
import type { FacetValue } from '#db/repositories/lists/facets.ts';
import { findingFacets } from '#db/repositories/lists/finding-facets.ts';
import { listFindings } from '#db/repositories/lists/finding-lists.ts';
import { businessDate, by, type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { notFound } from '../refusals.ts';
import { appendFindingEvent } from './append-finding.ts';
import { judgeDistinct } from './distinct.ts';
import { findDuplicates, findSimilar } from './duplicates.ts';
import { editDetails } from './edit-details.ts';
import { linksOf } from './links.ts';
import { findingAt } from './read-finding.ts';
import { foundByThen, registerFinding } from './register-finding.ts';

/** Use cases of findings (线索): register, act, read. */
export function findingHandlers(env: Environment): HandlersOf<'finding'> {
  const { connection, ports } = env;
  return {
    'finding.register': ({ problem, on, distinctFrom }, { actor }) => {
      need(checkRole(actor.role, 'finding.registered', FINDING_EVENT_LABELS['finding.registered']));
      const day = businessDate(ports, on);
      foundByThen(problem.foundOn, day);
      const source = { problem, beforePhotos: 0, afterPhotos: 0, batchId: null, sourceRow: null };
      return saved(
        inLoggedTx(connection, ports, (log) => {
          const row = registerFinding(env, log, { ...by(actor, day), ...source });
          judgeDistinct(log.tx, row.id, distinctFrom, { actor, at: log.at, distinct: true });
          return row;
        }),
      );
    },
    'finding.editDetails': ({ id, rev, on, changes }, { actor }) => {
      need(checkRole(actor.role, 'finding.detailsChanged', FINDING_EVENT_LABELS['finding.detailsChanged']));
      const base = by(actor, businessDate(ports, on));
      return saved(
        inLoggedTx(connection, ports, (log) => editDetails(env, log, base, findingAt(log.tx, id, rev), changes)),
      );
    },
    'finding.markDistinct': ({ id, otherId, distinct }, { actor }) => {
      const at = ports.clock.now();
      inWriteTx(connection, (tx) => judgeDistinct(tx, id, [otherId], { actor, at, distinct }));
      return null;
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
    'finding.actions': ({ id }, { actor }) => {
      const record = findingAt(connection.reader, id);
      const acts = explainFindingActions(record, { actor: actor.id, on: today(ports) });
      // A batch is undone as a whole, on its own page.
      return acts
        .filter(({ type }) => !OF_BATCH.includes(type))
        .map((action) => {
          const role = checkRole(actor.role, action.type, action.label);
          return role.ok ? action : { ...action, allowed: false, reasons: [...action.reasons, role.error.message] };
        });
    },
    'finding.timeline': ({ id }) => {
      findingAt(connection.reader, id);
      return eventsOf(connection.reader, id).map(toEntry);
    },
    'finding.links': ({ id }) => inReadTx(connection, (reader) => linksOf(reader, findingAt(reader, id))),
    'finding.facets': ({ filter, search }) =>
      inReadTx(connection, (reader) => labelled(reader, findingFacets(reader, filter, search))),
    'finding.duplicates': ({ problem }) => findDuplicates(connection.reader, problem),
    'finding.similar': ({ id }) => inReadTx(connection, (reader) => findSimilar(reader, findingAt(reader, id))),
    'finding.proposeSeverity': (input) => {
      const proposal = proposeSeverity(env.severityRules.get(), { ...input, on: input.foundOn });
      if (proposal === null) return null;
      const { level, explanation, doubt } = proposal;
      return { level, explanation, doubt };
    },
  };
}

const OF_BATCH: readonly FindingEventType[] = ['finding.importReverted', 'finding.importWithdrawn'];

/** Import batches by the names of their files; the other values are their own names. */
function labelled(reader: Reader, facets: ReturnType<typeof findingFacets>): FindingFacets {
  const plain = (values: readonly FacetValue[]) => values.map((value) => ({ ...value, label: null }));
  const { batchId, ...rest } = facets;
  return {
    state: plain(rest.state),
    category: plain(rest.category),
    severity: plain(rest.severity),
    townCode: plain(rest.townCode),
    river: plain(rest.river),
    source: plain(rest.source),
    campaign: plain(rest.campaign),
    batchId: batchId.map((value) => ({ ...value, label: getBatch(reader, value.value)?.fileName ?? null })),
  };
}

function toEntry({ rev, type, actorName, businessDate: on, at, payload }: StoredEvent): TimelineEntry {
  const details: unknown = JSON.parse(payload);
  const label = isFindingEventType(type) ? FINDING_EVENT_LABELS[type] : type;
  return { rev, type, label, actorName, on, at, details: typeof details === 'object' ? { ...details } : {} };
}

function isFindingEventType(type: string): type is FindingEventType {
  return Object.hasOwn(FINDING_EVENT_LABELS, type);
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
  if (target.kind === 'finding') {
    const { number, state } = findingAt(reader, target.id);
    if (state === 'withdrawn')
      deny('MERGE_INTO_WITHDRAWN', `线索 ${number} 已随导入批次撤回，不能并入；请选择另一条线索或案件。`, { number });
    return state === 'merged';
  }
  if (getCase(reader, target.id) === null) throw notFound('案件', target.id);
  return false;
}

function saved(row: FindingRecord): Saved {
  return { id: row.id, number: row.number, rev: row.rev, state: row.state };
}
