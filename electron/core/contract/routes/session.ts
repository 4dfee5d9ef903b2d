import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import { LoginSchema, PasswordSchema, TextSchema } from '../schemas.ts';
import type { AccountView, SessionView } from '../views.ts';
import { noInput } from './common.ts';

/** Requests of 登录, 首次使用 and 个人偏好. */
export const sessionRoutes = {
  /** Who is signed in, and whether the program is used for the first time. */
  'session.current': defineRoute({
    kind: 'query',
    roles: 'anyone',
    input: noInput,
    output: reply<SessionView>(),
  }),
  'session.signIn': defineRoute({
    kind: 'command',
    roles: 'anyone',
    input: z.strictObject({ login: LoginSchema, password: z.string().max(128) }),
    output: reply<AccountView>(),
  }),
  'session.signOut': defineRoute({ kind: 'command', roles: 'anyone', input: noInput, output: reply<null>() }),
  /** Names the bureau, makes the administrator and signs in; refused once there is an account. */
  'session.firstStart': defineRoute({
    kind: 'command',
    roles: 'anyone',
    input: z.strictObject({
      bureau: TextSchema,
      numberPrefix: z.string().regex(/^[A-Z]{1,6}$/, '编号前缀为 1 至 6 个大写字母'),
      login: LoginSchema,
      displayName: TextSchema,
      password: PasswordSchema,
    }),
    output: reply<AccountView>(),
  }),
  'session.changePassword': defineRoute({
    kind: 'command',
    roles: ALL_ROLES,
    input: z.strictObject({ old: z.string().max(128), password: PasswordSchema }),
    output: reply<null>(),
  }),
  /** What this person set for a screen (columns, layout, drafts); null when nothing. JSON of at most 100,000 characters. */
  'session.preference': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ key: z.string().min(1).max(100) }),
    output: reply<unknown>(),
  }),
  'session.setPreference': defineRoute({
    kind: 'command',
    roles: ALL_ROLES,
    input: z.strictObject({
      key: z.string().min(1).max(100),
      value: z.json().refine((value) => JSON.stringify(value).length <= 100_000, '内容过长'),
    }),
    output: reply<null>(),
  }),
} as const;
