import { EMPTY_CELL, type GridCell } from '#core/domain/spreadsheet/grid.ts';
import { type CellFormat, errorCell, isoCell, numberCell, UNCACHED } from '../cell-values.ts';
import type { TextCells } from '../grid-builder.ts';
import { damaged } from '../unreadable.ts';
import { decodeExcelEscapes } from './text.ts';

/** WPS keeps a picture inside a cell as this formula; its result is written out with `=`. */
const DISPIMG = /DISPIMG\(\s*"([^"]+)"/iu;
const PASTED_DISPIMG = /^=(?:_xlfn\.)?DISPIMG\(\s*"([^"]+)"/iu;

/** One `<c>` as written. `value` null: no `<v>`; `formula` null: none; `style`: `s`, 0 unless given. */
export interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly value: string | null;
  readonly formula: string | null;
  readonly inline: string | null;
}

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly GridCell[];
  readonly formats: readonly CellFormat[];
  readonly date1904: boolean;
  readonly texts: TextCells;
}

/** A neutral cell. Formulas are never evaluated: the result in the file counts, without one the cell is `uncached`. */
export function xlsxCell(raw: RawCell, context: CellContext): GridCell {
  const { type, value, formula } = raw;
  const picture = formula === null ? null : DISPIMG.exec(formula);
  if (picture !== null) return { kind: 'picture', value: picture[1] ?? '' };
  if (raw.inline !== null && value === null) return context.texts.cell(decodeExcelEscapes(raw.inline));
  if (value === null || (value === '' && type !== 'str')) return formula === null ? EMPTY_CELL : UNCACHED;
  switch (type) {
    case 's':
      return sharedString(value, context.strings);
    case 'str':
    case 'inlineStr':
      return textOf(value, context.texts);
    case 'b':
      return { kind: 'boolean', value: value.trim() === '1' || value.trim().toLowerCase() === 'true' };
    case 'e':
      return errorCell(value);
    case 'd':
      return isoCell(value);
    default:
      return numeric(value, context.formats[raw.style], context.date1904);
  }
}

function textOf(value: string, texts: TextCells): GridCell {
  const pasted = value.startsWith('=') ? PASTED_DISPIMG.exec(value) : null;
  return pasted === null ? texts.cell(decodeExcelEscapes(value)) : { kind: 'picture', value: pasted[1] ?? '' };
}

function sharedString(value: string, strings: readonly GridCell[]): GridCell {
  const cell = strings[Number(value)];
  if (cell === undefined) throw damaged('单元格引用的文字不存在');
  return cell;
}

/** What should be a number and is none is shown as a bad cell, never guessed. */
function numeric(value: string, format: CellFormat | undefined, date1904: boolean): GridCell {
  const text = value.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(text)) return errorCell(text);
  return numberCell(Number(text), format, date1904);
}
