import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkSeverityChoice,
  parseSeverityRules,
  proposeSeverity,
  raiseOneLevel,
  SEVERITIES,
  type SeverityInput,
  severityRulesOn,
} from '#core/domain/finding/severity.ts';
import shipped from '#resources/severity/2018-default.json' with { type: 'json' };

function rulesFrom(raw: unknown) {
  const parsed = parseSeverityRules(raw);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}
const rules = [rulesFrom(shipped)];
const base: SeverityInput = { category: 'occupation', item: '1.4', quantity: null, on: '2026-03-05' };
const level = (input: Partial<SeverityInput>) => proposeSeverity(rules, { ...base, ...input })?.level ?? null;
const measured = (amount: number, unit: string) => ({ amount, unit });

describe('tiers at their borders', () => {
  it.each([
    ['1.4', 4999.99, 'serious'],
    ['1.4', 5000, 'major'],
    ['1.4', 1000, 'serious'],
    ['1.4', 999.99, 'general'],
    ['1.4', 0, 'general'],
    ['1.3', 5000, 'serious'],
    ['1.3', 5000.01, 'major'],
    ['1.3', 1000, 'serious'],
    ['1.3', 999.99, 'general'],
  ])('%s with %d m² is %s', (item, amount, expected) =>
    expect(level({ item, quantity: measured(amount, 'm²') })).toBe(expected),
  );

  it.each([
    ['2.1', 500, 'major'],
    ['2.4', 500, 'major'],
    ['2.1', 499.9, null],
    ['2.3', 9000, null],
  ])('mining %s with %d m³ is %s: tiers that no source gives are not made up', (item, amount, expected) =>
    expect(level({ category: 'mining', item, quantity: measured(amount, 'm³') })).toBe(expected),
  );

  it.each([
    [7.5, '亩', 'major'],
    [7.49, '亩', 'serious'],
    [1.5, '亩', 'serious'],
    [0.5, '公顷', 'major'],
    [5000, '平米', 'major'],
    [5000, '㎡', 'major'],
    [5000, 'm2', 'major'],
    [5000, '平方米', 'major'],
    [0.5, '万平方米', 'major'],
    [5000, '立方米', null],
    [5000, '米', null],
    [3, '处', null],
  ])('%d %s of tall crops is %s', (amount, unit, expected) =>
    expect(level({ quantity: measured(amount, unit) })).toBe(expected),
  );

  it.each(['方', '立方', '立方米', 'm³', 'm3', '土方'])('500 %s is read as m³', (unit) =>
    expect(level({ category: 'mining', item: '2.1', quantity: measured(500, unit) })).toBe('major'),
  );

  it('never proposes a lower level for a larger quantity', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 100);
    fc.assert(
      fc.property(amount, amount, fc.constantFrom('1.3', '1.4'), (a, b, item) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)].map((m2) =>
          level({ item, quantity: measured(m2, 'm²') }),
        );
        return SEVERITIES.indexOf(small ?? 'major') <= SEVERITIES.indexOf(large ?? 'general');
      }),
    );
  });
});

describe('what the rules look at', () => {
  it('takes reclaiming as 重大 whatever the size, and proposes nothing without a quantity or an item', () => {
    expect(level({ item: '1.1' })).toBe('major');
    expect(level({ item: '1.2', quantity: measured(12, 'm²') })).toBe('major');
    expect(level({ item: '1.4' })).toBeNull();
    expect(level({ item: null, quantity: measured(9000, 'm²') })).toBeNull();
    expect(level({ category: 'dumping', item: '3.1', quantity: measured(9000, 'm³') })).toBeNull();
  });

  it('takes the highest of the rules that fit', () => {
    expect(level({ zones: ['一级保护区'], quantity: measured(10, 'm²') })).toBe('major');
    expect(level({ zones: ['二级保护区'], quantity: measured(10, 'm²') })).toBe('general');
  });

  it('leaves a switched-off rule alone, and uses it when it is switched on', () => {
    const media = { ...base, source: '媒体', quantity: measured(10, 'm²') };
    expect(proposeSeverity(rules, media)?.level).toBe('general');
    const on = rulesFrom({ ...shipped, rules: shipped.rules.map((rule) => ({ ...rule, enabled: true })) });
    expect(proposeSeverity([on], media)?.level).toBe('major');
    expect(proposeSeverity([on], { ...media, source: '自查' })?.level).toBe('general');
  });

  it('says what it rests on, the quantity as given, and doubts k㎡', () => {
    const proposal = proposeSeverity(rules, { ...base, quantity: measured(8, '亩') });
    expect(proposal?.explanation).toBe(
      '种植阻碍行洪的林木及高秆作物，5333.33333333 m²（8 亩） ≥ 5000 m²，建议“重大”（可配置默认值，规则 2018-1）',
    );
    expect(proposal?.doubt).toBeNull();
    expect(proposeSeverity(rules, { ...base, quantity: measured(480, 'k㎡') })?.doubt).toContain('可能应为 m²');
  });

  it('marks every shipped level as a configurable default: the source lacks the ticks', () => {
    for (const rule of rules[0]?.rules ?? []) expect(rule.basis).toBe('可配置默认值');
  });
});

describe('versions', () => {
  const later = { ...rulesFrom(shipped), version: '2026-2', validFrom: '2026-07-01', rules: [] };

  it('uses the version in force on the day the problem was found, whatever their order', () => {
    for (const versions of [
      [...rules, later],
      [later, ...rules],
    ]) {
      expect(severityRulesOn(versions, '2018-07-19')).toBeNull();
      expect(severityRulesOn(versions, '2018-07-20')?.version).toBe('2018-1');
      expect(severityRulesOn(versions, '2026-06-30')?.version).toBe('2018-1');
      expect(severityRulesOn(versions, '2026-07-01')?.version).toBe('2026-2');
    }
    expect(proposeSeverity([...rules, later], { ...base, item: '1.1', on: '2026-07-01' })).toBeNull();
  });
});

describe('override and rebound', () => {
  it('asks for a reason only when the choice departs from the proposal', () => {
    expect(checkSeverityChoice('major', 'major', null).ok).toBe(true);
    expect(checkSeverityChoice(null, 'general', null).ok).toBe(true);
    expect(checkSeverityChoice('major', 'general', '已自行清理大半').ok).toBe(true);
    for (const reason of [null, '', ' 　']) {
      expect(checkSeverityChoice('major', 'general', reason)).toMatchObject({
        error: { code: 'SEVERITY_REASON_MISSING' },
      });
    }
  });

  it('raises one level and stops at the top', () => {
    expect(SEVERITIES.map(raiseOneLevel)).toEqual(['serious', 'major', 'major']);
  });
});

describe('a damaged rule file', () => {
  const [first] = shipped.rules;
  const withRule = (change: object) => parseSeverityRules({ ...shipped, rules: [{ ...first, ...change }] });
  const tier = (lower: number, name: string) => ({ lower, inclusive: true, level: name });

  it.each([
    ['a level that does not exist', { tiers: [tier(0, 'grave')] }, 'RESOURCE_DAMAGED', 'general、serious、major'],
    ['a unit that can not be converted', { unit: '处' }, 'SEVERITY_RULE_WRONG', '无法换算'],
    [
      'tiers that rise',
      { unit: 'm²', tiers: [tier(0, 'general'), tier(5, 'major')] },
      'SEVERITY_RULE_WRONG',
      '从高到低',
    ],
    ['an item of another class', { items: ['3.1'] }, 'SEVERITY_RULE_WRONG', '属于乱堆'],
    ['items without a class', { category: null }, 'SEVERITY_RULE_WRONG', '没有写四乱类型'],
  ])('is refused: %s', (_name, change, code, words) => {
    expect(withRule(change)).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(words) } });
  });

  it('is refused: a day that does not exist', () => {
    expect(parseSeverityRules({ ...shipped, validFrom: '2026-02-30' })).toMatchObject({
      error: { message: expect.stringContaining('“validFrom”：应为 2026-03-05 样式的日期') },
    });
  });
});
