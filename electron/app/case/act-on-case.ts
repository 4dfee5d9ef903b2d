import type { CaseAct } from '#core/contract/event-schemas.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { Environment } from '../environment.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { appendCaseEvent } from './append-case.ts';
import { completeAct } from './complete-act.ts';
import { caseAt } from './read-case.ts';

/** Carries out one act on one case as the caller saw it: one transaction, one event. Refused as the machine or the form says. */
export function actOnCase(env: Environment, base: EventBase, order: CaseOrder): CaseRecord {
  return inLoggedTx(env.connection, env.ports, (log) => actOnCaseIn(env, log, base, order));
}

/** An act on a case as its caller saw it. */
interface CaseOrder {
  readonly id: string;
  readonly rev: number;
  readonly act: CaseAct;
}

/** `actOnCase` inside a transaction of more than it. */
export function actOnCaseIn(env: Environment, log: LoggedTx, base: EventBase, { id, rev, act }: CaseOrder): CaseRecord {
  const record = caseAt(log.tx, id, rev);
  const event = completeAct(env, log.tx, record, base, act);
  return appendCaseEvent(log, env.calendar.get(), id, record, event);
}
