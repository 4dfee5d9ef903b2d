import { describe, expect, it } from 'vitest';
import { CaseActSchema } from '#core/contract/event-schemas.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import {
  type ActType,
  actOf,
  type FieldKind,
  FORMS,
  formOf,
  startValues,
} from '../../../../renderer/src/features/case/actions/forms.ts';
import { aRecord, TODAY } from './record.ts';

const CONTEXT = { record: aRecord(), today: TODAY };
const TYPES = Object.keys(FORMS) as ActType[];
const ID = '018f0000-0000-7000-8000-000000000000';

/** What a person might fill in, by the kind of the field. */
const FILLED: Readonly<Record<FieldKind, unknown>> = {
  line: '一行字',
  text: '写了不少于十个字的一段话',
  date: '2026-12-01',
  minute: '2026-11-02T09:30',
  number: 5,
  choice: null,
  unit: '石城镇人民政府',
  units: ['区水务局'],
  person: '张三',
  account: ID,
  effects: [{ kind: '清垃圾', amount: 3, unit: 't' }],
  objection: ID,
  caseField: 'village',
  caseValue: '某村',
};

function filled(type: ActType) {
  const values = formOf(type)
    .fields(CONTEXT)
    .map(({ name, kind, options }) => [name, options === undefined ? FILLED[kind] : (options[0]?.value ?? null)]);
  return Object.fromEntries(values);
}

describe('the forms of acts', () => {
  // A field that a form lacks could never be filled in: the act would be refused for ever.
  it.each(TYPES)('%s, filled in, is what the route takes', (type) => {
    const act = actOf(type, CONTEXT, filled(type));
    expect(CaseActSchema.safeParse(act).error).toBeUndefined();
  });

  it.each(TYPES)('%s with only what is required is taken too', (type) => {
    const optional = formOf(type)
      .fields(CONTEXT)
      .filter((field) => field.optional)
      .map(({ name, kind }) => [name, kind === 'units' || kind === 'effects' ? [] : '']);
    const act = actOf(type, CONTEXT, { ...filled(type), ...Object.fromEntries(optional) });
    expect(CaseActSchema.safeParse(act).error).toBeUndefined();
  });

  it.each(TYPES)('%s is named and explained in Chinese', (type) => {
    const words = formOf(type)
      .fields(CONTEXT)
      .flatMap(({ label, hint, options }) => [label, hint ?? label, ...(options ?? []).map((option) => option.label)]);
    for (const word of [...words, formOf(type).note?.(CONTEXT) || '无'])
      expect(word.replaceAll(CONTEXT.record.number, '')).toMatch(/^[^A-Za-z]*\p{Script=Han}[^A-Za-z]*$/u);
  });

  it('have one for every act of the route, and for events of people only', () => {
    const routed = CaseActSchema.options.map((option) => String(option.shape.type.value));
    expect([...TYPES].sort()).toEqual([...routed].sort());
    expect(TYPES.filter((type) => !CASE_EVENT_TYPES.includes(type))).toEqual([]);
  });

  it('begin with what the case gives, and a draft goes before it', () => {
    expect(startValues('case.assigned', CONTEXT, null)).toMatchObject({ on: TODAY, leadUnit: '石城镇', coUnits: [] });
    expect(startValues('case.assigned', CONTEXT, { leadUnit: '北庄镇' })).toMatchObject({
      leadUnit: '北庄镇',
      goal: null,
    });
    expect(startValues('case.extensionRequested', CONTEXT, null)).toMatchObject({ unit: 'workday', amount: null });
  });

  it('give the old value of a corrected field along', () => {
    const act = actOf('case.corrected', CONTEXT, { field: 'village', to: '某村', reason: '笔误', approver: ID });
    expect(act).toMatchObject({ field: 'village', from: '红星村', to: '某村' });
  });
});
