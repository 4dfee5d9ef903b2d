import { z } from 'zod';
import { ALL_ROLES, type AccountRole } from '../domain/account/roles.ts';
import type { CaseAction } from '../domain/case/case-decide.ts';
import type { CaseRecord } from '../domain/case/case-record.ts';
import type { CalendarDay } from '../domain/deadline/calendar.ts';
import type { FindingRecord } from '../domain/finding/finding-record.ts';
import type { CaseStatistics } from '../domain/ledger/statistics.ts';
import { CaseActSchema, FindingActSchema } from './event-schemas.ts';
import {
  CaseFilterSchema,
  CaseSortSchema,
  CivilDateSchema,
  FindingFilterSchema,
  FindingSortSchema,
  HolidayNoticeSchema,
  IdSchema,
  LoginSchema,
  OptionalTextSchema,
  PageSchema,
  ProblemSchema,
  RevSchema,
  TextSchema,
} from './schemas.ts';
import { defineRoute, reply } from './route.ts';
import type {
  AccountView,
  BackupView,
  BatchView,
  ClockWorking,
  DeadlineMove,
  DuplicateView,
  ExportView,
  FindingActionView,
  ImportView,
  ListPage,
  LogHead,
  NoticeCheck,
  NoticeView,
  PhotoView,
  Restated,
  Saved,
  StagedImport,
  TimelineEntry,
  VerifyReport,
} from './views.ts';

const bureau = ['clerk', 'supervisor'] as const satisfies readonly AccountRole[];
const keepers = ['supervisor', 'administrator'] as const satisfies readonly AccountRole[];
const noInput = z.strictObject({});
const byId = z.strictObject({ id: IdSchema });
/** Business date of an act; today when left out, never after today. */
const on = CivilDateSchema.optional();
/** Token that the program handed out for a file; never a path. */
const FileToken = z.string().min(1).max(200);

/**
 * Every request that crosses a process, in one place. Queries change nothing; each command is one transaction.
 * To add one: a line here, its view in `views.ts`, a handler of the same name in `electron/app/<area>/`.
 */
export const routes = {
  // 账户
  'account.bootstrap': defineRoute({
    kind: 'command',
    roles: 'anyone',
    input: z.strictObject({ login: LoginSchema, displayName: TextSchema }),
    output: reply<AccountView>(),
  }),
  'account.create': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({ login: LoginSchema, displayName: TextSchema, role: z.enum(ALL_ROLES) }),
    output: reply<AccountView>(),
  }),
  'account.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly AccountView[]>(),
  }),

  // 线索
  'finding.register': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ on, problem: ProblemSchema }),
    output: reply<Saved>(),
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
  'finding.duplicates': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ problem: ProblemSchema }),
    output: reply<readonly DuplicateView[]>(),
  }),

  // 案件
  'case.file': defineRoute({
    kind: 'command',
    roles: bureau,
    input: z.strictObject({
      findings: z.array(z.strictObject({ id: IdSchema, rev: RevSchema })).min(1, '至少选一条线索'),
      rectificationType: z.enum(['immediate', 'timeLimited', 'staged', 'longTerm']),
      goal: OptionalTextSchema,
      measures: OptionalTextSchema,
      reboundOf: IdSchema.nullable(),
      on,
    }),
    output: reply<Saved>(),
  }),
  'case.act': defineRoute({
    kind: 'command',
    roles: ['inspector', ...bureau],
    input: z.strictObject({ id: IdSchema, rev: RevSchema, on, act: CaseActSchema }),
    output: reply<Saved>(),
  }),
  'case.get': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<CaseRecord>() }),
  'case.list': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({
      filter: CaseFilterSchema,
      search: z.string().max(100).default(''),
      sort: CaseSortSchema,
      page: PageSchema,
    }),
    output: reply<ListPage<Omit<CaseRecord, 'facts'>>>(),
  }),
  'case.actions': defineRoute({ kind: 'query', roles: ALL_ROLES, input: byId, output: reply<readonly CaseAction[]>() }),
  'case.timeline': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly TimelineEntry[]>(),
  }),
  'case.working': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: byId,
    output: reply<readonly ClockWorking[]>(),
  }),

  // 照片
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

  // 期限与日历
  'calendar.year': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ year: z.int().min(1990).max(2100) }),
    output: reply<readonly CalendarDay[]>(),
  }),
  'calendar.notices': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly NoticeView[]>(),
  }),
  'calendar.preview': defineRoute({
    kind: 'query',
    roles: keepers,
    input: z.strictObject({ notice: HolidayNoticeSchema }),
    output: reply<readonly DeadlineMove[]>(),
  }),
  'calendar.load': defineRoute({
    kind: 'command',
    roles: keepers,
    input: z.strictObject({ notice: HolidayNoticeSchema }),
    output: reply<Restated>(),
  }),
  'notice.check': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ from: CivilDateSchema, to: CivilDateSchema, workdays: z.int().positive().max(365) }),
    output: reply<NoticeCheck>(),
  }),

  // 导入
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

  // 台账与统计
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
  'statistics.cases': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ filter: CaseFilterSchema }),
    output: reply<CaseStatistics>(),
  }),

  // 日志与备份
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

  // 设置
  'settings.get': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<{ readonly bureau: string; readonly numberPrefix: string; readonly district: string }>(),
  }),
  'settings.set': defineRoute({
    kind: 'command',
    roles: ['administrator'],
    input: z.strictObject({
      bureau: TextSchema,
      numberPrefix: z.string().regex(/^[A-Z]{1,6}$/, '编号前缀为 1 至 6 个大写字母'),
    }),
    output: reply<null>(),
  }),
} as const;

/** Name of a route. */
export type Route = keyof typeof routes;
/** What a caller passes. */
export type InputOf<R extends Route> = z.input<(typeof routes)[R]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedOf<R extends Route> = z.output<(typeof routes)[R]['input']>;
/** What a caller gets. */
export type OutputOf<R extends Route> = (typeof routes)[R]['output'];
