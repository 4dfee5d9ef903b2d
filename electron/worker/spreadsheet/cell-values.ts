import { EMPTY_CELL, type GridCell } from '#core/domain/spreadsheet/grid.ts';

/** Built-in number formats that show a day or a time; 27–36 and 50–58 are the Chinese ones (长日期). */
const DATE_IDS = new Set([...range(14, 22), ...range(27, 36), ...range(45, 47), ...range(50, 58)]);
/** Years up to this one come from a time of day alone: serial 0.5 is a day of 1899, 1900 or 1904. */
const LAST_TIME_ONLY_YEAR = 1904;
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The first serial after 1900-02-29, which Excel has and the calendar has not. */
const AFTER_LOTUS = 61;

/** How cells of one style show their number. */
export interface CellFormat {
  readonly date: boolean;
  /** Absent for General and for built-in formats without a text of their own. */
  readonly code?: string;
}

/** Format of a style by the number and the text of its number format. */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return { date: DATE_IDS.has(id) };
  return code === 'General' || code === '' ? { date: false } : { date: showsDate(code), code };
}

/** True when a format code shows a day or a time; `0.00"days"` and `[Red]0` do not. */
function showsDate(code: string): boolean {
  // Only the first section counts: `yyyy-mm-dd;@` is a date.
  const section = code.replace(/"[^"]*"|\\.|[*_]./gsu, '').split(';')[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/iu.test(section)) return true;
  const bare = section.replace(/\[[^\]]*\]/gu, '').replace(/general/giu, '');
  return (
    /[ymdhs]|上午|下午|年|月|日/iu.test(bare) && !/[#0?]/u.test(bare.replace(/[.,]0+/gu, '').replace(/ss0+/giu, ''))
  );
}

/** A cell with a number under a format. */
export function numberCell(value: number, format: CellFormat | undefined, date1904: boolean): GridCell {
  if (!Number.isFinite(value)) return errorCell(String(value));
  if (format?.date === true) return serialCell(value, date1904);
  return format?.code === undefined ? { kind: 'number', value } : { kind: 'number', value, format: format.code };
}

/** A civil string of a serial number, rounded to the second: 14:13:59.9996 means 14:14. */
function serialCell(serial: number, date1904: boolean): GridCell {
  const epoch = date1904 ? EPOCH_1904 : serial < AFTER_LOTUS - 1 ? EPOCH_1900 + DAY_MS : EPOCH_1900;
  const instant = new Date(epoch + Math.round(serial * 86_400) * 1000);
  const year = instant.getUTCFullYear();
  if (serial < 0 || !(year <= 9999)) return errorCell('无效日期');
  const [day = '', clock = ''] = instant.toISOString().slice(0, 19).split('T');
  if (year <= LAST_TIME_ONLY_YEAR) return { kind: 'dateTime', value: clock };
  return { kind: 'dateTime', value: clock === '00:00:00' ? day : `${day}T${clock}` };
}

/** A cell of an ISO text: `2026-01-09`, `2026-01-09T14:14:00.000`; other texts stay texts. */
export function isoCell(text: string): GridCell {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/u.exec(text.trim());
  const [, day, clock] = parts ?? [];
  if (day === undefined) return text === '' ? EMPTY_CELL : { kind: 'text', value: text };
  const year = Number(day.slice(0, 4));
  if (year <= LAST_TIME_ONLY_YEAR && clock !== undefined) return { kind: 'dateTime', value: clock };
  return { kind: 'dateTime', value: clock === undefined || clock === '00:00:00' ? day : `${day}T${clock}` };
}

/** Excel's own error text in a cell. */
export function errorCell(text: string): GridCell {
  return { kind: 'error', value: text };
}

/** A formula whose result the file does not carry. */
export const UNCACHED: GridCell = { kind: 'uncached', value: null };

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}
