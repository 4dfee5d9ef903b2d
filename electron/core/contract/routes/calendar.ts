import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import type { CalendarDay } from '../../domain/deadline/calendar.ts';
import type { HolidayNotice } from '../../domain/deadline/holiday-notice.ts';
import type { NoticeDraft } from '../../domain/deadline/read-notice-text.ts';
import { defineRoute, reply } from '../route.ts';
import { CivilDateSchema, HolidayNoticeSchema } from '../schemas.ts';
import type { DeadlineMove, NoticeCheck, NoticeView, Restated } from '../views.ts';
import { FileToken, keepers, noInput } from './common.ts';

/** Requests of 期限与日历. */
export const calendarRoutes = {
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
  /** Every loaded notice with its days: what a calendar is built from. */
  'calendar.published': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly HolidayNotice[]>(),
  }),
  /** Reads a notice out of a chosen file, JSON of ours or the text of the notice; nothing is written. */
  'calendar.readNotice': defineRoute({
    kind: 'query',
    roles: keepers,
    input: z.strictObject({ file: FileToken }),
    output: reply<NoticeDraft>(),
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
} as const;
