import { describe, expect, it } from 'vitest';
import type { SeverityRuleSet } from '#core/domain/finding/severity.ts';
import {
  nextVersion,
  standingOf,
  versionShown,
  withRule,
  withTier,
  withTierBelow,
} from '../../../../renderer/src/features/settings/severity-draft.ts';

const set = (version: string, validFrom: string): SeverityRuleSet => ({
  version,
  validFrom,
  source: '分类表',
  rules: [
    {
      id: 'sand',
      title: '挖砂取土',
      category: 'mining',
      items: ['2.1'],
      zones: [],
      sources: [],
      unit: 'm³',
      tiers: [{ lower: 500, inclusive: true, level: 'major' }],
      basis: '可配置默认值',
      note: '',
      enabled: true,
    },
  ],
});
const OLD = set('1', '2018-07-20');
const SAME_DAY = set('2', '2018-07-20');
const COMING = set('3', '2027-01-01');
const ALL = [OLD, SAME_DAY, COMING];

describe('versions', () => {
  it('one that has not begun is not shown for the one in force, nor one replaced on its own day', () => {
    expect(versionShown(ALL, '2026-11-02')).toBe(SAME_DAY);
    expect(versionShown(ALL, '2027-01-01')).toBe(COMING);
    expect(versionShown([COMING], '2026-11-02')).toBe(COMING);
  });

  it.each([
    ['2026-11-02', ['已被替代', '现行', '未到适用日']],
    ['2027-01-01', ['已被替代', '已被替代', '现行']],
  ])('on %s stand as %j', (today, standings) => {
    expect(ALL.map((version) => standingOf(version, ALL, today))).toEqual(standings);
  });
});

describe('a draft', () => {
  it('begins on its own day, without the source of the version before, and leaves that version as it is', () => {
    const draft = withRule(nextVersion(OLD, '2026-11-03'), 'sand', { enabled: false });
    expect(draft).toMatchObject({ validFrom: '2026-11-03', source: '', rules: [{ enabled: false }] });
    expect(OLD).toEqual(set('1', '2018-07-20'));
  });

  it('gets lower tiers down to 一般, none below nothing', () => {
    const two = withTierBelow([{ lower: 500, inclusive: true, level: 'major' }]);
    expect(two).toEqual([
      { lower: 500, inclusive: true, level: 'major' },
      { lower: 0, inclusive: true, level: 'serious' },
    ]);
    expect(withTierBelow(two ?? [])).toBeNull();
    const three = withTierBelow(withTier(two ?? [], 1, { lower: 100 }));
    expect(three?.map(({ lower, level }) => [lower, level])).toEqual([
      [500, 'major'],
      [100, 'serious'],
      [0, 'general'],
    ]);
  });
});
