import type { LedgerCase } from '#core/contract/views-ledger.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import { CASE_EVENT_LABELS } from '#core/domain/case/case-labels.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { inReadTx } from '#db/access.ts';
import { listWholeCases } from '#db/repositories/lists/case-lists.ts';
import { businessDate, by, type Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { need } from '../ports.ts';
import { actOnMany, explainMany } from './act-on-many.ts';
import { countFacets } from './count-facets.ts';
import { editDetails } from './edit-details.ts';

type LedgerRoutes = 'case.ledger' | 'case.facets' | 'case.actionsMany' | 'case.actMany' | 'case.editDetails';

/** Use cases of the ledger grid (案件台账). */
export function caseLedgerHandlers(env: Environment): Pick<HandlersOf<'case'>, LedgerRoutes> {
  const { connection, ports } = env;
  return {
    'case.ledger': ({ filter, search, sort, page }) => {
      const list = inReadTx(connection, (reader) => listWholeCases(reader, { filter, search, sorts: sort, page }));
      return { ...list, rows: list.rows.map(toLedgerCase) };
    },
    'case.facets': ({ filter, search }) => countFacets(env, filter, search),
    'case.actionsMany': ({ ids }, { actor }) => explainMany(env, actor, ids),
    'case.actMany': ({ items, on, act }, { actor, context }) => {
      need(checkRole(actor.role, act.type, CASE_EVENT_LABELS[act.type]));
      return actOnMany(env, context, by(actor, businessDate(ports, on)), { items, act });
    },
    'case.editDetails': ({ id, rev, on, changes }, { actor }) => {
      need(checkRole(actor.role, 'case.detailsChanged', CASE_EVENT_LABELS['case.detailsChanged']));
      const row = editDetails(env, by(actor, businessDate(ports, on)), { id, rev, changes });
      return { id: row.id, number: row.number, rev: row.rev, state: row.state.handling };
    },
  };
}

function toLedgerCase({ facts, ...row }: CaseRecord): LedgerCase {
  const { round, beforePhotos, afterPhotos, extensionsGranted, suspensions } = facts;
  return { ...row, facts: { round, beforePhotos, afterPhotos, extensionsGranted, suspensions } };
}
