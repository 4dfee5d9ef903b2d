import type { Alignment, Borders, Style } from 'exceljs';
import type { LedgerColumn } from '#core/domain/ledger/ledger-definition.ts';
import { BODY_TIER, type CellLayout } from '#core/domain/ledger/text-layout.ts';

/** A cell style; one object per look, shared by all cells: the library recognises styles by object identity. */
export type CellStyle = Partial<Style>;

const BODY_FONT = '宋体';
const HEAD_FONT = '黑体';

const LINE = { style: 'thin', color: { argb: 'FF000000' } } as const;
const BOX: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };

function aligned(
  horizontal: 'left' | 'center' | 'right',
  wrapText: boolean,
  vertical: 'middle' | 'top' = 'middle',
): Partial<Alignment> {
  return { horizontal, vertical, wrapText };
}

/** 表题 */
export const TITLE_STYLE: CellStyle = { font: { name: HEAD_FONT, size: 20 }, alignment: aligned('center', true) };

/** 填报单位, at the left of the line under the title. */
export const UNIT_STYLE: CellStyle = { font: { name: BODY_FONT, size: 11 }, alignment: aligned('left', true) };

/** The date, at the right of the line under the title. */
export const ASIDE_STYLE: CellStyle = { font: { name: BODY_FONT, size: 11 }, alignment: aligned('right', true) };

/** 表头 */
export const HEADER_STYLE: CellStyle = {
  font: { name: HEAD_FONT, size: 9 },
  alignment: aligned('center', true),
  border: BOX,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EDF3' } },
};

/** A line of the block under the table. */
export const FOOT_STYLE: CellStyle = { font: { name: BODY_FONT, size: 10 }, alignment: aligned('left', true, 'top') };

/** The row count, first line under the table. */
export const COUNT_STYLE: CellStyle = { font: { name: HEAD_FONT, size: 10 }, alignment: aligned('left', true, 'top') };

/** How a cell of the table is shown beyond what its column says. */
export type CellLook = 'plain' | 'marked' | 'dateOnly' | 'text';

/** Style of a cell of the table; `layout` undefined: the cell does not wrap. */
export type StyleBook = (column: LedgerColumn, look: CellLook, layout: CellLayout | undefined) => CellStyle;

const NOT_WRAPPED: CellLayout = { tier: BODY_TIER, tooTall: false };

/** Hands out one shared style object per column and look. */
export function createStyleBook(): StyleBook {
  const kept = new Map<string, CellStyle>();
  return (column, look, layout = NOT_WRAPPED) => {
    const key = `${column.key}/${look}/${layout.tier.size}/${layout.tooTall}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = cellStyle(column, look, layout);
    kept.set(key, made);
    return made;
  };
}

function cellStyle(column: LedgerColumn, look: CellLook, { tier, tooTall }: CellLayout): CellStyle {
  const format = numberFormat(column, look);
  const wraps = column.wrap || look === 'text' || look === 'marked';
  return {
    font: { name: BODY_FONT, size: tier.size },
    // A text that is cut by the end of its row begins at the top.
    alignment: aligned(column.align, wraps, tooTall ? 'top' : 'middle'),
    border: BOX,
    ...(format === undefined ? {} : { numFmt: format }),
  };
}

// `@` only where a text looks like a formula: the library has no quotePrefix, and without either, F2 + Enter in Excel
// would turn the text into a formula. Not on every text: old Excels show #### for `@` cells over 255 characters.
function numberFormat(column: LedgerColumn, look: CellLook): string | undefined {
  if (look === 'marked') return '@';
  if (look === 'dateOnly') return 'yyyy-mm-dd';
  return look === 'text' ? undefined : column.numberFormat;
}
