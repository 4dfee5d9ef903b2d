import type { CaseAct } from '#core/contract/event-schemas.ts';
import type { CaseEvent, EventBase } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import { countWorkdays } from '#core/domain/deadline/notice-period.ts';
import type { CivilDate, CivilMinute } from '#core/domain/deadline/terms.ts';
import type { Reader } from '#db/access.ts';
import { getAccount } from '#db/repositories/accounts.ts';
import { type Environment, thisMinute } from '../environment.ts';
import { deny } from '../ports.ts';
import { completeCorrection } from './correction.ts';

/** Makes an event of what a person stated: adds keys, derived dates, and checks named persons. */
export function completeAct(
  env: Environment,
  reader: Reader,
  record: CaseRecord,
  base: EventBase,
  act: CaseAct,
): CaseEvent {
  switch (act.type) {
    case 'case.objectionRaised':
      return { ...base, ...act, objectionId: env.ports.newId() };
    case 'case.noticeStarted':
      return { ...base, ...act, endsOn: noticeEnd(env, record, act.startedOn, act.endsOn) };
    case 'case.closureRevoked':
      return { ...base, ...act, supervisor: base.actor };
    case 'case.corrected':
      requireSupervisor(reader, act.approver);
      return completeCorrection(record, base, act);
    case 'case.supervisionRaised':
      requireSupervisor(reader, act.approver);
      return { ...base, ...act };
    case 'case.referralRequested':
    case 'case.referralDelivered':
      refuseMinuteToCome(env, act.at);
      return { ...base, ...act };
    default:
      return { ...base, ...act };
  }
}

/** Last day of a public notice (公示期): as the policy asks, or the longer period that was stated. */
function noticeEnd(env: Environment, record: CaseRecord, startedOn: CivilDate, stated: CivilDate | null): CivilDate {
  const { basis, ...term } = record.facts.policy.terms.notice;
  const clock = {
    id: 'notice',
    kind: 'notice',
    term,
    basis,
    startedOn,
    startedAt: null,
    round: 1,
    extensions: [],
    stoppedOn: null,
  } as const;
  const calendar = env.calendar.get();
  const endsOn = deriveDue(clock, [], calendar).dueOn ?? addDays(startedOn, term.amount);
  if (stated === null) return endsOn;
  if (stated >= endsOn) return stated;
  const workdays = countWorkdays(startedOn, stated, calendar);
  return deny(
    'NOTICE_TOO_SHORT',
    `公示期 ${startedOn} 至 ${stated} 只有 ${workdays} 个工作日，少于规定期限；按节假日安排应公示至 ${endsOn}。`,
    { startedOn, stated, endsOn, workdays },
  );
}

/** The statutory hours run from this minute, so one to come would put the end off. */
function refuseMinuteToCome(env: Environment, at: CivilMinute | null): void {
  const now = thisMinute(env.ports);
  if (at === null || at <= now) return;
  deny(
    'VALIDATION_FAILED',
    `移送时间 ${at.replace('T', ' ')} 晚于现在 ${now.replace('T', ' ')}；请填写实际办理的时间。`,
    { at, now },
  );
}

function requireSupervisor(reader: Reader, accountId: string): void {
  const account = getAccount(reader, accountId);
  if (account === null || !account.active)
    deny('ACCOUNT_UNKNOWN', '没有找到所选的批准人账户；请重新选择。', { accountId });
  if (account.role !== 'supervisor')
    deny('APPROVER_NOT_SUPERVISOR', `${account.displayName}不是审核人，不能作为批准人；请选择审核人。`, { accountId });
}
