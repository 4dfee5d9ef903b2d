import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import { CaseFilterSchema, FindingFilterSchema, IdSchema } from '../schemas.ts';
import type { SavedView } from '../views-ledger.ts';
import { byId } from './common.ts';

const list = z.enum(['case', 'finding']);
const name = z.string().trim().min(1, '不能为空').max(40, '最多 40 字');
const spec = z.strictObject({
  /** A filter of the view's own list; the handler asks that list's schema. */
  filter: z.union([CaseFilterSchema, FindingFilterSchema]),
  search: z.string().max(100),
  sort: z.array(z.strictObject({ by: z.string().min(1).max(40), dir: z.enum(['asc', 'desc']) })).max(3),
});
const shared = z.boolean();

/** Requests of 常用视图: saved views of the case and finding lists. */
export const viewRoutes = {
  /** The caller's own and the shared ones, by name. */
  'view.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ list }),
    output: reply<readonly SavedView[]>(),
  }),
  'view.save': defineRoute({
    kind: 'command',
    roles: ALL_ROLES,
    input: z.strictObject({ list, name, spec, shared }),
    output: reply<SavedView>(),
  }),
  /** Renames one's own view, shares it or not, and sets what it shows. */
  'view.change': defineRoute({
    kind: 'command',
    roles: ALL_ROLES,
    input: z.strictObject({ id: IdSchema, name, spec, shared }),
    output: reply<SavedView>(),
  }),
  'view.remove': defineRoute({ kind: 'command', roles: ALL_ROLES, input: byId, output: reply<null>() }),
} as const;
