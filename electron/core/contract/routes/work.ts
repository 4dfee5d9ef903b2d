import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import { PageSchema } from '../schemas.ts';
import type { WorkChanges, WorkSummary } from '../views-work.ts';
import { noInput } from './common.ts';

/** Requests of 工作台. */
export const workRoutes = {
  /** What there is to do for who asks, by urgency: each group with its number of rows and the first of them. */
  'work.summary': defineRoute({ kind: 'query', roles: ALL_ROLES, input: noInput, output: reply<WorkSummary>() }),
  /** What others did since an event of the log, by record; `after` null asks only where the log stands now. */
  'work.changes': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ after: z.int('应为日志中的序号').nonnegative().nullable(), page: PageSchema }),
    output: reply<WorkChanges>(),
  }),
} as const;
