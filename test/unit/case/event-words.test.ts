import { describe, expect, it } from 'vitest';
import { describeCaseEvent } from '#core/domain/case/case-event-words.ts';
import type { CaseEvent } from '#core/domain/case/case-events.ts';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import { fieldText } from '#core/domain/case/field-text.ts';
import { samplePolicy } from '../../model/case-samples.ts';
import { variantsAt } from '../../model/case-variants.ts';
import { act, rectifying } from './steps.ts';

const NAMES = { account: (id: string) => `账户${id}`, objection: (id: string) => `异议${id}` };

function words(event: CaseEvent): string {
  return describeCaseEvent(event, NAMES)
    .map(({ label, text }) => `${label}：${text}`)
    .join('；');
}

/** Every well-formed event that the proof tries, one body or more of each type. */
const SAMPLES = CASE_EVENT_TYPES.flatMap((type) =>
  variantsAt(rectifying(samplePolicy()), [type]).flatMap(({ event, broken }) => (broken === null ? [event] : [])),
);
/** Texts that stand for something else or have a column of their own. */
const CODES = /^(case\.|\d{4}-\d\d-\d\d|[a-z][A-Za-z]*(#\d+)?$|o\d+$|[a-z]\d$|finding-|n2027|[1-4]\.\d$|110118)/u;

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

describe('what an event says', () => {
  it.each(CASE_EVENT_TYPES)('%s keeps every word that a person wrote', (type) => {
    const samples = SAMPLES.filter((event) => event.type === type);
    expect(samples).not.toEqual([]);
    for (const event of samples) {
      const { actor: _actor, actorName: _name, on: _on, ...body } = event;
      const said = words(event);
      const written = body.type === 'case.filed' ? [body.number, body.problem.description] : texts(body);
      for (const text of written) if (!CODES.test(text)) expect(said, type).toContain(text);
    }
  });

  // Raw codes, JSON or the name of a field in the timeline would be English on a Chinese screen.
  it.each(SAMPLES.map((event) => [event.type, event] as const))('%s is Chinese, not code', (_type, event) => {
    for (const { label, text } of describeCaseEvent(event, NAMES)) {
      expect(label).toMatch(/^[\p{Script=Han}（）\d ]+$/u);
      expect(text).not.toMatch(/undefined|null|object|[{}[\]]/u);
      expect(text).not.toBe('');
      const latin = (text.match(/[A-Za-z]{3,}/gu) ?? []).filter((word) => !['chief', 'nobody'].includes(word));
      expect(latin, text).toEqual([]);
    }
  });

  it('names what the event only has keys of', () => {
    expect(words(act('case.supervisionRaised', { level: 'listed', reason: '逾期', approver: '7' }))).toBe(
      `督办级别：${STATE_LABELS.supervision.listed}；督办事由：逾期；批准人：账户7`,
    );
    expect(words(act('case.objectionUpheld', { objectionId: '3', reason: '属实' }))).toBe(
      '异议：异议3；成立理由：属实',
    );
    expect(words(act('case.clockSuspended', { reason: 'appraisal', document: '委托书' }))).toBe(
      '中止事由：等待检测、检验或鉴定结论；文书：委托书',
    );
    expect(words(act('case.referralDelivered', { letterNumber: '1号', at: '2026-03-02T09:30' }))).toBe(
      '移送书文号：1号；送达时间：2026-03-02 09:30',
    );
  });

  it('shows what was corrected, old beside new', () => {
    const body = { field: 'category', from: 'dumping', to: 'building', reason: '笔误', approver: '2' };
    expect(words(act('case.corrected', body))).toBe('四乱类别：乱堆 → 乱建；更正理由：笔误；批准人：账户2');
  });
});

describe('what a field holds', () => {
  it.each([
    ['village', null, '（空）'],
    ['coUnits', [], '（空）'],
    ['coUnits', ['水务局', '城管局'], '水务局、城管局'],
    ['quantity', { amount: 12, unit: 'm³' }, '12 m³'],
    ['effects', [{ kind: '清垃圾', amount: 3, unit: 't' }], '清垃圾 3 t'],
    ['item', '3.1', '3.1 河湖管理范围内乱扔乱堆垃圾'],
    ['severity', 'major', '重大'],
    ['datum', 'unknown', '不详'],
    ['suspectedCrime', false, '否'],
    ['lon', 116.9, '116.9'],
    ['chiefs', { city: null, district: '张三', town: null, village: '李四' }, '区级 张三、村级 李四'],
    ['chiefs', { city: null, district: null, town: null, village: null }, '（空）'],
  ])('%s %j', (field, value, text) => {
    expect(fieldText(field, value)).toBe(text);
  });
});
