import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import type { CaseAction } from '../../domain/case/case-decide.ts';
import type { CaseRecord } from '../../domain/case/case-record.ts';
import { CaseActSchema } from '../event-schemas.ts';
import { defineRoute, reply } from '../route.ts';
import { CaseFilterSchema, CaseSortSchema, IdSchema, OptionalTextSchema, PageSchema, RevSchema } from '../schemas.ts';
import type { ClockWorking, ListPage, Saved, TimelineEntry } from '../views.ts';
import type { CaseLinks, CaseTrack } from '../views-case.ts';
import { bureau, byId, on } from './common.ts';

/** Requests of 案件. */
export const caseRoutes = {
  'case.file': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({
      findings: z.array(z.strictObject({ id: IdSchema, rev: RevSchema })).min(1, '至少选一条线索'),
      rectificationType: z.enum(['immediate', 'timeLimited', 'staged', 'longTerm']),
      goal: OptionalTextSchema,
      measures: OptionalTextSchema,
      reboundOf: IdSchema.nullable(),
      on,
    }),
    output: reply<Saved>(),
  }),
  'case.act': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ id: IdSchema, rev: RevSchema, on, act: CaseActSchema }),
    output: reply<Saved>(),
  }),
  'case.get': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<CaseRecord>() }),
  'case.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({
      filter: CaseFilterSchema,
      search: z.string().max(100).default(''),
      sort: CaseSortSchema,
      page: PageSchema,
    }),
    output: reply<ListPage<Omit<CaseRecord, 'facts'>>>(),
  }),
  'case.actions': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<readonly CaseAction[]>() }),
  'case.timeline': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly TimelineEntry[]>(),
  }),
  /** The statechart and where the case has been in it. */
  'case.track': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<CaseTrack>() }),
  'case.links': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<CaseLinks>() }),
  'case.working': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly ClockWorking[]>(),
  }),
} as const;
