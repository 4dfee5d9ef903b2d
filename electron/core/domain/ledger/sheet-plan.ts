import type { EditableColumn } from './editable-columns.ts';
import { type LedgerColumn, type LedgerPaper, type LedgerSheet, unfilledHeaders } from './ledger-definition.ts';

/** How a sheet is to be exported. */
export interface SheetChoice {
  /** Keys of the columns wanted, in the order of the form; absent: all. */
  readonly columns?: readonly string[] | undefined;
  /** Pictures in the photo columns; else their numbers. */
  readonly photos: boolean;
  /** Columns that may be filled in (供填报), by key; absent: nothing is locked. */
  readonly editable?: ReadonlyMap<string, EditableColumn> | undefined;
}

/** A sheet as it is written: columns chosen, photo columns set, texts filled in. */
export interface SheetPlan {
  readonly rows: LedgerSheet['rows'];
  readonly title: string;
  readonly sheetName: string;
  readonly columns: readonly LedgerColumn[];
  readonly paper: LedgerPaper;
  readonly aside: string;
  readonly signatures: readonly string[];
  readonly notes: readonly string[];
  /** Its columns that may be filled in, by key; everything else is locked. Absent: nothing is locked. */
  readonly editable?: ReadonlyMap<string, EditableColumn>;
}

/** What texts of a sheet stand for. */
export interface SheetWords {
  /** Day of the export in words. */
  readonly date: string;
  /** Period of a report in words. */
  readonly period: string;
}

/** Columns that no choice leaves out: a row without them could not be told from another. */
const KEPT: Readonly<Record<LedgerSheet['rows'], readonly string[]>> = {
  case: ['index', 'number'],
  finding: ['index', 'externalNumbers'],
  classTown: ['category', 'town'],
  periodByClass: ['label'],
  periodByTown: ['label'],
};

/** The sheet as it is to be written. Columns of the choice that the sheet does not have are passed over. */
export function planSheet(sheet: LedgerSheet, choice: SheetChoice, words: SheetWords): SheetPlan {
  // One list of columns, whatever the rows are: the writer reads fields by name.
  const all: readonly LedgerColumn[] = sheet.columns;
  const wanted = choice.columns === undefined ? null : new Set(choice.columns);
  const chosen = all.filter(({ key }) => wanted === null || wanted.has(key) || KEPT[sheet.rows].includes(key));
  const columns = chosen.map((column) => (choice.photos ? withPictures(column) : withoutPictures(column)));
  const fill = (text: string) => text.replace('{date}', words.date).replace('{period}', words.period);
  const empty = unfilledHeaders(columns);
  const { editable } = choice;
  return {
    rows: sheet.rows,
    title: fill(sheet.title),
    sheetName: sheet.sheetName,
    columns,
    paper: {
      ...sheet.paper,
      repeatedColumns: all.slice(0, sheet.paper.repeatedColumns).filter((column) => chosen.includes(column)).length,
    },
    aside: fill(sheet.aside ?? '填报日期：{date}'),
    signatures: sheet.signatures ?? [],
    notes: [
      ...sheet.notes,
      ...(empty.length === 0 ? [] : [`下列各列系统中没有对应内容，留空供人工填写：${empty.join('、')}。`]),
      ...(columns.length === all.length ? [] : [`导出时只选了 ${columns.length} 列，表式共 ${all.length} 列。`]),
    ],
    ...(editable === undefined ? {} : { editable: within(editable, columns) }),
  };
}

function within(editable: ReadonlyMap<string, EditableColumn>, columns: readonly LedgerColumn[]) {
  const keys = new Set(columns.map(({ key }) => key));
  return new Map([...editable].filter(([key]) => keys.has(key)));
}

function withPictures(column: LedgerColumn): LedgerColumn {
  return column.photos === undefined ? column : { ...column, width: column.photos.width };
}

function withoutPictures({ photos, ...column }: LedgerColumn): LedgerColumn {
  return photos === undefined ? column : { ...column, type: 'integer' };
}
