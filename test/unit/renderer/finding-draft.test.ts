import { describe, expect, it } from 'vitest';
import { ProblemSchema } from '#core/contract/schemas.ts';
import type { District } from '#core/domain/place/towns.ts';
import { aProblem } from '#test/harness/problem.ts';
import { changesOf } from '../../../renderer/src/features/finding/draft/changes.ts';
import {
  emptyDraft,
  type FindingDraft,
  isWorthKeeping,
  nextDraft,
  restoreDraft,
} from '../../../renderer/src/features/finding/draft/finding-draft.ts';
import {
  CLASS_OPTIONS,
  classesFor,
  classText,
  readClass,
} from '../../../renderer/src/features/finding/draft/problem-classes.ts';
import { draftOf, readDraft } from '../../../renderer/src/features/finding/draft/read-draft.ts';

const TODAY = '2026-11-25';
const district: District = {
  code: '110118',
  name: '密云区',
  city: '北京市',
  edition: '2023-06',
  source: '表',
  box: { west: 116.65, east: 117.52, south: 40.21, north: 40.81 },
  boxSource: '表',
  towns: [{ code: '110118116', name: '石城镇', kind: 'town', validFrom: '2023-06-01', validTo: null }],
};
const typed = (over: Partial<FindingDraft>): FindingDraft => ({ ...emptyDraft(TODAY), ...over });
const read = (over: Partial<FindingDraft>) => readDraft(typed(over), { today: TODAY, district });
const WHOLE = { place: '新桥', problemClass: '3.1', description: '垃圾', source: '自查' };

describe('the class picker', () => {
  it('takes codes, beginnings of codes, and words in any order', () => {
    expect(classesFor('1.2').map(({ key }) => key)).toEqual(['1.2']);
    expect(classesFor('1').map(({ key }) => key)).toEqual(['1.1', '1.2', '1.3', '1.4', 'occupation']);
    expect(classesFor('垃圾').map(({ key }) => key)).toEqual(['3.1']);
    expect(classesFor('河道 采砂').map(({ key }) => key)).toEqual(['2.1']);
    expect(classesFor('乱建').map(({ key }) => key)).toEqual(['4.1', '4.2', '4.3', 'building']);
    expect(classesFor('没有的')).toEqual([]);
  });

  it('reads every row that it offers, and what it says of a class reads back', () => {
    for (const { text, category, item } of CLASS_OPTIONS) {
      expect(readClass(text)).toEqual({ category, item });
      expect(readClass(classText(category, item))).toEqual({ category, item });
    }
    expect(readClass('乱扔')).toBeNull();
  });
});

describe('a draft', () => {
  it('with class, words, source and a place is a whole problem of the contract', () => {
    for (const problemClass of ['3.1', '3.1 河湖管理范围内乱扔乱堆垃圾', '非四乱', '乱堆']) {
      const { problem, faults } = read({ ...WHOLE, problemClass });
      expect(faults).toEqual({});
      expect(ProblemSchema.safeParse(problem).error).toBeUndefined();
    }
  });

  it('says in its place what is missing or can not be read', () => {
    const { problem, faults } = read({
      town: '不存在镇',
      coordinates: '117.2',
      foundOn: '2026-11-26',
      quantity: '一些',
    });
    expect(problem).toBeNull();
    expect(Object.keys(faults).sort()).toEqual([
      'coordinates',
      'description',
      'foundOn',
      'problemClass',
      'quantity',
      'source',
      'town',
    ]);
    expect(faults.foundOn).toContain('晚于今天');
  });

  it('reads coordinates in any spelling, says the datum, keeps the text and flags what lies outside', () => {
    const inside = read({ ...WHOLE, coordinates: '北纬40°30′30″ 东经116°45′00″', datum: 'CGCS2000' });
    expect(inside.problem).toMatchObject({
      lon: 116.75,
      lat: 40.508333,
      datum: 'CGCS2000',
      outsideDistrict: false,
      rawCoordinates: '北纬40°30′30″ 东经116°45′00″',
    });
    const outside = read({ ...WHOLE, coordinates: '118.2, 41.5' });
    expect(outside.problem).toMatchObject({ outsideDistrict: true, datum: 'unknown' });
    expect(outside.notes.coordinates?.join('')).toContain('不在本区范围');
  });

  it('takes days and times as people type them', () => {
    expect(read({ ...WHOLE, foundOn: '11.20', foundTime: '930' }).problem).toMatchObject({
      foundOn: '2026-11-20',
      foundTime: '09:30',
    });
    expect(read({ ...WHOLE, foundTime: '9点' }).problem?.foundTime).toBe('09:00');
    expect(read({ ...WHOLE, foundTime: '25:00' }).faults.foundTime).toContain('不是时刻');
  });

  it('tells the town by its code, and the village behind it', () => {
    expect(read({ ...WHOLE, town: '密云区石城镇红星村' }).problem).toMatchObject({
      town: '石城镇',
      townCode: '110118116',
      village: '红星村',
    });
  });

  it('for the next finding keeps where, from whom and when, and nothing else', () => {
    const next = nextDraft(
      typed({ ...WHOLE, river: '白河', coordinates: '116.9, 40.5', foundOn: '2026-11-20' }),
      TODAY,
    );
    expect(next).toEqual(typed({ place: '新桥', river: '白河', source: '自查', foundOn: '2026-11-20' }));
  });

  it('of another version of the program is taken up as far as it fits', () => {
    expect(restoreDraft({ place: '新桥', zones: 'x', chiefs: null, gone: 1, severity: 'major' }, TODAY)).toEqual(
      typed({ place: '新桥', severity: 'major' }),
    );
    expect(restoreDraft('text', TODAY)).toBeNull();
  });

  it('that only holds the day is not worth keeping', () => {
    expect(isWorthKeeping(typed({ foundOn: '2026-11-20' }), TODAY)).toBe(false);
    expect(isWorthKeeping(typed({ description: '垃' }), TODAY)).toBe(true);
  });
});

describe('editing a kept finding', () => {
  const kept = ProblemSchema.parse(
    aProblem({ townCode: null, town: '旧镇', rawCoordinates: '40.5 116.9', datum: 'BD-09' }),
  );
  const before = draftOf(kept, classText(kept.category, kept.item));

  it('changes nothing while nothing is touched', () => {
    expect(changesOf(before, before, readDraft(before, { today: TODAY, district }).problem)).toBeNull();
  });

  it('leaves what an import wrote in its own way and nobody touched', () => {
    const after = { ...before, description: '改过' };
    expect(changesOf(before, after, readDraft(after, { today: TODAY, district }).problem)).toEqual({
      description: '改过',
    });
  });

  it('writes all that a typed field is read into', () => {
    const after = { ...before, town: '石城', problemClass: '2.1' };
    expect(changesOf(before, after, readDraft(after, { today: TODAY, district }).problem)).toEqual({
      town: '石城镇',
      townCode: '110118116',
      village: '红星村',
      category: 'mining',
      item: '2.1',
    });
  });
});
