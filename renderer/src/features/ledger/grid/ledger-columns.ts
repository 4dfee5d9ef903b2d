import type { LedgerCase } from '#core/contract/views-ledger.ts';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import { civilMinuteAt } from '#core/domain/deadline/civil-date.ts';
import { type LedgerColumn, ledgerValue } from '#core/domain/ledger/ledger-definition.ts';
import { type StandardRow, standardRowOf } from '#core/domain/ledger/ledger-row.ts';
import { QINGSILUAN_COLUMNS } from '#core/domain/ledger/qingsiluan-ledger.ts';

/** One row of the grid: the case, and its cells as the exported ledger prints them. */
export interface GridRow {
  readonly record: LedgerCase;
  readonly cells: StandardRow;
}

/** Columns the backend sorts by, see `CaseSortsSchema`. */
export type SortName = 'dueOn' | 'filedOn' | 'foundOn' | 'number' | 'closedOn' | 'updatedAt';

/** A column of the grid. */
export interface GridColumn {
  readonly id: string;
  readonly header: string;
  /** Group of the ledger's header; null for columns without one. */
  readonly group: string | null;
  /** Pixels. */
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Shown until the person chooses otherwise; its place among those. */
  readonly usual: number | null;
  readonly pinned?: true;
  readonly sort?: SortName;
  /** What the cell says, whole; lines parted by line feeds. */
  text(row: GridRow): string;
}

/** Makes the row of a case at a place of the list, from 1. */
export function gridRowOf(record: LedgerCase, index: number): GridRow {
  const { beforePhotos, afterPhotos } = record.facts;
  const context = { index, photos: { before: beforePhotos, after: afterPhotos } };
  let cells: StandardRow | null = null;
  return {
    record,
    // Not for rows that are only scrolled past.
    get cells() {
      cells ??= standardRowOf(record, context);
      return cells;
    },
  };
}

/** Minutes that civil time on this machine is ahead of UTC at an instant. */
const offsetAt = (instant: number) => -new Date(instant).getTimezoneOffset();

/** Columns of the screen alone: where the case stands. */
const STANDING: readonly GridColumn[] = [
  standing('state', '办理状态', 110, 1, ({ record }) => STATE_LABELS.handling[record.state.handling], { pinned: true }),
  standing('deadline', '最近期限', 236, 2, ({ record }) => record.dueOn ?? '', { sort: 'dueOn' }),
  standing('supervision', '督办', 80, null, ({ record: { state } }) =>
    state.supervision === 'none' ? '' : STATE_LABELS.supervision[state.supervision],
  ),
  standing('filedOn', '立案日期', 100, 14, ({ record }) => record.filedOn, { sort: 'filedOn' }),
  standing(
    'updatedAt',
    '更新时间',
    140,
    null,
    ({ record: { updatedAt } }) => civilMinuteAt(updatedAt, offsetAt(updatedAt)).replace('T', ' '),
    { sort: 'updatedAt' },
  ),
];

function standing(
  id: string,
  header: string,
  width: number,
  usual: number | null,
  text: GridColumn['text'],
  rest: Pick<GridColumn, 'sort' | 'pinned'> = {},
): GridColumn {
  return { id, header, group: '办理情况', width, align: 'left', usual, text, ...rest };
}

/** Ledger columns that are shown at first, in this order; the others are one click away. */
const USUAL = [
  'number',
  'town',
  'river',
  'category',
  'description',
  'severity',
  'place',
  'leadUnit',
  'rectificationDueOn',
  'progress',
  'source',
  'foundAt',
];
const SORTS: Readonly<Record<string, SortName>> = { number: 'number', foundAt: 'foundOn', closure: 'closedOn' };
/** Pixels of a unit of Excel's column width, a little wider for the 13 px of the screen. */
const UNIT = 8.5;
const NARROWEST = 64;
const WIDEST = 320;

function fromLedger(column: LedgerColumn): GridColumn {
  const usual = USUAL.indexOf(column.key);
  const sort = SORTS[column.key];
  const isNumber = column.type === 'integer' || column.type === 'number' || column.type === 'photo';
  return {
    id: column.key,
    header: column.header,
    group: column.group ?? null,
    width: column.key === 'number' ? 150 : Math.round(Math.min(WIDEST, Math.max(NARROWEST, column.width * UNIT + 24))),
    align: isNumber ? 'right' : 'left',
    usual: usual < 0 ? null : usual === 0 ? 0 : usual + 2,
    ...(column.key === 'number' ? { pinned: true as const } : {}),
    ...(sort === undefined ? {} : { sort }),
    text: ({ cells }) => printed(column, ledgerValue(column, cells)),
  };
}

/** A cell as Excel would show it. */
function printed({ type, numberFormat }: LedgerColumn, value: string | number | null): string {
  if (value === null) return '';
  if (type === 'dateTime') return String(value).replace('T', ' ');
  if (type === 'photo') return `${value} 张`;
  const decimals = typeof value === 'number' ? /\.(0+)$/u.exec(numberFormat ?? '')?.[1]?.length : undefined;
  return decimals === undefined ? String(value) : Number(value).toFixed(decimals);
}

/** Every column: number and standing first, then the 49 of the ledger in their order. */
export const GRID_COLUMNS: readonly GridColumn[] = [
  ...QINGSILUAN_COLUMNS.filter(({ key }) => key === 'number').map(fromLedger),
  ...STANDING,
  ...QINGSILUAN_COLUMNS.filter(({ key }) => key !== 'number').map(fromLedger),
];

const BY_ID = new Map(GRID_COLUMNS.map((column) => [column.id, column]));

/** A column by its key; undefined for the column of ticks. */
export function columnOf(id: string): GridColumn | undefined {
  return BY_ID.get(id);
}

/** A text of several lines in one. */
export function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
