import type { Cell, CellValue } from 'hucre';
import { EMPTY_CELL, type GridCell } from '#core/domain/spreadsheet/grid.ts';

const DISPIMG = /DISPIMG\(\s*"([^"]+)"/iu;
/** Years Excel can name; a time of day alone is read as a day of 1899 or 1900 (1903/1904 in the 1904 system). */
const LAST_TIME_ONLY_YEAR = 1904;

/** A neutral cell from what hucre read. `details`: present for formulas, errors and, where styles were read, formats. */
export function gridCell(value: CellValue, details: Cell | undefined): GridCell {
  const formula = details?.formula;
  const picture = formula === undefined ? null : DISPIMG.exec(formula);
  if (picture) return { kind: 'picture', value: picture[1] ?? '' };
  if (details?.type === 'error') return { kind: 'error', value: String(value) };
  if (value === null || value === '') return formula === undefined ? EMPTY_CELL : { kind: 'uncached', value: null };
  if (value instanceof Date) return dateCell(value);
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') return textCell(value);
  if (!Number.isFinite(value)) return { kind: 'error', value: String(value) };
  const format = details?.style?.numFmt;
  return format === undefined || format === 'General' ? { kind: 'number', value } : { kind: 'number', value, format };
}

/** ISO date cells (`t="d"`) come as text. */
function textCell(value: string): GridCell {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?)?Z?$/u.exec(value);
  if (iso?.[2] !== undefined)
    return { kind: 'dateTime', value: iso[2] === '00:00:00' ? (iso[1] ?? '') : `${iso[1]}T${iso[2]}` };
  return { kind: 'text', value };
}

/**
 * A civil string. hucre gives the civil time as if it were UTC, so only the UTC getters are right, in every time zone;
 * the instant is rounded to the second, for a serial number of 14:13:59.9996 means 14:14.
 */
function dateCell(date: Date): GridCell {
  if (Number.isNaN(date.getTime())) return { kind: 'error', value: '无效日期' };
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  const year = rounded.getUTCFullYear();
  if (year < 1 || year > 9999) return { kind: 'error', value: '无效日期' };
  const [day = '', clock = ''] = rounded.toISOString().slice(0, 19).split('T');
  if (year <= LAST_TIME_ONLY_YEAR) return { kind: 'dateTime', value: clock };
  return { kind: 'dateTime', value: clock === '00:00:00' ? day : `${day}T${clock}` };
}
