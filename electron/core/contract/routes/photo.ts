import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import { IdSchema, RevSchema } from '../schemas.ts';
import type { PhotoView } from '../views.ts';
import type { PhotoDetails } from '../views-case.ts';
import type { PhotoAttachView, PhotoPlanView } from '../views-photo.ts';
import { FileToken, bureau, on } from './common.ts';

const PhotoRoleSchema = z.enum(['before', 'during', 'after', 'review', 'other']);

/** Requests of 照片. */
export const photoRoutes = {
  'photo.add': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      owner: z.strictObject({ kind: z.enum(['finding', 'case']), id: IdSchema }),
      rev: RevSchema,
      role: PhotoRoleSchema,
      on,
      file: FileToken,
    }),
    output: reply<PhotoView>(),
  }),
  /** Looks for the findings of a folder or zip of photos: by number, row, or place and time. Nothing is attached. */
  'photo.match': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      batchId: IdSchema.nullable(),
      files: z.array(FileToken).min(1, '没有选择照片').max(2000, '一次最多 2000 个文件'),
    }),
    output: reply<PhotoPlanView>(),
  }),
  /** Attaches photos of a plan to the findings that were confirmed; one that is refused does not stop the others. */
  'photo.attachMatched': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({
      plan: z.string().min(1).max(60),
      photos: z
        .array(z.strictObject({ photo: z.string().min(1).max(20), findingId: IdSchema, role: PhotoRoleSchema }))
        .min(1, '没有勾选照片')
        .max(10_000),
      on,
    }),
    output: reply<PhotoAttachView>(),
  }),
  /** Photos of a finding, or of a case and the findings it was filed from, in the order in which they were added. */
  'photo.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ owner: z.strictObject({ kind: z.enum(['finding', 'case']), id: IdSchema }) }),
    output: reply<readonly PhotoDetails[]>(),
  }),
} as const;
