import { type AccountRole, ROLE_LABELS } from '#core/domain/account/roles.ts';
import { civilDateAt, civilMinuteAt } from '#core/domain/deadline/civil-date.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { Connection } from '#db/access.ts';
import type { CurrentCalendar } from './calendar/current-calendar.ts';
import type { JobProgress, Ports } from './ports.ts';
import { deny } from './ports.ts';
import type { CurrentSeverityRules } from './settings/severity-rules.ts';
import type { WriteGate } from './writes/gate.ts';

/** Who calls, as the session knows it; never taken from the input. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
}

/** What the backend knows about one call. */
export interface CallContext {
  /** Null before the first account exists. */
  readonly accountId: string | null;
  readonly onProgress?: (progress: JobProgress) => void;
  readonly signal?: AbortSignal;
  /** Called when somebody signs in (key of the account) or out (null); the caller keeps it for the calls that follow. */
  readonly signIn?: (accountId: string | null) => void;
}

/** What every handler works with. */
export interface Environment {
  readonly ports: Ports;
  readonly connection: Connection;
  readonly databasePath: string;
  readonly calendar: CurrentCalendar;
  readonly severityRules: CurrentSeverityRules;
  readonly writes: WriteGate;
}

/** Today in local civil time. */
export function today(ports: Ports): CivilDate {
  return civilDateAt(ports.clock.now(), ports.clock.offsetMinutes);
}

/** The present minute in local civil time. */
export function thisMinute(ports: Ports): string {
  return civilMinuteAt(ports.clock.now(), ports.clock.offsetMinutes);
}

/** Business date of an act: what the caller states, today when left out; a day to come is refused. */
export function businessDate(ports: Ports, stated: CivilDate | undefined): CivilDate {
  const now = today(ports);
  if (stated === undefined) return now;
  if (stated > now)
    deny('VALIDATION_FAILED', `办理日期 ${stated} 晚于今天 ${now}；请填写实际办理的日期。`, { on: stated, today: now });
  return stated;
}

/** The fields of every event of an actor on a day. */
export function by(actor: Actor, on: CivilDate): EventBase {
  return { actor: actor.id, actorName: actor.name, on };
}

/** Refuses a role a route is not open to. */
export function checkRouteRole(actor: Actor, roles: readonly AccountRole[]): void {
  if (roles.includes(actor.role)) return;
  const names = roles.map((role) => ROLE_LABELS[role]).join('、');
  deny('FORBIDDEN', `${ROLE_LABELS[actor.role]}没有这项权限；由${names}办理。`, { allowed: roles });
}
