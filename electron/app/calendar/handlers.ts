import type { DeadlineMove, Restated } from '#core/contract/views.ts';
import { buildCalendar, dayOf, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import { checkNotice, type HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import { checkNoticePeriod } from '#core/domain/deadline/notice-period.ts';
import { type Reader, inReadTx } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { getNotice, listNotices } from '#db/repositories/notices.ts';
import { appendCaseEvent } from '../case/append-case.ts';
import { businessDate, by, type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { deny, need } from '../ports.ts';
import { loadedNotices } from './current-calendar.ts';
import { movesUnder } from './moves.ts';
import { readNoticeFile } from './read-notice-file.ts';
import { recordNotice } from './record-notice.ts';

/** Use cases of the calendar (节假日安排): years, loading a notice with what it moves, the public-notice checker. */
export function calendarHandlers(env: Environment): HandlersOf<'calendar'> & HandlersOf<'notice'> {
  const { connection, ports } = env;
  return {
    'calendar.year': ({ year }) => {
      const calendar = env.calendar.get();
      const days = [];
      for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1))
        days.push(dayOf(calendar, date));
      return days;
    },
    'calendar.notices': () =>
      listNotices(connection.reader).map(({ id, year, documentNumber, title, issuedOn, supersedes }) => ({
        id,
        year,
        documentNumber,
        title,
        issuedOn,
        supersedes,
      })),
    'calendar.published': () => loadedNotices(connection.reader),
    'calendar.readNotice': ({ file }) => readNoticeFile(ports, file),
    'calendar.preview': ({ notice }) => {
      need(checkNotice(notice));
      return inReadTx(connection, (reader) => {
        checkPlace(reader, notice, today(ports));
        return movesUnder(reader, env.calendar.get(), calendarWith(reader, notice));
      });
    },
    'calendar.load': ({ notice }, { actor }) => {
      need(checkNotice(notice));
      const base = by(actor, businessDate(ports, undefined));
      try {
        return inLoggedTx(connection, ports, (log) => {
          checkPlace(log.tx, notice, base.on);
          const moves = movesUnder(log.tx, env.calendar.get(), calendarWith(log.tx, notice));
          recordNotice(log, notice, moves, base);
          return restate(env, log, notice, moves, { ...base, on: today(ports) });
        });
      } finally {
        env.calendar.forget();
      }
    },
    'notice.check': ({ from, to, workdays }) => {
      const verdict = checkNoticePeriod(from, to, workdays, env.calendar.get());
      return { workdays: verdict.workdays, enough: verdict.enough, message: verdict.text };
    },
  };
}

/**
 * Whether a notice has a place among those loaded: not there yet, not issued on a day to come, and for a year that has
 * one already it says which it replaces (or it would be loaded and count for nothing, or push the other aside unsaid).
 */
function checkPlace(reader: Reader, notice: HolidayNotice, now: string): void {
  const { id, year, title, documentNumber, issuedOn, supersedes } = notice;
  if (getNotice(reader, id) !== null)
    deny('NOTICE_EXISTS', `通知「${title}」（${documentNumber}）已经载入，无须重复载入。`, { id });
  if (issuedOn > now)
    deny('VALIDATION_FAILED', `成文日期 ${issuedOn} 晚于今天 ${now}；请照通知原文填写。`, { issuedOn, today: now });
  const inForce = buildCalendar(loadedNotices(reader)).inForce.get(year);
  if (supersedes === (inForce?.id ?? null)) return;
  const what =
    inForce === undefined
      ? `${year} 年还没有载入通知，「替代的通知」应留空`
      : `${year} 年已有通知「${inForce.title}」（${inForce.documentNumber}，编号 ${inForce.id}），修改后的通知须写明替代它`;
  deny('NOTICE_PLACE_WRONG', `${what}；请核对年份和「替代的通知」。`, {
    year,
    supersedes,
    inForce: inForce?.id ?? null,
  });
}

function calendarWith(reader: Reader, notice: HolidayNotice): WorkCalendar {
  return buildCalendar([...loadedNotices(reader), notice]);
}

/** One event for each case whose date moves, all in the transaction that loads the notice. */
function restate(
  env: Environment,
  log: LoggedTx,
  notice: HolidayNotice,
  moves: readonly DeadlineMove[],
  base: ReturnType<typeof by>,
): Restated {
  env.calendar.forget();
  const calendar = env.calendar.get();
  const byCase = Map.groupBy(moves, (move) => move.caseId);
  for (const [caseId, ofCase] of byCase) {
    const record = getCase(log.tx, caseId);
    if (record === null) throw new Error(`case ${caseId} vanished inside its transaction`);
    // Time only moves forward in a case: an act dated later than today was refused, so today is never before `lastOn`.
    const event = {
      ...base,
      type: 'case.deadlinesRestated',
      noticeId: notice.id,
      moves: ofCase.map(({ clockId, from, to }) => ({ clockId, from, to })),
    } as const;
    appendCaseEvent(log, calendar, caseId, record, event);
  }
  return { noticeId: notice.id, moves };
}
