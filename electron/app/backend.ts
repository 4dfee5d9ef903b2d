import type { Reply } from '#core/contract/errors.ts';
import { type Route, routes } from '#core/contract/routes.ts';
import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { getAccount, getAccountByLogin } from '#db/repositories/accounts.ts';
import { listNotices } from '#db/repositories/notices.ts';
import type { OpenedDatabase } from '#db/open.ts';
import { mapStorageError } from '#db/refusals.ts';
import { accountHandlers } from './account/handlers.ts';
import { sessionHandlers } from './account/session.ts';
import { backupHandlers } from './backup/handlers.ts';
import { createCurrentCalendar } from './calendar/current-calendar.ts';
import { calendarHandlers } from './calendar/handlers.ts';
import { recordNotice } from './calendar/record-notice.ts';
import { caseHandlers } from './case/handlers.ts';
import { documentHandlers } from './document/handlers.ts';
import { type Actor, type CallContext, checkRouteRole, type Environment, today } from './environment.ts';
import { findingHandlers } from './finding/handlers.ts';
import type { Handlers } from './handlers.ts';
import { importHandlers } from './import/handlers.ts';
import { ledgerHandlers } from './ledger/handlers.ts';
import { returnHandlers } from './ledger/return/handlers.ts';
import { logHandlers } from './log/handlers.ts';
import { inLoggedTx } from './log/log-writer.ts';
import { peopleHandlers } from './people/handlers.ts';
import { photoHandlers } from './photo/handlers.ts';
import { placeHandlers } from './place/handlers.ts';
import { Refused, type Ports } from './ports.ts';
import { createCatchUp } from './search/catch-up.ts';
import { settingsHandlers } from './settings/settings.ts';
import { createCurrentSeverityRules } from './settings/severity-rules.ts';
import { statisticsHandlers } from './statistics/handlers.ts';
import { viewHandlers } from './view/handlers.ts';
import { wellFormed } from './well-formed.ts';
import { workHandlers } from './work/handlers.ts';
import { describeIssue } from './wording.ts';
import { createWriteGate } from './writes/gate.ts';
import { writesLate } from './writes/late.ts';

/** The whole program behind one function; the same in the utility process, in a test and behind the command line. */
export interface Backend {
  /** Answers a request; always a reply, never a rejection. */
  dispatch(route: string, input: unknown, context: CallContext): Promise<Reply<unknown>>;
  /** Key of the active account with this login, null when there is none; for callers that log in by name. */
  accountOf(login: string): string | null;
  /** Calls `listener` after every command that went through, with its route. Returns what ends it. */
  onChange(listener: (route: Route) => void): () => void;
  /** Resolves when work that goes on after a command (the search index of an import) is done. */
  settled(): Promise<void>;
  close(): void;
}

/** Puts the use cases together over an open database. The holiday notices shipped with the program are loaded at first. */
export function createBackend(database: OpenedDatabase, ports: Ports): Backend {
  const { connection, path } = database;
  const catchUp = createCatchUp(connection, (error) => ports.report(ports.newId(), error));
  const env: Environment = {
    ports,
    connection,
    databasePath: path,
    calendar: createCurrentCalendar(connection.reader),
    severityRules: createCurrentSeverityRules(connection.reader, ports.reference.severityRules),
    writes: createWriteGate(catchUp),
  };
  loadShippedNotices(env);
  catchUp.start();
  const handlers = mountHandlers(env);
  const listeners = new Set<(route: Route) => void>();

  async function dispatch(route: string, input: unknown, context: CallContext): Promise<Reply<unknown>> {
    if (!isRoute(route)) return failed('ROUTE_NOT_FOUND', `程序没有名为「${route}」的功能；请更新程序。`);
    const definition = routes[route];
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path: at, message }) => ({ path: at.map(String).join('.'), message }));
      return failed('VALIDATION_FAILED', `填写的内容有误：${parsed.error.issues.map(describeIssue).join('；')}`, {
        issues,
      });
    }
    try {
      const actor = whoCalls(env, context, definition.roles);
      // The handler map is exhaustive by type; here the route is only known at run time.
      const handler = handlers[route] as (value: unknown, call: { actor: Actor; context: CallContext }) => unknown;
      const run = () => handler(wellFormed(parsed.data), { actor, context });
      const counted = definition.kind === 'command' && !writesLate(route);
      const data = await (counted ? env.writes.among(run) : run());
      if (definition.kind === 'command') for (const listener of listeners) listener(route);
      return { ok: true, data };
    } catch (error) {
      return explain(error);
    }
  }

  function explain(error: unknown): Reply<never> {
    if (error instanceof Refused) return { ok: false, error: error.refusal };
    const storage = mapStorageError(error, path);
    if (storage !== null) return { ok: false, error: storage };
    const id = ports.newId();
    ports.report(id, error);
    return failed('INTERNAL', `程序内部出错，没有写入任何内容。请把编号 ${id} 告诉维护人员。`, { id });
  }

  return {
    dispatch,
    accountOf(login) {
      const account = getAccountByLogin(connection.reader, login);
      return account?.active === true ? account.id : null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: () => catchUp.done(),
    close() {
      env.writes.end();
      catchUp.stop();
      database.close();
    },
  };
}

function mountHandlers(env: Environment): Handlers {
  return {
    ...sessionHandlers(env),
    ...accountHandlers(env),
    ...findingHandlers(env),
    ...caseHandlers(env),
    ...photoHandlers(env),
    ...placeHandlers(env),
    ...calendarHandlers(env),
    ...importHandlers(env),
    ...ledgerHandlers(env),
    ...returnHandlers(env),
    ...documentHandlers(env),
    ...statisticsHandlers(env),
    ...workHandlers(env),
    ...logHandlers(env),
    ...backupHandlers(env),
    ...peopleHandlers(env),
    ...settingsHandlers(env),
    ...viewHandlers(env),
  };
}

const NOBODY: Actor = { id: 'nobody', name: '未登录', role: 'administrator' };
/** Actor of what the program does by itself. */
const PROGRAM = { actor: 'program', actorName: '程序' };

function whoCalls(env: Environment, context: CallContext, roles: (typeof routes)[Route]['roles']): Actor {
  if (roles === 'anyone') return NOBODY;
  const account = context.accountId === null ? null : getAccount(env.connection.reader, context.accountId);
  if (account === null || !account.active) {
    throw new Refused({ code: 'ACCOUNT_UNKNOWN', message: '没有登录，或账户已停用；请重新登录。' });
  }
  const actor = { id: account.id, name: account.displayName, role: account.role };
  checkRouteRole(actor, roles);
  return actor;
}

function loadShippedNotices(env: Environment): void {
  const known = new Set(listNotices(env.connection.reader).map((notice) => notice.id));
  const missing = env.ports.reference.notices.filter((notice) => !known.has(notice.id));
  // Into a database that has notices already, a shipped one may move dates: that is for a person to preview and load.
  if (missing.length === 0 || known.size > 0) return;
  inLoggedTx(env.connection, env.ports, (log) => {
    for (const notice of missing satisfies HolidayNotice[])
      recordNotice(log, notice, [], { ...PROGRAM, on: today(env.ports) });
  });
  env.calendar.forget();
}

function isRoute(route: string): route is Route {
  return Object.hasOwn(routes, route);
}

function failed(code: string, message: string, data?: unknown): Reply<never> {
  return { ok: false, error: data === undefined ? { code, message } : { code, message, data } };
}
