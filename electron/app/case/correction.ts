import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CaseAct } from '#core/contract/event-schemas.ts';
import { CivilDateSchema, OptionalTextSchema, ProblemSchema, TextSchema } from '#core/contract/schemas.ts';
import type { CaseEvent, EventBase } from '#core/domain/case/case-events.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CorrectableCaseField } from '#core/domain/case/case-requirements.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import { checkItem } from '#core/domain/finding/taxonomy.ts';
import { deny, need } from '../ports.ts';
import { describeIssue, labelOf } from '../wording.ts';

type Correction = Extract<CaseAct, { type: 'case.corrected' }>;

/** What each field of the case row beside the descriptive ones may hold; the same as where it is first written. */
const CASE_FIELDS: Readonly<Record<CorrectableCaseField, z.ZodType>> = {
  leadUnit: TextSchema,
  coUnits: z.array(TextSchema),
  supervisingUnit: OptionalTextSchema,
  goal: OptionalTextSchema,
  measures: OptionalTextSchema,
  progress: OptionalTextSchema,
  completedOn: CivilDateSchema,
  effects: z.array(z.strictObject({ kind: TextSchema, amount: z.number().nonnegative(), unit: z.string().min(1) })),
  closureNumber: OptionalTextSchema,
};

/**
 * Completes a correction (更正): the new value held against the schema of its field, as it would be on first entry (a row
 * with any other value could never be read again), and the old one taken from the row, never from the caller.
 * Fields that may not be corrected are left to the machine, which names them.
 */
export function completeCorrection(record: CaseRecord, base: EventBase, act: Correction): CaseEvent {
  const schema = schemaOf(act.field);
  if (schema === null) return { ...base, ...act };
  const parsed = schema.safeParse(act.to);
  if (!parsed.success) {
    const why = parsed.error.issues.map(describeIssue).join('；');
    deny('VALIDATION_FAILED', `不能更正：「${labelOf(act.field)}」的新值有误：${why}。`, { field: act.field });
  }
  const from: unknown = Reflect.get(record, act.field);
  const to: unknown = parsed.data;
  if (isDeepStrictEqual(from, to))
    deny('NOTHING_CHANGED', `不能更正：「${labelOf(act.field)}」的新值与原值相同。`, { field: act.field });
  checkAgainstRest(record, base, act.field, to);
  return { ...base, ...act, from, to };
}

function schemaOf(field: string): z.ZodType | null {
  if (isProblemField(field)) return ProblemSchema.shape[field];
  return Object.hasOwn(CASE_FIELDS, field) ? CASE_FIELDS[field as CorrectableCaseField] : null;
}

/** What one field alone cannot tell: 细项 belongs to its class, and nothing was found or completed on a day to come. */
function checkAgainstRest(record: CaseRecord, { on }: EventBase, field: string, to: unknown): void {
  const { category, item }: Pick<CaseRecord, 'category' | 'item'> = Object.assign({ ...record }, { [field]: to });
  if (field === 'category' || field === 'item') need(checkItem(category, item));
  if ((field === 'lon' || field === 'lat') && (to === null || record.lon === null)) {
    deny('VALIDATION_FAILED', '不能更正：经度和纬度应同时有或同时没有，逐项更正只能改动已有的坐标。', { field });
  }
  if ((field === 'foundOn' || field === 'completedOn') && typeof to === 'string' && to > on) {
    deny('VALIDATION_FAILED', `不能更正：「${labelOf(field)}」${to} 晚于更正日期 ${on}。`, { field, to, on });
  }
}
