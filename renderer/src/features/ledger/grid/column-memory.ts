import { GRID_COLUMNS } from './ledger-columns.ts';

/** Key of the preference (个人偏好) that keeps the columns. */
export const COLUMNS_KEY = 'ledger-columns';

/** How one column is shown, in the order of the grid. */
export interface ColumnSetting {
  readonly colId: string;
  readonly width: number;
  readonly hide: boolean;
  readonly pinned: 'left' | null;
}

/** Columns until the person chooses otherwise: number and standing pinned, then what is looked at most. */
export function usualColumns(): readonly ColumnSetting[] {
  const shown = GRID_COLUMNS.filter(({ usual }) => usual !== null).toSorted((a, b) => (a.usual ?? 0) - (b.usual ?? 0));
  const hidden = GRID_COLUMNS.filter(({ usual }) => usual === null);
  return [...shown.map((column) => settingOf(column, false)), ...hidden.map((column) => settingOf(column, true))];
}

/** All columns of the ledger as it is exported, behind number and standing. */
export function everyColumn(): readonly ColumnSetting[] {
  return GRID_COLUMNS.map((column) => settingOf(column, false));
}

function settingOf({ id, width, pinned }: (typeof GRID_COLUMNS)[number], hide: boolean): ColumnSetting {
  return { colId: id, width, hide, pinned: pinned === true ? 'left' : null };
}

/**
 * What was remembered, made whole: columns that exist no more are dropped, new ones stand hidden at the end.
 * The usual columns when nothing sensible was kept, or every column would be hidden.
 */
export function rememberedColumns(kept: unknown): readonly ColumnSetting[] {
  const list: readonly unknown[] = Array.isArray(kept) ? kept : [];
  const known = new Set(GRID_COLUMNS.map(({ id }) => id));
  const settings: ColumnSetting[] = [];
  for (const each of list) {
    if (!isSetting(each) || !known.delete(each.colId)) continue;
    settings.push({ colId: each.colId, width: each.width, hide: each.hide, pinned: each.pinned });
  }
  if (!settings.some(({ hide }) => !hide)) return usualColumns();
  const added = usualColumns().filter(({ colId }) => known.has(colId));
  return [...settings, ...added.map((setting) => ({ ...setting, hide: true }))];
}

function isSetting(value: unknown): value is ColumnSetting {
  if (typeof value !== 'object' || value === null) return false;
  const { colId, width, hide, pinned } = value as Record<string, unknown>;
  const sized = typeof width === 'number' && width >= 20 && width <= 2000;
  return typeof colId === 'string' && sized && typeof hide === 'boolean' && (pinned === 'left' || pinned === null);
}
