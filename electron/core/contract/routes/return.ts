import { z } from 'zod';
import { RETURN_VERDICTS } from '../../domain/ledger/returned-cell.ts';
import { defineRoute, reply } from '../route.ts';
import type { ReturnApplied, ReturnPage, ReturnView } from '../views-return.ts';
import { bureau, FileToken } from './common.ts';

const returned = z.string().min(1).max(100);

/** Requests of 回收核对: an exported ledger that comes back edited is compared, then what was accepted is written. */
export const returnRoutes = {
  /** Reads a returned ledger and compares it; writes nothing. */
  'return.read': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({ file: FileToken }),
    output: reply<ReturnView>(),
  }),
  /** The changed cells, in the order of the file. */
  'return.cells': defineRoute({
    kind: 'query',
    roles: bureau,
    input: z.strictObject({
      returned,
      verdict: z.enum(RETURN_VERDICTS).optional(),
      offset: z.int().min(0).max(100_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: reply<ReturnPage>(),
  }),
  /**
   * Takes over the edits, by the same commands as by hand, all in one transaction. `leaveOut`: positions of edits that are not
   * wanted; `takeOver`: positions of conflicts in which the file is right. Other conflicts stay as they are here.
   */
  'return.apply': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({
      returned,
      leaveOut: z.array(z.int().min(0)).max(20_000).default([]),
      takeOver: z.array(z.int().min(0)).max(20_000).default([]),
    }),
    output: reply<ReturnApplied>(),
  }),
} as const;
