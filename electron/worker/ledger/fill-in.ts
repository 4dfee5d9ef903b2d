import { columnLetters } from '#core/domain/ledger/ledger-definition.ts';
import type { EditableColumn, EditableForm } from '#core/domain/ledger/editable-columns.ts';
import type { SheetPlan } from '#core/domain/ledger/sheet-plan.ts';
import { type CellCheck, sheetReference } from './xlsx/sheet.ts';
import type { OpenSheet, Workbook } from './xlsx/workbook.ts';

/** What a ledger that is to be filled in (供填报) needs beside its rows. */
export interface FillIn {
  /** Names of the towns of the district. */
  readonly towns: readonly string[];
}

/** Name of the hidden sheet with the lists that are too long for a cell's own rule. */
const LIST_SHEET = 'heqing-options';
/** A list written into the rule itself may have so many characters in Excel. */
const MOST_INLINE = 255;

/** Lists to choose from, gathered over the sheets of a workbook, written to a hidden sheet at its end. */
export interface ChoiceLists {
  /** Formula of a list. */
  formula(values: readonly string[]): string;
  /** Writes the hidden sheet, if any list needs it. */
  write(workbook: Workbook): Promise<void>;
}

/** Begins an empty collection. */
export function createChoiceLists(): ChoiceLists {
  const lists = new Map<string, readonly string[]>();
  return {
    formula(values) {
      const inline = values.join(',');
      // A comma or a quote would part or end the list.
      if (inline.length <= MOST_INLINE && values.every((value) => !/[,"]/u.test(value))) return `"${inline}"`;
      const known = inline;
      if (!lists.has(known)) lists.set(known, values);
      const letters = columnLetters([...lists.keys()].indexOf(known));
      return `${LIST_SHEET_REFERENCE}!$${letters}$1:$${letters}$${values.length}`;
    },
    async write(workbook) {
      if (lists.size === 0) return;
      const all = [...lists.values()];
      const sheet = workbook.sheet({ name: LIST_SHEET, setup: { widths: all.map(() => 40) }, veryHidden: true });
      const most = Math.max(...all.map(({ length }) => length));
      for (let row = 1; row <= most; row += 1)
        sheet.row(
          row,
          null,
          all.map((values) => ({ value: values[row - 1] ?? null, style: null })),
        );
      await sheet.end();
    },
  };
}

const LIST_SHEET_REFERENCE = sheetReference(LIST_SHEET);

/** Sets what the cells of the columns that may be filled in offer and say, over the rows of the table. */
export function writeChecks(
  sheet: OpenSheet,
  { columns, editable }: SheetPlan,
  rows: { readonly first: number; readonly last: number },
  { towns }: FillIn,
  lists: ChoiceLists,
  day: string,
): void {
  if (rows.last < rows.first) return;
  for (const [at, { key, header }] of columns.entries()) {
    const column = editable?.get(key);
    if (column === undefined) continue;
    const letters = columnLetters(at);
    const check = checkOf(column, header, towns, lists, day);
    if (check !== null) sheet.check({ range: `${letters}${rows.first}:${letters}${rows.last}`, ...check });
  }
}

function checkOf(
  { choices, form }: EditableColumn,
  header: string,
  towns: readonly string[],
  lists: ChoiceLists,
  day: string,
): Omit<CellCheck, 'range'> | null {
  const text = HINTS[form]?.replace('{day}', day);
  const hint = text === undefined ? {} : { hint: { title: header.slice(0, 32), text } };
  const values = choices?.from === 'towns' ? towns : (choices?.values ?? []);
  if (choices === null || values.length === 0) return text === undefined ? null : hint;
  const list = lists.formula(values);
  if (!choices.only) return { list, ...hint };
  return { list, refusal: `「${header}」只能从下拉列表中选择，或留空。`.slice(0, 255), ...hint };
}

const HINTS: Readonly<Partial<Record<EditableForm, string>>> = {
  needed: '不能为空。',
  list: '有多个时用顿号“、”隔开。',
  period: '从列表中选择；存量、增量由系统得出，不用填。',
  quantity: '写“数量 单位”，如 150 m³。',
  progress: '写“日期 进展”，如 {day} 已清运垃圾 20 立方米；不写日期的，按收回登记之日计。',
};

/** What may be filled in, in words, for the line under the title. */
export function fillInText({ columns, editable }: SheetPlan): string {
  const headers = columns.filter(({ key }) => editable?.has(key)).map(({ header }) => header);
  return (
    `填报说明：只填浅黄色单元格，可填的列有：${headers.join('、')}；其余已锁定，改动不予采用。` +
    '已销号、撤案等办结的行不能填。请勿增删行、更改隐藏内容，填好后整个文件退回。'
  );
}
