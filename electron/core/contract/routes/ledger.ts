import { z } from 'zod';
import { defineRoute, reply } from '../route.ts';
import { CaseFilterSchema } from '../schemas.ts';
import type { ExportView } from '../views.ts';
import { FileToken, bureau } from './common.ts';

/** Requests of 台账. */
export const ledgerRoutes = {
  'ledger.export': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({
      ledger: z.literal('qingsiluan'),
      filter: CaseFilterSchema,
      search: z.string().max(100).default(''),
      file: FileToken,
    }),
    output: reply<ExportView>(),
  }),
} as const;
