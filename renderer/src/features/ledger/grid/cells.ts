import type { ICellRendererParams } from 'ag-grid-community';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { deadlineSign } from '#core/domain/deadline/urgency.ts';
import { DEADLINE_COLOURS } from '../../../ui/deadline.tsx';
import { type Mark, markedSpans } from '../../../ui/marks.ts';
import { caseStateStyle } from '../../../ui/state-chip.tsx';
import { columnOf, type GridRow, oneLine } from './ledger-columns.ts';

/** What cells look at beside their row. */
export interface CellContext {
  readonly marks: readonly Mark[];
  readonly today: CivilDate;
  readonly calendar: WorkCalendar | null;
  isPicked(id: string): boolean;
  pick(row: GridRow, picked: boolean): void;
}

type Params = ICellRendererParams<GridRow, unknown, CellContext>;
type Draw = (params: Params) => HTMLElement | string;

/** A cell's text on one line with the marks of the search in it. Plain DOM: thousands are drawn while scrolling. */
export const drawMarked: Draw = ({ data, colDef, context }) => {
  if (data === undefined) return '';
  const whole = columnOf(colDef?.colId ?? '')?.text(data) ?? '';
  const cell = element('span');
  cell.append(...withMarks(oneLine(whole), context.marks));
  return cell;
};

/** The number as a link to the case. */
export const drawNumber: Draw = ({ data, context }) => {
  if (data === undefined) return '';
  const link = element('a', 'open-case');
  link.href = `#/cases/${data.record.id}`;
  link.tabIndex = -1;
  link.append(...withMarks(data.record.number, context.marks));
  return link;
};

/** The handling state as a quiet chip. */
export const drawState: Draw = ({ data }) => {
  if (data === undefined) return '';
  const { state, facts } = data.record;
  const chip = element('span', 'chip');
  const rounds = facts.round > 1 ? `（第 ${facts.round} 轮）` : '';
  chip.textContent = STATE_LABELS.handling[state.handling];
  chip.title = `${chip.textContent}${rounds}`;
  Object.assign(chip.style, caseStateStyle(state.handling, state.handling.startsWith('rectifying') && facts.round > 1));
  return chip;
};

/** The nearest deadline: date, glyph, words and colour; what is suspended says for how long. */
export const drawDeadline: Draw = ({ data, context: { calendar, today } }) => {
  if (data === undefined || calendar === null) return '';
  const { record } = data;
  const open = record.facts.suspensions.find(({ to }) => to === null);
  if (record.dueOn === null && open === undefined) return '';
  const due = {
    clockId: '',
    dueOn: record.dueOn,
    dueAt: null,
    originalDueOn: null,
    provisional: record.dueProvisional,
  };
  const sign = deadlineSign(due, today, calendar, { suspendedSince: open?.from ?? null });
  const cell = element('span');
  const words = element('span');
  words.style.color = DEADLINE_COLOURS[sign.level];
  words.textContent = sign.text;
  cell.append(record.dueOn === null ? '' : `${record.dueOn} `, words);
  return cell;
};

/** The tick of a row, for bulk actions. */
export const drawPick: Draw = ({ data, context }) => {
  if (data === undefined) return '';
  const box = element('input', 'pick');
  box.type = 'checkbox';
  box.tabIndex = -1;
  box.checked = context.isPicked(data.record.id);
  box.setAttribute('aria-label', `选择 ${data.record.number}`);
  box.addEventListener('change', () => context.pick(data, box.checked));
  return box;
};

function withMarks(text: string, marks: readonly Mark[]): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const { from, to } of markedSpans(text, marks)) {
    const mark = document.createElement('mark');
    mark.textContent = text.slice(from, to);
    parts.push(text.slice(at, from), mark);
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}
