import { describe, expect, test } from 'vitest';
import { parseRivers, resolveRiver } from '#core/domain/place/rivers.ts';
import { parseDistrict, resolveTown } from '#core/domain/place/towns.ts';
import shipped from '#resources/towns/110118.json' with { type: 'json' };
import shippedRivers from '#resources/towns/rivers-110118.json' with { type: 'json' };

const parsed = parseDistrict(shipped);
const parsedRivers = parseRivers(shippedRivers);
if (!parsed.ok || !parsedRivers.ok) throw new Error('the reference data does not read');
const district = parsed.value;
const rivers = parsedRivers.value;

describe('towns as inspectors write them', () => {
  test.each([
    ['石城镇', '石城镇', ''],
    ['石　城　镇', '石城镇', ''],
    ['石城鎮', '石城镇', ''],
    ['巨各莊鎮', '巨各庄镇', ''],
    ['東邵渠', '东邵渠镇', ''],
    ['馮家峪鎮', '冯家峪镇', ''],
    ['鼓樓街道', '鼓楼街道', ''],
    ['石城', '石城镇', ''],
    ['石城乡', '石城镇', ''],
    ['石城公社', '石城镇', ''],
    ['鼓楼街', '鼓楼街道', ''],
    ['檀营', '檀营地区', ''],
    ['檀营满族蒙古族乡', '檀营地区', ''],
    ['檀营地区办事处', '檀营地区', ''],
    ['果园街道办', '果园街道', ''],
    ['石城镇政府', '石城镇', ''],
    ['密云县石城镇', '石城镇', ''],
    ['密云区石城', '石城镇', ''],
    ['北京市密云区石城镇', '石城镇', ''],
    ['北京密云石城镇红星村', '石城镇', '红星村'],
    ['石城镇红星村', '石城镇', '红星村'],
    ['石城镇-红星村', '石城镇', '红星村'],
    ['石城镇，红星村', '石城镇', '红星村'],
    ['石城镇（红星村）', '石城镇', '红星村'],
    ['石城红星村', '石城镇', '红星村'],
    ['密云镇', '密云镇', ''],
    ['*石城镇', '石城镇', ''],
    ['110118116', '石城镇', ''],
  ])('%s → %s %s', (text, name, rest) => {
    expect(resolveTown(text, district)).toMatchObject({ ok: true, value: { town: { name }, rest } });
  });

  test.each([
    ['石城镇、高岭镇', 'TOWN_SEVERAL'],
    ['石城镇和高岭镇', 'TOWN_SEVERAL'],
    ['密云', 'TOWN_UNKNOWN'],
    ['密云区', 'TOWN_UNKNOWN'],
    ['大城子村', 'TOWN_UNKNOWN'],
    ['北庄村', 'TOWN_UNKNOWN'],
    ['怀柔区北房镇', 'TOWN_UNKNOWN'],
    ['石成镇', 'TOWN_UNKNOWN'],
    ['各镇街', 'TOWN_UNKNOWN'],
  ])('%s is not guessed', (text, code) => {
    expect(resolveTown(text, district)).toMatchObject({ ok: false, error: { code } });
  });

  test('the nearest town is proposed first', () => {
    const proposed = (text: string) => {
      const found = resolveTown(text, district);
      return found.ok ? null : found.error.data;
    };
    expect(proposed('石成镇')).toMatchObject({ suggestions: ['石城镇'] });
    expect(proposed('红星村（石城镇）')).toMatchObject({ suggestions: ['石城镇'] });
    expect(proposed('太师屯真')).toMatchObject({ suggestions: expect.arrayContaining(['太师屯镇']) });
  });
});

describe('rivers: the list’s spelling where only the spelling differs, else kept with what it may stand for', () => {
  test.each([
    ['白河', '白河', []],
    ['白 河', '白河', []],
    ['白馬關河', '白马关河', []],
    ['白马关', '白马关', ['白马关河']],
    ['白河干流', '白河干流', ['白河']],
    ['白河石城段', '白河石城段', ['白河']],
    ['白河（石城段）', '白河（石城段）', ['白河']],
    ['安达木', '安达木', ['安达木河']],
    ['红门川', '红门川', ['红门川河']],
    ['某无名沟', '某无名沟', []],
    ['潮河、白河', '潮河、白河', []],
  ])('%s', (text, name, suggestions) => {
    expect(resolveRiver(text, rivers)).toMatchObject({ name, suggestions });
  });
});
