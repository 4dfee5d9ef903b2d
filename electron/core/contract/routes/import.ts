import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import type { BatchView, ImportView, StagedImport } from '../views.ts';
import { FileToken, bureau, noInput, on } from './common.ts';

/** Requests of 导入. */
export const importRoutes = {
  'import.stage': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ file: FileToken }),
    output: reply<StagedImport>(),
  }),
  'import.commit': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ staged: FileToken, on }),
    output: reply<ImportView>(),
  }),
  'import.batches': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly BatchView[]>(),
  }),
} as const;
