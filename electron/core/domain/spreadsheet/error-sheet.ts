import { cleanText, foldText } from './cell-text.ts';
import { FIELD_RULES } from './error-rules.ts';
import { IMPORT_FIELDS, type ImportField } from './fields.ts';
import { issueTitle } from './issue-titles.ts';
import { EMPTY_CELL, type GridMerge, type SheetGrid } from './grid.ts';
import { mergeView } from './merges.ts';

/** Name of the leading column of an error workbook (问题反馈表). */
export const ERROR_COLUMN = '错误类型';
/** Name of its further sheet with counts and rules. */
export const ERROR_SHEET = '错误说明';
/** First words of that sheet: by them it is known again, whatever it is called by then. */
export const ERROR_SHEET_TITLE = '错误说明（河清问题反馈表）';

/** One remark on a cell, as the preview has it. */
export interface ErrorMessage {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  /** From 0; null when the column is missing altogether. */
  readonly column: number | null;
  readonly field: ImportField;
  /** Chinese; may begin with the address of the cell. */
  readonly text: string;
  readonly suggestion: string | null;
}

/** A cell that was put right before the import; column from 0. */
export interface EditedCell {
  readonly column: number;
  readonly was: string;
  readonly text: string;
}

/** One row of the sheet that has something to say. */
export interface ErrorRow {
  /** Excel's own row number. */
  readonly row: number;
  readonly edited: readonly EditedCell[];
  /** Chinese: why the row as a whole is held back (疑似重复); null when only its cells matter. */
  readonly heldBack: string | null;
  readonly messages: readonly ErrorMessage[];
}

/** How grave it is: 错误 keeps a row out, 提示 wants to be looked at. */
export type ErrorLevel = 'error' | 'warning';

/** A cell to be commented and, unless it is only a `note`, filled. Column from 0, of the sheet as handed in; -1: the leading one. */
export interface CellMark {
  readonly row: number;
  readonly column: number;
  readonly level: ErrorLevel | 'note';
  readonly comment: string;
  /** Text that replaces what stands there; null: it stays. */
  readonly text: string | null;
}

/** One kind of error with its counts. */
export interface ErrorKind {
  readonly title: string;
  readonly level: ErrorLevel;
  /** Name of the column; null when no column is to blame. */
  readonly column: string | null;
  readonly cells: number;
  /** Excel's own row numbers, ascending. */
  readonly rows: readonly number[];
  /** What is allowed; null where nothing more is to be said. */
  readonly rule: string | null;
}

/** Everything an error workbook says, before it is written. */
export interface ErrorSheet {
  readonly marks: readonly CellMark[];
  /** Text of the leading column by row. */
  readonly types: ReadonlyMap<number, { readonly level: ErrorLevel; readonly text: string }>;
  /** Most rows first, errors before hints. */
  readonly kinds: readonly ErrorKind[];
  readonly errorRows: number;
  /** Rows with hints only, 疑似重复 among them. */
  readonly warningRows: number;
}

/** Longest comment; more can't be read in its box. */
const LONGEST_COMMENT = 1500;
const HELD_BACK = '疑似重复';
const HELD_BACK_RULE = '同一问题只登记一次；确是另一问题的，写明不同之处';
const GRAVITY = { error: 0, warning: 1, note: 2 } as const;

interface Collected {
  readonly level: ErrorLevel;
  readonly column: string | null;
  readonly rule: string | null;
  readonly rows: Set<number>;
  cells: number;
}

interface CollectedMark {
  readonly row: number;
  readonly column: number;
  level: CellMark['level'];
  text: string | null;
  readonly parts: Set<string>;
}

/**
 * Says which cells are marked how. A remark on a cell inside a merged group marks the group's own cell, once; `labelOf` names
 * a column of the sheet.
 */
export function planErrorSheet(
  rows: readonly ErrorRow[],
  merges: readonly GridMerge[],
  labelOf: (column: number) => string | null,
): ErrorSheet {
  const marks = collectMarks(masterRows(merges));
  const types = new Map<number, { level: ErrorLevel; text: string }>();
  const kinds = new Map<string, Collected>();
  const rowCounts = { error: 0, warning: 0 };
  const count = (title: string, row: number, kind: Omit<Collected, 'rows' | 'cells'>) => {
    const known = kinds.get(`${kind.level}:${title}`) ?? { ...kind, rows: new Set<number>(), cells: 0 };
    known.rows.add(row);
    known.cells += 1;
    kinds.set(`${kind.level}:${title}`, known);
  };
  for (const { row, heldBack, edited, messages } of rows) {
    const titles = new Set<string>();
    for (const { column, was, text } of edited) marks.add(row, column, 'note', editComment(was, text), text);
    const told = messages.filter(isTold).toSorted((a, b) => GRAVITY[a.level] - GRAVITY[b.level]);
    for (const message of told) {
      const { level, column, field } = message;
      const title = titleOf(message);
      titles.add(level === 'error' ? title : `${title}（提示）`);
      marks.add(row, column ?? -1, level, commentOf(message));
      count(title, row, { level, column: column === null ? null : labelOf(column), rule: FIELD_RULES[field] });
    }
    if (heldBack !== null) {
      titles.add(HELD_BACK);
      marks.add(row, -1, 'warning', `【${HELD_BACK}】${heldBack}`);
      count(HELD_BACK, row, { level: 'warning', column: null, rule: HELD_BACK_RULE });
    }
    if (titles.size === 0) continue;
    const level = told.some((message) => message.level === 'error') ? 'error' : 'warning';
    rowCounts[level] += 1;
    types.set(row, { level, text: [...titles].join('；') });
  }
  return {
    marks: marks.all(),
    types,
    kinds: [...kinds].map(kindOf).toSorted(bySize),
    errorRows: rowCounts.error,
    warningRows: rowCounts.warning,
  };
}

/** Marks by cell: the gravest level counts, every remark is said once. */
function collectMarks(masterRow: (row: number, column: number) => number) {
  const marks = new Map<string, CollectedMark>();
  return {
    add(row: number, column: number, level: CellMark['level'], part: string, text: string | null = null) {
      const at = { row: column < 0 ? row : masterRow(row, column), column };
      const key = `${at.row},${at.column}`;
      const mark = marks.get(key) ?? { ...at, level, text, parts: new Set<string>() };
      if (GRAVITY[level] < GRAVITY[mark.level]) mark.level = level;
      mark.text = text ?? mark.text;
      mark.parts.add(part);
      marks.set(key, mark);
    },
    all: (): readonly CellMark[] =>
      [...marks.values()]
        .map(({ parts, ...mark }) => ({ ...mark, comment: clip([...parts].join('\n')) }))
        .toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}

/**
 * The sheets of a workbook without what an error workbook put into them: the sheet 错误说明 is left out, the column 错误类型
 * reads as empty. Columns and rows keep their places, so that addresses are those of the file that lies before the person.
 */
export function withoutErrorMarks(sheets: readonly SheetGrid[]): readonly SheetGrid[] {
  const kept = sheets.filter((sheet) => !isErrorSheet(sheet));
  return (kept.length === 0 ? sheets : kept).map(withoutErrorColumn);
}

/** True for the sheet 错误说明 of an error workbook, whatever it is called. */
export function isErrorSheet(sheet: SheetGrid): boolean {
  const first = sheet.rows.find((row) => row.cells.some(({ kind }) => kind !== 'empty'));
  return first?.cells.some((cell) => cell.kind === 'text' && cell.value === ERROR_SHEET_TITLE) ?? false;
}

/** Rows from the top in which the name of the column is looked for; as deep as a header lies. */
const SEARCHED_ROWS = 40;

/** Columns (from 0) that are the column 错误类型 of an error workbook that came back. */
export function errorColumns(sheet: SheetGrid): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const row of sheet.rows.slice(0, SEARCHED_ROWS))
    for (const [column, cell] of row.cells.entries())
      if (cell.kind === 'text' && foldText(String(cell.value)) === ERROR_COLUMN) columns.add(column);
  return columns;
}

function withoutErrorColumn(sheet: SheetGrid): SheetGrid {
  const columns = errorColumns(sheet);
  if (columns.size === 0) return sheet;
  return {
    ...sheet,
    rows: sheet.rows.flatMap((row) => {
      const cells = row.cells.map((cell, column) => (columns.has(column) ? EMPTY_CELL : cell));
      return cells.every((cell) => cell === EMPTY_CELL) ? [] : [{ ...row, cells }];
    }),
    merges: sheet.merges.filter(({ left, right }) => !(left === right && columns.has(left))),
    hiddenColumns: sheet.hiddenColumns.filter((column) => !columns.has(column)),
  };
}

function isTold(message: ErrorMessage): message is ErrorMessage & { readonly level: ErrorLevel } {
  return message.level !== 'info';
}

function titleOf({ code, level, field }: ErrorMessage): string {
  return `${IMPORT_FIELDS[field].label}：${issueTitle(code, level)}`;
}

function commentOf({ level, text, suggestion, field }: ErrorMessage): string {
  const rule = FIELD_RULES[field];
  const said = cleanText(text.replace(/^(?:[A-Z]{1,3}\d{1,7}（[^）]*）|第 \d+ 行（[^）]*）)：/u, ''));
  const lines = [`【${level === 'error' ? '错误' : '提示'}】${said}`];
  if (suggestion !== null) lines.push(`建议改为：${cleanText(suggestion)}`);
  if (rule !== null) lines.push(`应填：${rule}`);
  return lines.join('\n');
}

function editComment(was: string, text: string): string {
  return `【已改】导入核对时由“${cleanText(was)}”改为“${cleanText(text)}”`;
}

function kindOf([key, { rows, ...kind }]: [string, Collected]): ErrorKind {
  return { ...kind, title: key.slice(key.indexOf(':') + 1), rows: [...rows].toSorted((a, b) => a - b) };
}

function bySize(a: ErrorKind, b: ErrorKind): number {
  return GRAVITY[a.level] - GRAVITY[b.level] || b.rows.length - a.rows.length || (a.title < b.title ? -1 : 1);
}

function clip(text: string): string {
  return text.length > LONGEST_COMMENT ? `${text.slice(0, LONGEST_COMMENT).toWellFormed()}……` : text;
}

/** Row of the cell that shows a vertically merged range, as the reader of rows fills it down. */
function masterRows(merges: readonly GridMerge[]): (row: number, column: number) => number {
  const view = mergeView({
    name: '',
    hidden: false,
    rows: [],
    merges,
    hiddenRows: [],
    hiddenColumns: [],
    date1904: false,
    pictures: [],
  });
  return (row, column) => view.filledDown(row, column).from;
}
