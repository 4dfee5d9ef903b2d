import { fromSerial } from '../spreadsheet/excel-serial.ts';
import type { GridCell } from '../spreadsheet/grid.ts';
import type { LedgerCell } from './ledger-definition.ts';
import { cleanText } from './sanitize.ts';

/** What a cell of a returned ledger says, as text: dates `YYYY-MM-DD` or `YYYY-MM-DD HH:mm`; '' for an empty cell. */
export function typedText(cell: GridCell): string {
  if (cell.value === null) return '';
  if (cell.kind === 'dateTime') return dayOrMinute(String(cell.value));
  return tidy(String(cell.value));
}

/**
 * Whether a cell still says what was written into it. Another program's save changes how a value is kept (a number as text, a
 * date with seconds, `\r\n`), never what it says.
 */
export function saysSame(value: LedgerCell, cell: GridCell): boolean {
  if (value === null || value === '') return typedText(cell) === '';
  if (typeof value === 'number') {
    const number =
      typeof cell.value === 'number' ? cell.value : Number(typedText(cell).replace(/张$/u, '') || Number.NaN);
    return Math.abs(number - value) <= 1e-9 * Math.max(1, Math.abs(value));
  }
  // A date whose cell has lost its format.
  const text = CIVIL.test(value) && typeof cell.value === 'number' ? serialText(cell.value) : typedText(cell);
  if (cell.kind === 'dateTime' || CIVIL.test(value)) return dayOrMinute(value) === dayOrMinute(text);
  return tidy(cleanText(value).text) === text;
}

const CIVIL = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/u;

function serialText(serial: number): string {
  const moment = fromSerial(serial, false);
  return moment === null ? String(serial) : `${moment.date} ${moment.time ?? '00:00'}`;
}

/** A day at midnight is the day: a date column knows no minutes. */
function dayOrMinute(text: string): string {
  if (!CIVIL.test(text)) return tidy(text);
  const minute = text.slice(0, 16).replace('T', ' ');
  return minute.endsWith(' 00:00') ? minute.slice(0, 10) : minute;
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+$/gmu, '')
    .trim();
}
