import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import { IdSchema, LoginSchema, PasswordSchema, TextSchema } from '../schemas.ts';
import type { AccountDetails, AccountView } from '../views.ts';
import { noInput } from './common.ts';

/** Requests of 账户. */
export const accountRoutes = {
  'account.bootstrap': defineRoute({
    kind: 'command',
    roles: 'anyone',
    input: z.strictObject({ login: LoginSchema, displayName: TextSchema }),
    output: reply<AccountView>(),
  }),
  'account.create': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({
      login: LoginSchema,
      displayName: TextSchema,
      role: z.enum(ALL_ROLES),
      password: PasswordSchema.optional(),
    }),
    output: reply<AccountView>(),
  }),
  'account.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly AccountView[]>(),
  }),
  /** Every account, inactive ones too, for those who keep them. */
  'account.all': defineRoute({
    kind: 'query',
    roles: ['administrator'],
    input: noInput,
    output: reply<readonly AccountDetails[]>(),
  }),
  /** Changes name and role, or sets an account inactive; the last active administrator stays one. */
  'account.change': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({ id: IdSchema, displayName: TextSchema, role: z.enum(ALL_ROLES), active: z.boolean() }),
    output: reply<null>(),
  }),
  'account.setPassword': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({ id: IdSchema, password: PasswordSchema }),
    output: reply<null>(),
  }),
} as const;
