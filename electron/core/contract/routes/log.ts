import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import type { BackupView, LogHead, VerifyReport } from '../views.ts';
import { bureau, noInput } from './common.ts';

/** Requests of 日志与备份. */
export const logRoutes = {
  'log.verify': defineRoute({ kind: 'query', roles: ALL_ROLES, input: noInput, output: reply<VerifyReport>() }),
  'log.heads': defineRoute({ kind: 'query', roles: ALL_ROLES, input: noInput, output: reply<readonly LogHead[]>() }),
  'backup.make': defineRoute({
    kind: 'command',
    roles: ['administrator', ...bureau],
    input: noInput,
    output: reply<BackupView>(),
  }),
  'backup.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly BackupView[]>(),
  }),
  'backup.prove': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ name: z.string().regex(/^[\w.-]+$/u, '备份名只能是文件名') }),
    output: reply<BackupView>(),
  }),
} as const;
