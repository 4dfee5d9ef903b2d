import { buildCalendar, type CalendarDay, type WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { HolidayNotice, NoticeDay } from '#core/domain/deadline/holiday-notice.ts';
import type { NoticeDraft } from '#core/domain/deadline/read-notice-text.ts';

/** What is filled in of a notice before it is loaded. */
export interface NoticeForm {
  /** The pasted text. */
  readonly text: string;
  readonly year: number;
  readonly title: string;
  readonly documentNumber: string;
  readonly issuedOn: string | null;
  readonly source: string;
  readonly days: readonly NoticeDay[];
  /** What the reader of the text was in doubt about. */
  readonly doubts: readonly string[];
}

/** What a click on a day makes of it; `none` takes it off the notice. */
export type Brush = NoticeDay['kind'] | 'none';

/** Festivals that notices name. */
export const FESTIVALS = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节', '国庆节、中秋节'];

/** An empty form for the first year without a notice. */
export function emptyForm(calendar: WorkCalendar, today: string): NoticeForm {
  let year = Number(today.slice(0, 4));
  while (calendar.inForce.has(year)) year += 1;
  return { text: '', year, title: '', documentNumber: '', issuedOn: null, source: '', days: [], doubts: [] };
}

/** The form with what was read; what the text does not say stays as it was typed. */
export function withDraft(form: NoticeForm, draft: NoticeDraft, source: string | null): NoticeForm {
  return {
    ...form,
    year: draft.year,
    title: draft.title ?? form.title,
    documentNumber: draft.documentNumber ?? form.documentNumber,
    issuedOn: draft.issuedOn ?? form.issuedOn,
    source: form.source === '' ? (source ?? '') : form.source,
    days: draft.days,
    doubts: draft.doubts,
  };
}

/** The form after a click on a day. */
export function withDay(form: NoticeForm, { date }: Pick<CalendarDay, 'date'>, brush: Brush, name: string): NoticeForm {
  const others = form.days.filter((day) => day.date !== date);
  if (brush === 'none') return { ...form, days: others };
  const days = [...others, { date, kind: brush, name }].sort((a, b) => (a.date < b.date ? -1 : 1));
  return { ...form, days };
}

/** The notice that the form states; it takes the place of the one in force for its year. */
export function noticeOf(form: NoticeForm, calendar: WorkCalendar): HolidayNotice {
  const { year, title, documentNumber, issuedOn, source, days } = form;
  return {
    id: freeId(year, calendar),
    year,
    title: title.trim(),
    documentNumber: documentNumber.trim(),
    issuedOn: issuedOn ?? '',
    source: source.trim(),
    supersedes: calendar.inForce.get(year)?.id ?? null,
    days,
  };
}

/** The calendar as it would be with the notice; as it is while the notice names no day. */
export function calendarWith(notice: HolidayNotice, calendar: WorkCalendar): WorkCalendar {
  const others = [...calendar.inForce.values()].filter(({ year }) => year !== notice.year);
  return buildCalendar(notice.days.length === 0 ? others : [...others, { ...notice, supersedes: null }]);
}

function freeId(year: number, calendar: WorkCalendar): string {
  const known = new Set([...calendar.inForce.values(), ...calendar.superseded].map(({ id }) => id));
  const first = `cn-${year}`;
  for (let n = 1; ; n++) {
    const id = n === 1 ? first : `${first}-${n}`;
    if (!known.has(id)) return id;
  }
}
