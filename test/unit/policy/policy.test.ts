import { describe, expect, it } from 'vitest';
import { defaultPolicy, type PolicyInput } from '#core/domain/policy/default-policy.ts';
import { CONFIGURABLE_DEFAULT, parsePolicyBook } from '#core/domain/policy/policy-book.ts';
import shipped from '#resources/policies/default.json' with { type: 'json' };

const parsed = parsePolicyBook(shipped);
if (!parsed.ok) throw new Error(parsed.error.message);
const book = parsed.value;
const base: PolicyInput = { source: '网格巡查', severity: 'general', category: 'dumping' };
const policy = (input: Partial<PolicyInput>) => defaultPolicy(book, { ...base, ...input });

describe('terms of domain.md 3.2', () => {
  it('has the terms that every case shares', () => {
    expect(policy({}).terms).toMatchObject({
      review: { amount: 5, unit: 'workday', start: 'nextDay', basis: CONFIGURABLE_DEFAULT },
      notice: { amount: 10, unit: 'workday', start: 'sameDay', basis: CONFIGURABLE_DEFAULT },
      referralDecision: {
        amount: 3,
        unit: 'day',
        basis: '《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第五条',
      },
      referralDelivery: {
        amount: 24,
        unit: 'hour',
        basis: '《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第五条',
      },
      referralReply: {
        amount: 3,
        unit: 'day',
        basis: '《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第八条',
      },
      external: null,
    });
  });

  it.each([
    ['信访', 60, 'day', '《信访工作条例》第三十四条'],
    ['检察建议', 2, 'month', '第二十一条'],
    ['中央督察', 10, 'day', CONFIGURABLE_DEFAULT],
    ['中央生态环境保护督察', 10, 'day', CONFIGURABLE_DEFAULT],
    ['12345', 7, 'day', CONFIGURABLE_DEFAULT],
    ['１２３４５', 7, 'day', CONFIGURABLE_DEFAULT],
  ])('gives %s an external limit of %d %s', (source, amount, unit, basis) => {
    expect(policy({ source }).terms.external).toMatchObject({ amount, unit, basis: expect.stringContaining(basis) });
  });

  it('shortens an urgent 检察建议, and leaves sources without an urgent limit alone', () => {
    expect(policy({ source: '检察建议', urgent: true }).terms.external).toMatchObject({ amount: 15, unit: 'day' });
    expect(policy({ source: '信访', urgent: true }).terms.external).toMatchObject({ amount: 60 });
  });

  it('puts the limit on the slip before every default', () => {
    const slipTerm = { amount: 24, unit: 'hour', start: 'sameDay', endRoll: false } as const;
    expect(policy({ source: '12345', slipTerm }).terms.external).toEqual({ ...slipTerm, basis: book.slipBasis });
    expect(policy({ source: '部门移交', slipTerm }).terms.external?.amount).toBe(24);
  });

  it.each([
    [{ severity: 'general' }, 15],
    [{ severity: 'serious' }, 30],
    [{ severity: 'major' }, 30],
    [{ rectificationType: 'immediate', severity: 'major' }, 3],
    [{ rectificationType: 'timeLimited', severity: 'general' }, 15],
    [{ rectificationType: 'staged' }, 90],
    [{ rectificationType: 'longTerm' }, 90],
    [{ rebound: true, severity: 'general' }, 10],
    [{ rebound: true, severity: 'major' }, 20],
    [{ rebound: true, rectificationType: 'immediate' }, 3],
  ] as const)('%o has %d days to rectify', (input, days) => {
    expect(policy(input).terms.rectification).toMatchObject({ amount: days, unit: 'day', basis: CONFIGURABLE_DEFAULT });
  });

  it('names either a law with its article or exactly the mark of a default', () => {
    const { rectification, ...single } = book.terms;
    const { timeLimited, rebound, immediate, staged, longTerm } = rectification;
    const rectifications = [...Object.values(timeLimited), ...Object.values(rebound), immediate, staged, longTerm];
    const all = [...Object.values(single), ...rectifications, ...book.external.map((entry) => entry.term)];
    for (const term of all) expect(term.basis).toMatch(/^(可配置默认值|《.+》.*第.+条)$/u);
  });
});

describe('required steps and extensions', () => {
  it.each([
    ['网格巡查', 'general', false, false],
    ['网格巡查', 'major', true, false],
    ['中央督察', 'general', true, true],
    ['上级督查', 'serious', false, true],
    ['日常巡查', 'serious', false, false],
  ] as const)('%s, %s: notice %s, filing %s', (source, severity, noticeRequired, filingRequired) =>
    expect(policy({ source, severity })).toMatchObject({ noticeRequired, filingRequired }),
  );

  it('needs every list of a condition to hold', () => {
    const condition = {
      sources: ['自查'],
      severities: ['major' as const],
      categories: ['mining' as const],
      basis: 'x',
    };
    const strict = { ...book, noticeRequired: [condition] };
    const asks = (input: Partial<PolicyInput>) => defaultPolicy(strict, { ...base, ...input }).noticeRequired;
    expect(asks({ source: '自查', severity: 'major', category: 'mining' })).toBe(true);
    expect(asks({ source: '自查', severity: 'major', category: 'dumping' })).toBe(false);
    expect(asks({ source: '自查', severity: 'general', category: 'mining' })).toBe(false);
    expect(asks({ source: '信访', severity: 'major', category: 'mining' })).toBe(false);
  });

  it('asks two levels for a 重大 case and measures an extension in the unit of its term', () => {
    expect(policy({}).extensionLevels).toBe(1);
    expect(policy({ severity: 'major' })).toMatchObject({
      extensionLevels: 2,
      maxExtensions: 2,
      maxExtensionAmount: 30,
    });
    const { rectification } = book.terms;
    const monthly = { ...rectification, immediate: { ...rectification.immediate, unit: 'month' as const } };
    const changed = { ...book, terms: { ...book.terms, rectification: monthly } };
    expect(defaultPolicy(changed, { ...base, rectificationType: 'immediate' }).maxExtensionAmount).toBe(1);
  });

  it('carries no notes into the log', () => {
    expect(Object.keys(policy({ source: '信访' }).terms.external ?? {}).sort()).toEqual([
      'amount',
      'basis',
      'endRoll',
      'start',
      'unit',
    ]);
  });
});

describe('a damaged book', () => {
  const review = shipped.terms.review;
  it.each([
    [
      'a term of no days',
      { terms: { ...shipped.terms, review: { ...review, amount: 0 } } },
      'RESOURCE_DAMAGED',
      '期限应为正整数',
    ],
    [
      'a term without its basis',
      { terms: { ...shipped.terms, review: { ...review, basis: '' } } },
      'RESOURCE_DAMAGED',
      '缺少依据',
    ],
    [
      'an unknown unit',
      { terms: { ...shipped.terms, review: { ...review, unit: 'week' } } },
      'RESOURCE_DAMAGED',
      'workday',
    ],
    ['a missing part', { extension: undefined }, 'RESOURCE_DAMAGED', '“extension”：应为一组数据'],
    ['a misspelt switch', { noticeRequierd: [] }, 'RESOURCE_DAMAGED', 'noticeRequierd'],
    [
      'a condition that always holds',
      { noticeRequired: [{ sources: [], severities: [], categories: [], basis: 'x' }] },
      'POLICY_WRONG',
      '会对所有案件生效',
    ],
    [
      'rectification in hours',
      {
        terms: {
          ...shipped.terms,
          rectification: { ...shipped.terms.rectification, staged: { ...review, unit: 'hour' } },
        },
      },
      'POLICY_WRONG',
      '不能以小时计',
    ],
  ])('is refused: %s', (_name, change, code, words) => {
    expect(parsePolicyBook({ ...shipped, ...change })).toMatchObject({
      ok: false,
      error: { code, message: expect.stringContaining(words) },
    });
  });
});
