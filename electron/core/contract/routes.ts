import type { z } from 'zod';
import { accountRoutes } from './routes/account.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { caseRoutes } from './routes/case.ts';
import { caseLedgerRoutes } from './routes/case-ledger.ts';
import { documentRoutes } from './routes/document.ts';
import { findingRoutes } from './routes/finding.ts';
import { importRoutes } from './routes/import.ts';
import { returnRoutes } from './routes/return.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { logRoutes } from './routes/log.ts';
import { peopleRoutes } from './routes/people.ts';
import { photoRoutes } from './routes/photo.ts';
import { placeRoutes } from './routes/place.ts';
import { sessionRoutes } from './routes/session.ts';
import { settingsRoutes } from './routes/settings.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { viewRoutes } from './routes/view.ts';
import { workRoutes } from './routes/work.ts';

/**
 * Every request that crosses a process, in one place. Queries change nothing; each command is one transaction.
 * To add one: a line in the area's file of `routes/`, its view in `views.ts`, a handler of the same name in
 * `electron/app/<area>/`.
 */
export const routes = {
  ...sessionRoutes,
  ...accountRoutes,
  ...findingRoutes,
  ...caseRoutes,
  ...caseLedgerRoutes,
  ...photoRoutes,
  ...placeRoutes,
  ...calendarRoutes,
  ...importRoutes,
  ...ledgerRoutes,
  ...returnRoutes,
  ...documentRoutes,
  ...statisticsRoutes,
  ...logRoutes,
  ...peopleRoutes,
  ...settingsRoutes,
  ...viewRoutes,
  ...workRoutes,
} as const;

/** Name of a route. */
export type Route = keyof typeof routes;
/** What a caller passes. */
export type InputOf<R extends Route> = z.input<(typeof routes)[R]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type ParsedOf<R extends Route> = z.output<(typeof routes)[R]['input']>;
/** What a caller gets. */
export type OutputOf<R extends Route> = (typeof routes)[R]['output'];
