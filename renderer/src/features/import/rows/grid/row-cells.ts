import type { ICellRendererParams } from 'ag-grid-community';
import type { StagedChange, StagedRow } from '#core/contract/views-import.ts';
import { canBeTicked, DECIDED, KINDS, LEVELS, worstOf } from '../kinds.ts';
import { KIND, sheetColumn } from './column-keys.ts';

/** What cells need beside their row. */
export interface RowCellContext {
  /** `through`: every row from the one ticked before to this one. */
  tick(row: StagedRow, ticked: boolean, through: boolean): void;
}

type Draw = (params: ICellRendererParams<StagedRow, unknown, RowCellContext>) => HTMLElement | string;

/** The tick of a row: only ticked rows are written. */
export const drawTick: Draw = ({ data, context }) => {
  if (data === undefined) return '';
  const box = element('input', 'pick');
  const may = canBeTicked(data);
  box.type = 'checkbox';
  box.tabIndex = -1;
  box.checked = may && data.ticked;
  box.disabled = !may;
  box.setAttribute('aria-label', tickLabel(data));
  box.addEventListener('click', (event) => context.tick(data, box.checked, event.shiftKey));
  return box;
};

function tickLabel({ row, kind }: StagedRow): string {
  if (kind === 'error') return `第 ${row} 行有错误，改正后才能写入`;
  return kind === 'unchanged' ? `第 ${row} 行没有变化，不用写入` : `写入第 ${row} 行`;
}

/** What would happen to a row: sign and word, and what was decided. */
export const drawKind: Draw = ({ data }) => {
  if (data === undefined) return '';
  const { word, sign } = KINDS[data.kind];
  const cell = element('span', `kind is-${data.kind}`);
  cell.append(mark(sign), word);
  const more = whatMore(data);
  if (more !== '') cell.append(text(` · ${more}`, 'decided'));
  return cell;
};

function whatMore(row: StagedRow): string {
  if (!row.ticked && canBeTicked(row)) return '不写入';
  if (row.decision !== null) return DECIDED[row.decision];
  return row.kind === 'suspect' ? '待定' : '';
}

/** A cell with a remark, an edit or a change of the record that the row meets. */
export const drawMarkedCell: Draw = ({ data, colDef }) => {
  const column = sheetColumn(colDef?.colId);
  if (data === undefined || column === null) return '';
  const cell = element('span');
  const message = worstOf(data.messages, column);
  if (message !== null && message.level !== 'info')
    cell.append(mark(LEVELS[message.level].sign, `sign is-${message.level}`));
  if (data.edited.some((edit) => edit.column === column)) cell.append(mark('✎', 'sign'));
  const change = changeAt(data, column);
  if (change === null) cell.append(oneLine(data.cells[column] ?? ''));
  else {
    const before = element('del');
    before.textContent = oneLine(change.from) || '（空）';
    const after = element('ins');
    after.textContent = oneLine(change.to) || '（空）';
    cell.append(before, ' → ', after);
  }
  return cell;
};

/** What a row would change in the record it meets, by the column that says so. */
export function changeAt(row: StagedRow, column: number): StagedChange | null {
  if (row.kind !== 'update' && row.decision !== 'update') return null;
  // The code of a town comes before its name, by the same column.
  return row.changes.findLast((change) => change.column === column) ?? null;
}

/** Whole text of a cell with what is remarked on it, for hovering. */
export function wholeText(row: StagedRow, colId: string): string {
  const column = sheetColumn(colId);
  if (column === null) return colId === KIND ? (row.why ?? '') : '';
  const remarks = row.messages
    .filter((message) => message.column === column)
    .map(({ level, text: words }) => `${LEVELS[level].sign} ${words}`);
  const edit = row.edited.find((one) => one.column === column);
  const was = edit === undefined ? [] : [`✎ 表中原为：${edit.was || '（空）'}`];
  return [row.cells[column] ?? '', ...was, ...remarks].filter((line) => line !== '').join('\n');
}

/** A text of several lines in one. */
export function oneLine(words: string): string {
  return words.replaceAll(/\s*\n\s*/gu, ' ');
}

function mark(sign: string, className = 'sign'): HTMLElement {
  const made = text(sign, className);
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function text(words: string, className: string): HTMLElement {
  const made = element('span', className);
  made.textContent = words;
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}
