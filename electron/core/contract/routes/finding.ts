import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import type { FindingRecord } from '../../domain/finding/finding-record.ts';
import { FindingActSchema } from '../event-schemas.ts';
import { defineRoute, reply } from '../route.ts';
import {
  CivilDateSchema,
  FindingFilterSchema,
  FindingSortSchema,
  IdSchema,
  PageSchema,
  ProblemSchema,
  RevSchema,
} from '../schemas.ts';
import type { FindingActionView, ListPage, Saved, TimelineEntry } from '../views.ts';
import type { DuplicateView, FindingFacets, FindingLinks, SeverityProposalView } from '../views-finding.ts';
import { bureau, byId, on } from './common.ts';

/** A text that is being typed and may still be empty. */
const TypedTextSchema = z.string().trim().max(2000, '最多 2000 字');

/** Requests of 线索. */
export const findingRoutes = {
  'finding.register': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      on,
      problem: ProblemSchema,
      /** Findings and cases nearby that the person looked at and judged to be other problems (不是重复). */
      distinctFrom: z.array(IdSchema).max(50).default([]),
    }),
    output: reply<Saved>(),
  }),
  /** Changes descriptive fields (修改线索信息); what stays as it is may be left out. */
  'finding.editDetails': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      id: IdSchema,
      rev: RevSchema,
      on,
      changes: ProblemSchema.omit({ severityProposed: true })
        .partial()
        .refine((changes) => Object.keys(changes).length > 0, '没有要修改的内容'),
    }),
    output: reply<Saved>(),
  }),
  /** Remembers that a finding and another record are two problems (不是重复), or takes it back. */
  'finding.markDistinct': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ id: IdSchema, otherId: IdSchema, distinct: z.boolean() }),
    output: reply<null>(),
  }),
  'finding.act': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ id: IdSchema, rev: RevSchema, on, act: FindingActSchema }),
    output: reply<Saved>(),
  }),
  'finding.get': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<FindingRecord>() }),
  'finding.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({
      filter: FindingFilterSchema,
      search: z.string().max(100).default(''),
      sort: FindingSortSchema,
      page: PageSchema,
    }),
    output: reply<ListPage<FindingRecord>>(),
  }),
  'finding.actions': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly FindingActionView[]>(),
  }),
  'finding.timeline': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly TimelineEntry[]>(),
  }),
  'finding.links': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<FindingLinks>() }),
  'finding.facets': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ filter: FindingFilterSchema, search: z.string().max(100).default('') }),
    output: reply<FindingFacets>(),
  }),
  /** Records that may be the same as a problem that is being typed. */
  'finding.duplicates': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({
      problem: ProblemSchema.extend({ source: TypedTextSchema, description: TypedTextSchema }),
    }),
    output: reply<readonly DuplicateView[]>(),
  }),
  /** Records that may be the same as a kept finding, those judged to be others (不是重复) among them. */
  'finding.similar': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly DuplicateView[]>(),
  }),
  /** The severity that the rules propose (建议严重程度). */
  'finding.proposeSeverity': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: ProblemSchema.pick({ category: true, item: true, quantity: true, zones: true }).extend({
      foundOn: CivilDateSchema,
      source: TypedTextSchema,
    }),
    output: reply<SeverityProposalView | null>(),
  }),
} as const;
