import { cellText, foldText } from '../spreadsheet/cell-text.ts';
import type { GridRow, SheetGrid } from '../spreadsheet/grid.ts';
import { mergeView } from '../spreadsheet/merges.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { CHIEF_LEVEL_LABELS, type ChiefLevel, type Reach } from './people.ts';
import { type District, resolveTown } from './towns.ts';

/** A reach as a sheet states it. `row`: Excel's own row number. */
export type SheetReach = Omit<Reach, 'id' | 'active'> & { readonly row: number };

/** A sheet of 河段与河长 as read. */
export interface ReachSheet {
  readonly sheet: string;
  readonly reaches: readonly SheetReach[];
  readonly problems: readonly { readonly row: number; readonly message: string }[];
}

type Column = 'river' | 'name' | 'town' | 'village' | 'chiefName' | 'chiefPost' | 'chiefPhone' | 'level';

/** Header words by column; the first that fits wins, so the longer ones of a kind stand first. */
const HEADERS: Readonly<Record<Column, RegExp>> = {
  level: /^(河长)?(级别|层级|等级)$|^河长级别$/u,
  chiefPhone: /电话|手机|联系方式/u,
  chiefPost: /职务|职位/u,
  chiefName: /^河长(姓名)?$|^(姓名)$|河长姓名/u,
  name: /河段|段名/u,
  town: /镇街|乡镇|街道|所在镇|所属镇/u,
  village: /村|社区/u,
  river: /^(河流|河湖|水体|河道|河库)(名称)?$|河流名|河湖名|河道名/u,
};
const COLUMNS = Object.keys(HEADERS) as readonly Column[];
const LEVELS = Object.entries(CHIEF_LEVEL_LABELS) as readonly [ChiefLevel, string][];
const HEADER_WITHIN = 15;

/**
 * Reads reaches and river chiefs from a sheet: the header row is the first that names a river and a reach or chief;
 * merged river cells are filled down. A reach without a name of its own is called 全段.
 * Codes: REACH_HEADER_MISSING. Rows that can't be taken are named with their reason.
 */
export function readReachSheet(grid: SheetGrid, district: District): Result<ReachSheet> {
  const header = findHeader(grid);
  if (header === null) {
    return refuse(
      'REACH_HEADER_MISSING',
      `工作表“${grid.name}”前 ${HEADER_WITHIN} 行里没有找到表头；应有“河流名称”和“河段”或“河长姓名”等列。`,
    );
  }
  const merges = mergeView(grid);
  const reaches: SheetReach[] = [];
  const problems: { row: number; message: string }[] = [];
  for (const row of grid.rows) {
    if (row.row <= header.row) continue;
    const text = (column: Column) => {
      const at = header.columns.get(column);
      return at === undefined ? null : cellText(merges.at(row.row, at));
    };
    const river = text('river');
    if (river === null || /合计|小计|填表|审核/u.test(river)) continue;
    const town = text('town');
    const match = town === null ? null : resolveTown(town, district);
    if (match !== null && !match.ok) {
      problems.push({ row: row.row, message: match.error.message });
      continue;
    }
    const level = levelOf(text('level') ?? text('chiefPost') ?? '');
    reaches.push({
      row: row.row,
      river,
      name: text('name') ?? '全段',
      townCode: match?.value.town.code ?? null,
      village: text('village'),
      chiefName: text('chiefName'),
      chiefPost: text('chiefPost'),
      chiefPhone: text('chiefPhone'),
      level: level ?? (text('village') !== null ? 'village' : match !== null ? 'town' : 'district'),
    });
  }
  return ok({ sheet: grid.name, reaches: withoutTwins(reaches, problems), problems });
}

function findHeader(grid: SheetGrid): { row: number; columns: ReadonlyMap<Column, number> } | null {
  for (const row of grid.rows.slice(0, HEADER_WITHIN)) {
    const columns = columnsOf(row);
    if (columns.has('river') && (columns.has('name') || columns.has('chiefName'))) return { row: row.row, columns };
  }
  return null;
}

function columnsOf(row: GridRow): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  for (const [index, cell] of row.cells.entries()) {
    const label = foldText(cellText(cell) ?? '').replace(/\s/gu, '');
    const column = COLUMNS.find((name) => !found.has(name) && HEADERS[name].test(label));
    if (column !== undefined) found.set(column, index);
  }
  return found;
}

function levelOf(text: string): ChiefLevel | null {
  return LEVELS.find(([, label]) => text.startsWith(label.slice(0, 1)))?.[0] ?? null;
}

function withoutTwins(reaches: readonly SheetReach[], problems: { row: number; message: string }[]): SheetReach[] {
  const seen = new Map<string, number>();
  return reaches.filter(({ row, river, name, level }) => {
    const key = JSON.stringify([river, name, level]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      return true;
    }
    const label = CHIEF_LEVEL_LABELS[level];
    problems.push({ row, message: `与第 ${first} 行是同一${label}河段（${river} ${name}），只取第 ${first} 行` });
    return false;
  });
}
