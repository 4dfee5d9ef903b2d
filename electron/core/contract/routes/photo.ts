import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import { IdSchema, RevSchema } from '../schemas.ts';
import type { PhotoView } from '../views.ts';
import type { PhotoDetails } from '../views-case.ts';
import { FileToken, bureau, on } from './common.ts';

/** Requests of 照片. */
export const photoRoutes = {
  'photo.add': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      owner: z.strictObject({ kind: z.enum(['finding', 'case']), id: IdSchema }),
      rev: RevSchema,
      role: z.enum(['before', 'during', 'after', 'review', 'other']),
      on,
      file: FileToken,
    }),
    output: reply<PhotoView>(),
  }),
  /** Photos of a finding, or of a case and the findings it was filed from, in the order in which they were added. */
  'photo.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ owner: z.strictObject({ kind: z.enum(['finding', 'case']), id: IdSchema }) }),
    output: reply<readonly PhotoDetails[]>(),
  }),
} as const;
