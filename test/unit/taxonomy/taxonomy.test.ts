import { describe, expect, it } from 'vitest';
import {
  CATEGORIES,
  checkItem,
  itemByCode,
  itemsOf,
  readCategory,
  readItem,
  TAXONOMY_ITEMS,
} from '#core/domain/finding/taxonomy.ts';

describe('the 14 sub-items of 245号', () => {
  it('has 4 + 4 + 3 + 3 items in the order of their codes, none twice', () => {
    expect(CATEGORIES.map((category) => itemsOf(category).length)).toEqual([4, 4, 3, 3, 0]);
    const codes = TAXONOMY_ITEMS.map((item) => item.code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(new Set(TAXONOMY_ITEMS.map((item) => item.label)).size).toBe(14);
  });

  it('puts each code under the class its first digit names', () => {
    for (const item of TAXONOMY_ITEMS) expect(item.category).toBe(CATEGORIES[Number(item.code[0]) - 1]);
  });
});

describe('readCategory', () => {
  it.each([
    ['乱占', 'occupation'],
    [' 乱 采 ', 'mining'],
    ['3', 'dumping'],
    ['２', 'mining'],
    ['4 乱建', 'building'],
    ['四乱—乱堆', 'dumping'],
    ['乱堆乱放', 'dumping'],
    ['非四乱', 'other'],
    ['非“四乱”', 'other'],
    ['其他', 'other'],
  ])('%s is %s', (text, category) => expect(readCategory(text)).toBe(category));

  it.each(['', '　', '乱占、乱建', '四乱', '5', '12', '噪声'])('does not guess a class from “%s”', (text) =>
    expect(readCategory(text)).toBeNull(),
  );
});

describe('readItem', () => {
  it('finds every item by code, by wording and by wording with other punctuation', () => {
    for (const item of TAXONOMY_ITEMS) {
      expect(readItem(item.code)).toBe(item);
      expect(readItem(item.label)).toBe(item);
      expect(readItem(`${item.code} ${item.label}`)).toBe(item);
      expect(readItem(item.label.replaceAll('、', '，'))).toBe(item);
    }
  });

  it.each([
    ['３．１', '3.1'],
    ['阻碍行洪的建筑物', '4.3'],
    ['高秆作物', '1.4'],
  ])('%s is %s', (text, code) => expect(readItem(text)?.code).toBe(code));

  it.each(['', '阻碍行洪', '采砂', '河道管理范围内', '9.9', '3.1 围垦湖泊', '垃圾'])(
    'takes no item from “%s”: it fits several, none, or contradicts itself',
    (text) => expect(readItem(text)).toBeNull(),
  );
});

describe('checkItem', () => {
  it('accepts exactly the items of the class', () => {
    for (const category of CATEGORIES) {
      for (const item of TAXONOMY_ITEMS) expect(checkItem(category, item.code).ok).toBe(item.category === category);
      expect(checkItem(category, null)).toEqual({ ok: true, value: null });
    }
  });

  it('names the class the item belongs to and the items that may be chosen', () => {
    const refused = checkItem('occupation', '3.1');
    expect(refused).toMatchObject({ ok: false, error: { code: 'ITEM_OF_OTHER_CATEGORY' } });
    expect(refused.ok ? '' : refused.error.message).toContain('属于乱堆，不属于乱占；可选 1.1 围垦湖泊');
    expect(checkItem('other', '1.1')).toMatchObject({ error: { code: 'ITEM_OF_OTHER_CATEGORY' } });
    expect(checkItem('mining', '2.9')).toMatchObject({ error: { code: 'ITEM_UNKNOWN' } });
    expect(itemByCode('toString')).toBeNull();
  });
});
