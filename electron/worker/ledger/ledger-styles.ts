import type { LedgerColumn } from '#core/domain/ledger/ledger-definition.ts';
import { BODY_TIER, type CellLayout, FONT_TIERS } from '#core/domain/ledger/text-layout.ts';
import type { CellStyle } from './xlsx/styles.ts';

const BODY_FONT = '宋体';
const HEAD_FONT = '黑体';

type Align = CellStyle['align'];

function aligned(horizontal: Align['horizontal'], wrap: boolean, vertical: Align['vertical'] = 'center'): Align {
  return { horizontal, vertical, wrap };
}

/** 表题 */
export const TITLE_STYLE: CellStyle = {
  font: { name: HEAD_FONT, size: 20 },
  align: aligned('center', true),
  border: false,
};

/** 填报单位, at the left of the line under the title. */
export const UNIT_STYLE: CellStyle = {
  font: { name: BODY_FONT, size: 11 },
  align: aligned('left', true),
  border: false,
};

/** The date, at the right of the line under the title. */
export const ASIDE_STYLE: CellStyle = { ...UNIT_STYLE, align: aligned('right', true) };

/** 签字栏 */
export const SIGNATURE_STYLE: CellStyle = { ...UNIT_STYLE, align: aligned('left', false) };

/** 表头 */
export const HEADER_STYLE: CellStyle = {
  font: { name: HEAD_FONT, size: 9 },
  align: aligned('center', true),
  border: true,
  fill: 'E7EDF3',
};

/** 表头 of a column that may be filled in. */
export const OPEN_HEADER_STYLE: CellStyle = { ...HEADER_STYLE, fill: 'FFE9A8' };

/** Ground of the cells that may be filled in. */
const OPEN_FILL = 'FFFBE5';

/** A line of the block under the table. */
export const FOOT_STYLE: CellStyle = {
  font: { name: BODY_FONT, size: 10 },
  align: aligned('left', true, 'top'),
  border: false,
};

/** The row count, first line under the table. */
export const COUNT_STYLE: CellStyle = { ...FOOT_STYLE, font: { name: HEAD_FONT, size: 10 } };

/** How a cell of the table is shown beyond what its column says; `pictured`: pictures lie over it, its number under them. */
export type CellLook = 'plain' | 'marked' | 'dateOnly' | 'text' | 'pictured';

/** Style of a cell of the table; `layout` undefined: the cell does not wrap. */
export type StyleBook = (
  column: LedgerColumn,
  look: CellLook,
  layout: CellLayout | undefined,
  unlocked?: boolean,
) => CellStyle;

const NOT_WRAPPED: CellLayout = { tier: BODY_TIER, tooTall: false };

const LOOKS: readonly CellLook[] = ['plain', 'marked', 'dateOnly', 'text', 'pictured'];

/** Hands out one shared style object per column and look. */
export function createStyleBook(): StyleBook {
  const kept = new Map<LedgerColumn, (CellStyle | undefined)[]>();
  return (column, look, layout = NOT_WRAPPED, unlocked = false) => {
    const own = kept.get(column) ?? [];
    if (own.length === 0) kept.set(column, own);
    const at =
      (LOOKS.indexOf(look) * FONT_TIERS.length + FONT_TIERS.indexOf(layout.tier)) * 4 +
      (layout.tooTall ? 1 : 0) +
      (unlocked ? 2 : 0);
    own[at] ??= unlocked
      ? { ...cellStyle(column, look, layout), fill: OPEN_FILL, unlocked }
      : cellStyle(column, look, layout);
    return own[at];
  };
}

function cellStyle(column: LedgerColumn, look: CellLook, { tier, tooTall }: CellLayout): CellStyle {
  const format = numberFormat(column, look);
  const wraps = column.wrap || look === 'text' || look === 'marked';
  return {
    font: { name: BODY_FONT, size: look === 'pictured' ? 8 : tier.size },
    // A text that is cut by the end of its row begins at the top.
    align: aligned(column.align, wraps, look === 'pictured' ? 'bottom' : tooTall ? 'top' : 'center'),
    border: true,
    ...(format === undefined ? {} : { format }),
    ...(look === 'marked' ? { quoted: true } : {}),
  };
}

// `@` beside the apostrophe: LibreOffice does not know the latter, and F2 + Enter would turn the text into a formula.
// Not on every text: old Excels show #### for `@` cells over 255 characters.
function numberFormat(column: LedgerColumn, look: CellLook): string | undefined {
  if (look === 'marked') return '@';
  if (look === 'dateOnly') return 'yyyy-mm-dd';
  return look === 'text' || (look === 'plain' && column.type === 'dateOrText') ? undefined : column.numberFormat;
}
