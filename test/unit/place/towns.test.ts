import { describe, expect, it } from 'vitest';
import { editDistance } from '#core/domain/place/edit-distance.ts';
import { parseRivers, resolveRiver } from '#core/domain/place/rivers.ts';
import { parseDistrict, resolveTown, townsOn } from '#core/domain/place/towns.ts';
import shipped from '#resources/towns/110118.json' with { type: 'json' };
import shippedRivers from '#resources/towns/rivers-110118.json' with { type: 'json' };

const parsed = parseDistrict(shipped);
if (!parsed.ok) throw new Error(parsed.error.message);
const district = parsed.value;
const parsedRivers = parseRivers(shippedRivers);
if (!parsedRivers.ok) throw new Error(parsedRivers.error.message);
const rivers = parsedRivers.value;
const find = (text: string) => resolveTown(text, district);

describe('resolveTown', () => {
  it('knows 20 towns by name and by code, and all but one by short name', () => {
    const towns = townsOn(district, null);
    expect(towns).toHaveLength(20);
    for (const town of towns) {
      expect(find(town.name)).toMatchObject({ ok: true, value: { town, how: 'exact' } });
      expect(find(town.code)).toMatchObject({ ok: true, value: { town } });
      const short = town.name.replace(/(街道|地区|镇)$/u, '');
      expect(find(short).ok).toBe(short !== '密云');
    }
  });

  it.each([
    ['石 城　镇', '石城镇', ''],
    ['石城', '石城镇', ''],
    ['密云区石城镇', '石城镇', ''],
    ['北京市密云区石城镇', '石城镇', ''],
    ['北京市密云区石城', '石城镇', ''],
    ['石城镇人民政府', '石城镇', ''],
    ['鼓楼街道办事处', '鼓楼街道', ''],
    ['鼓楼街道办', '鼓楼街道', ''],
    ['石城镇红星村', '石城镇', '红星村'],
    ['密云镇', '密云镇', ''],
    ['密云区密云镇', '密云镇', ''],
    ['檀营', '檀营地区', ''],
    ['１１０１１８１１６', '石城镇', ''],
  ])('%s → %s', (text, name, rest) => expect(find(text)).toMatchObject({ ok: true, value: { town: { name }, rest } }));

  it.each([
    ['西田各庄真', '西田各庄镇'],
    ['不老囤镇', '不老屯镇'],
    ['溪翁庄真', '溪翁庄镇'],
    ['古北镇', '古北口镇'],
    ['太师庄', '太师屯镇'],
    ['密云', '密云镇'],
  ])('does not guess %s but suggests %s', (text, name) => {
    const refused = find(text);
    expect(refused).toMatchObject({ ok: false, error: { code: 'TOWN_UNKNOWN' } });
    expect(refused.ok ? [] : refused.error.data).toMatchObject({ suggestions: expect.arrayContaining([name]) });
    expect(refused.ok ? '' : refused.error.message).toContain(name);
  });

  it('refuses strangers, blanks and the statistical area', () => {
    expect(find('怀柔镇红螺寺')).toMatchObject({ error: { code: 'TOWN_UNKNOWN' } });
    expect(find('区水务局')).toMatchObject({ error: { data: { suggestions: [] } } });
    expect(find(' ')).toMatchObject({ error: { code: 'TOWN_MISSING' } });
    expect(find('中关村科技园区密云园')).toMatchObject({ error: { code: 'TOWN_STATISTICAL' } });
  });

  it('follows a change of codes by its day', () => {
    const [first] = shipped.towns;
    if (!first) throw new Error('empty table');
    const renamed = parseDistrict({
      ...shipped,
      towns: [
        { ...first, name: '旧镇', validTo: '2026-01-01' },
        { ...first, name: '新镇', validFrom: '2026-01-01' },
      ],
    });
    if (!renamed.ok) throw new Error(renamed.error.message);
    expect(resolveTown('旧镇', renamed.value, '2025-12-31').ok).toBe(true);
    expect(resolveTown('旧镇', renamed.value, '2026-01-01').ok).toBe(false);
    expect(resolveTown('新镇', renamed.value, '2026-01-01').ok).toBe(true);
    expect(resolveTown('旧镇', renamed.value).ok).toBe(true);
  });
});

describe('a damaged table', () => {
  it.each([
    [
      'a code twice',
      { towns: [shipped.towns[0], { ...shipped.towns[1], code: shipped.towns[0]?.code }] },
      'TOWN_TABLE_WRONG',
    ],
    ['a code of another district', { towns: [{ ...shipped.towns[0], code: '110116001' }] }, 'TOWN_TABLE_WRONG'],
    ['a box turned round', { box: { ...shipped.box, west: 118 } }, 'TOWN_TABLE_WRONG'],
    ['a short code', { towns: [{ ...shipped.towns[0], code: '110118' }] }, 'RESOURCE_DAMAGED'],
    ['no towns', { towns: [] }, 'RESOURCE_DAMAGED'],
  ])('is refused: %s', (_name, change, code) =>
    expect(parseDistrict({ ...shipped, ...change })).toMatchObject({ ok: false, error: { code } }),
  );
});

describe('rivers', () => {
  it('finds listed names and keeps others, with what they may have meant', () => {
    expect(resolveRiver('白马 关河', rivers)).toEqual({ name: '白马关河', listed: true, suggestions: [] });
    expect(resolveRiver('白马关', rivers)).toEqual({ name: '白马关', listed: false, suggestions: ['白马关河'] });
    expect(resolveRiver('龙潭沟', rivers)).toEqual({ name: '龙潭沟', listed: false, suggestions: [] });
    expect(resolveRiver('　', rivers)).toBeNull();
  });

  it('refuses a name twice', () => {
    const [first] = shippedRivers.rivers;
    expect(parseRivers({ ...shippedRivers, rivers: [first, first] })).toMatchObject({
      error: { code: 'RIVER_TABLE_WRONG' },
    });
  });
});

it('counts edits', () => {
  expect([
    editDistance('', '镇'),
    editDistance('石城镇', '石城镇'),
    editDistance('古北镇', '古北口镇'),
    editDistance('abc', 'cab'),
  ]).toEqual([1, 0, 1, 2]);
});
