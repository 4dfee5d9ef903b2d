import type { LedgerColumn } from '#core/domain/ledger/ledger-definition.ts';
import { ledgerValue, type LedgerRow } from '#core/domain/ledger/ledger-definition.ts';
import { CONTINUED, cleanNumber, cleanText, escapeForXml, type LedgerProblem } from '#core/domain/ledger/sanitize.ts';
import type { CellLook } from './ledger-styles.ts';

/** A cell ready for the library: its value, its look, and the text a reader sees (for the height of the row). */
export interface ReadyCell {
  readonly value: string | number | Date | null;
  readonly look: CellLook;
  /** Null when the cell does not wrap. */
  readonly shown: string | null;
  /** The whole text when the cell holds only its beginning (over 32,767 characters), else null. */
  readonly whole: string | null;
}

/** Where problems of cells go; called with the code and the Chinese reason. */
export type ReportCell = (code: LedgerProblem['code'], message: string) => void;

/** An empty cell. */
export const EMPTY_CELL: ReadyCell = { value: null, look: 'plain', shown: null, whole: null };

/** Serial numbers before 1 March 1900 are one day off in Excel (it believes in 29 February 1900). */
const FIRST_SAFE_DATE = '1900-03-01';

/** Turns one value of the ledger into a typed, safe cell; what had to be changed is reported, never done in silence. */
export function readyCell(column: LedgerColumn, row: LedgerRow, report: ReportCell): ReadyCell {
  const value = ledgerValue(column, row);
  if (value === null || value === '') return EMPTY_CELL;
  if (typeof value === 'number') return numberCell(value, report);
  if (column.type === 'date' || column.type === 'dateTime') return dateCell(value, report);
  if (column.type === 'dateOrText' && utcInstant(value) !== null) return dateCell(value, report);
  if (column.allowed !== undefined && !column.allowed.includes(value)) {
    report(
      'VALUE_NOT_ALLOWED',
      `“${value.slice(0, 20)}”不在该列允许值（${column.allowed.join('、')}）之内，已按原值导出`,
    );
  }
  return textCell(value, report);
}

function numberCell(value: number, report: ReportCell): ReadyCell {
  const clean = cleanNumber(value);
  if (clean === null) report('NOT_A_NUMBER', '不是有效数字，单元格留空；请在案件中更正后重新导出');
  return { ...EMPTY_CELL, value: clean };
}

function textCell(raw: string, report: ReportCell): ReadyCell {
  const clean = cleanText(raw);
  if (clean.illegal > 0)
    report('ILLEGAL_CHARACTER', `含 ${clean.illegal} 个 Excel 不能保存的字符，已删除或替换为“\ufffd”`);
  if (clean.rest !== null)
    report('TEXT_TOO_LONG', `文字超过 Excel 单元格上限（32767 字），单元格内为开头部分，全文见表后附文`);
  const whole = clean.rest === null ? null : clean.text.slice(0, -CONTINUED.length) + clean.rest;
  return {
    value: escapeForXml(clean.text),
    look: clean.looksLikeFormula ? 'marked' : 'plain',
    shown: clean.text,
    whole,
  };
}

function dateCell(text: string, report: ReportCell): ReadyCell {
  const instant = utcInstant(text);
  if (instant === null || text < FIRST_SAFE_DATE) {
    report('NOT_A_DATE', `“${text.slice(0, 20)}”不是 Excel 能表示的日期，已按文字导出`);
    return { ...textCell(text, report), look: 'text' };
  }
  return { value: new Date(instant), look: text.length === 10 ? 'dateOnly' : 'plain', shown: null, whole: null };
}

/** Instants of days that came before: a ledger has many rows and few days. */
const KNOWN_DAYS = new Map<string, number | null>();
const MOST_DAYS = 20_000;

/**
 * Civil date or minute → the UTC instant of the same figures, null when there is no such day.
 * A Date becomes a serial number by UTC; a local Date would move the day with the time zone.
 */
function utcInstant(text: string): number | null {
  if (text.length === 10) {
    const known = KNOWN_DAYS.get(text);
    if (known !== undefined) return known;
    if (KNOWN_DAYS.size >= MOST_DAYS) KNOWN_DAYS.clear();
    const day = readInstant(text);
    KNOWN_DAYS.set(text, day);
    return day;
  }
  return readInstant(text);
}

function readInstant(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const instant = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(instant).toISOString().slice(0, text.length);
  return back === text ? instant : null;
}
