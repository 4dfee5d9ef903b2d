import { isCivilDate } from '../deadline/civil-date.ts';
import type { Problem } from '../finding/problem.ts';
import { TAXONOMY_ITEMS } from '../finding/taxonomy.ts';
import type { District } from '../place/towns.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import type { EditableColumn } from './editable-columns.ts';

/** What an edited cell asks for: fields of the record, or a line of progress (填报进展); `on` null: today. */
export type ReturnedEdit =
  | { readonly type: 'details'; readonly changes: Partial<Problem> }
  | { readonly type: 'progress'; readonly text: string; readonly on: string | null };

/** Reads the text of an edited cell by the form of its column. Code: RETURN_BAD_VALUE, with what was found and what is allowed. */
export function readReturnedEdit(
  { form, fields }: EditableColumn,
  text: string,
  district: Pick<District, 'towns'>,
): Result<ReturnedEdit> {
  const [field = ''] = fields;
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
      const town = district.towns.find(({ name }) => name === text);
      if (town === undefined) return bad(`没有名为“${text}”的镇街；请从下拉列表中选择`);
      return ok({ type: 'details', changes: { town: town.name, townCode: town.code } });
    }
    case 'quantity':
      return text === '' ? set(null) : quantity(text, set);
    case 'progress':
      return progress(text);
  }
}

function quantity(text: string, set: (value: unknown) => Result<ReturnedEdit>): Result<ReturnedEdit> {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([^\d\s].*)$/su.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return bad(`“${text}”应写成数和单位，例如“150 m³”`);
  return set({ amount: Number(amount), unit: unit.trim() });
}

const DATED = /^(\d{4}-\d{2}-\d{2})[\s：:]*(.*)$/su;

function progress(text: string): Result<ReturnedEdit> {
  const [, on, rest] = DATED.exec(text) ?? [];
  if (on === undefined || rest === undefined)
    return text === '' ? bad('进展不能清空；请填写新的进展') : ok({ type: 'progress', text, on: null });
  if (!isCivilDate(on)) return bad(`“${on}”不是一个日期`);
  return rest.trim() === '' ? bad('只有日期，没有写进展') : ok({ type: 'progress', text: rest.trim(), on });
}

function bad(message: string): Result<never> {
  return refuse('RETURN_BAD_VALUE', message);
}
