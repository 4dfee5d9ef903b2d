import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { CaseActSchema } from '../event-schemas.ts';
import { defineRoute, reply } from '../route.ts';
import { CaseFilterSchema, CaseSortsSchema, IdSchema, PageSchema, ProblemSchema, RevSchema } from '../schemas.ts';
import type { ListPage, Saved } from '../views.ts';
import type { BulkAction, BulkOutcome, CaseFacetsView, LedgerCase } from '../views-ledger.ts';
import { bureau, on } from './common.ts';

const search = z.string().max(100).default('');
/** Most cases of one bulk action. */
const MOST = 500;

/** Requests of the ledger grid (案件台账): its rows, counts, bulk actions and edits in place. */
export const caseLedgerRoutes = {
  'case.ledger': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ filter: CaseFilterSchema, search, sort: CaseSortsSchema, page: PageSchema }),
    output: reply<ListPage<LedgerCase>>(),
  }),
  'case.facets': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ filter: CaseFilterSchema, search }),
    output: reply<CaseFacetsView>(),
  }),
  /** What may be done with these cases, and with how many of them. */
  'case.actionsMany': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ ids: z.array(IdSchema).min(1, '至少选一件案件').max(MOST, `一次最多 ${MOST} 件`) }),
    output: reply<readonly BulkAction[]>(),
  }),
  /** The same act on many cases, each a transaction and event of its own; what is refused does not stop the others. */
  'case.actMany': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      items: z
        .array(z.strictObject({ id: IdSchema, rev: RevSchema }))
        .min(1, '至少选一件案件')
        .max(MOST, `一次最多 ${MOST} 件`),
      on,
      act: CaseActSchema,
    }),
    output: reply<readonly BulkOutcome[]>(),
  }),
  /** Changes descriptive fields of an open case (修改案件信息); what is not named stays. */
  'case.editDetails': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({
      id: IdSchema,
      rev: RevSchema,
      on,
      changes: ProblemSchema.partial().refine((changes) => Object.keys(changes).length > 0, '没有要修改的内容'),
    }),
    output: reply<Saved>(),
  }),
} as const;
