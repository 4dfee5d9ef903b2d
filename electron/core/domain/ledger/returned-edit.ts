import type { Problem } from '../finding/problem.ts';
import { TAXONOMY_ITEMS } from '../finding/taxonomy.ts';
import { type District, resolveTown } from '../place/towns.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import { EMPTY_CELL } from '../spreadsheet/grid.ts';
import { parseDateText } from '../spreadsheet/parse-date.ts';
import { parseQuantityCell } from '../spreadsheet/parse-quantity.ts';
import type { EditableColumn } from './editable-columns.ts';

/** What an edited cell asks for: fields of the record, or a line of progress (填报进展); `on` null: today. */
export type ReturnedEdit =
  | { readonly type: 'details'; readonly changes: Partial<Problem> }
  | { readonly type: 'progress'; readonly text: string; readonly on: string | null };

/** Reads the text of an edited cell by the form of its column. Code: RETURN_BAD_VALUE, with what was found and what is allowed. */
export function readReturnedEdit(column: EditableColumn, text: string, district: District): Result<ReturnedEdit> {
  const { form, fields, choices } = column;
  const [field = ''] = fields;
  if (text !== '' && choices?.from === 'values' && choices.only && form !== 'item' && !choices.values.includes(text))
    return bad(`“${text}”不在下拉列表中；可填 ${choices.values.join('、')}`);
  const set = (value: unknown) => ok({ type: 'details' as const, changes: { [field]: value } as Partial<Problem> });
  switch (form) {
    case 'text':
      return set(text === '' ? null : text);
    case 'needed':
      return text === '' ? bad('不能为空') : set(text);
    case 'list':
      return set(text.split(/[、\n，；;]/u).flatMap((part) => part.trim() || []));
    case 'period':
      return set(text.replace(/\/.*$/su, '').trim() || null);
    case 'item': {
      if (text === '') return set(null);
      const item = TAXONOMY_ITEMS.find(({ label }) => label === text);
      return item === undefined ? bad(`“${text}”不是问题细项；请从下拉列表中选择`) : set(item.code);
    }
    case 'yesNo':
      return text === '是' || text === '否' ? set(text === '是') : bad(`“${text}”应填写“是”或“否”`);
    case 'town': {
      if (text === '') return ok({ type: 'details', changes: { town: null, townCode: null } });
      const found = resolveTown(text, district);
      if (!found.ok) return found;
      return ok({ type: 'details', changes: { town: found.value.town.name, townCode: found.value.town.code } });
    }
    case 'quantity':
      return quantity(text, set);
    case 'progress':
      return progress(text);
  }
}

/** Read as a quantity column of an import is: 约200立方米, 1,200 m³. */
function quantity(text: string, set: (value: unknown) => Result<ReturnedEdit>): Result<ReturnedEdit> {
  const read = parseQuantityCell(text === '' ? EMPTY_CELL : { kind: 'text', value: text }, null);
  return read.ok ? set(read.value) : read;
}

/** A day in front, as people write it, and what is said of it. */
const DATED = /^(\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)[\s：:，,]*(.*)$/su;

function progress(text: string): Result<ReturnedEdit> {
  if (text === '') return bad('进展不能清空；请填写新的进展');
  const [, written, rest] = DATED.exec(text) ?? [];
  if (written === undefined || rest === undefined) return ok({ type: 'progress', text, on: null });
  const day = parseDateText(written.replace(/\s/gu, ''), { date1904: false, year: null });
  if (!day.ok) return day;
  return rest.trim() === ''
    ? bad('只有日期，没有写进展')
    : ok({ type: 'progress', text: rest.trim(), on: day.value.date });
}

function bad(message: string): Result<never> {
  return refuse('RETURN_BAD_VALUE', message);
}
