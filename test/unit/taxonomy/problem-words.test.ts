import { describe, expect, it } from 'vitest';
import { guessProblem, parseWordBook } from '#core/domain/finding/problem-words.ts';
import words from '#resources/taxonomy/words.json' with { type: 'json' };

const parsed = parseWordBook(words);
if (!parsed.ok) throw new Error(parsed.error.message);
const book = parsed.value;

describe('guessProblem', () => {
  it.each([
    ['村民沿河乱扔垃圾，长约480米', 'dumping', '3.1'],
    ['岸坡倾倒建筑垃圾约60立方米，夹杂生活垃圾', 'dumping', '3.2'],
    ['桥下堆放秸秆、废弃轮胎，约12方', 'dumping', '3.3'],
    ['私自围垦滩地种菜1200平米', 'occupation', '1.3'],
    ['河道内种植玉米约60平方米，影响行洪', 'occupation', '1.4'],
    ['滩地围栏养鸭，占用水面约5200㎡', 'occupation', '1.3'],
    ['滩地盗采砂石，形成坑塘约5200立方米', 'mining', '2.1'],
    ['夜间取土，现场留有挖掘机履带痕迹', 'mining', '2.4'],
    ['河道管理范围内搭建彩钢房5200平方米', 'building', '4.3'],
    ['护栏内修建简易停车场约1200平方米', 'building', '4.2'],
    ['未批先建栈桥、凉亭', 'building', '4.2'],
    ['禁采期采砂', 'mining', '2.3'],
    ['采　砂', 'mining', '2.1'],
    ['污水直排，水体黑臭', 'other', null],
  ])('%s → %s %s', (text, category, item) => {
    expect(guessProblem(text, book)).toMatchObject({ category, item });
  });

  it('is surer with one class than with two that compete', () => {
    const sure = guessProblem('河边生活垃圾', book);
    const torn = guessProblem('河边生活垃圾，另有彩钢房', book);
    expect(sure?.categoryConfidence).toBe(0.85);
    expect(torn?.categoryConfidence).toBeLessThan(0.5);
  });

  it('stays inside a class that is already known', () => {
    expect(guessProblem('彩钢房旁堆放渣土', book, 'building')).toMatchObject({ category: 'building', item: '4.3' });
    expect(guessProblem('彩钢房', book, 'mining')).toBeNull();
  });

  it('names the class alone when the words say no more, and nothing when they say nothing', () => {
    expect(guessProblem('护堤内新建一处', book)).toMatchObject({ category: 'building', item: null, itemConfidence: 0 });
    expect(guessProblem('情况不明', book)).toBeNull();
    expect(guessProblem('', book)).toBeNull();
  });
});

describe('parseWordBook', () => {
  it('refuses a damaged list in Chinese, naming the place', () => {
    const refused = parseWordBook({
      version: '1',
      basis: '可配置默认值',
      words: [{ word: '采砂', category: 'mining', item: null }],
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'RESOURCE_DAMAGED' } });
    expect(refused.ok ? '' : refused.error.message).toContain('“words”第 1 项“weight”：应为数字');
    expect(parseWordBook('text')).toMatchObject({ error: { message: expect.stringContaining('应为一组数据') } });
  });

  it('refuses a word whose item belongs to another class', () => {
    const word = { word: '采砂', category: 'mining', item: '3.1', weight: 0.9 };
    expect(parseWordBook({ version: '1', basis: 'x', words: [word] })).toMatchObject({
      error: { code: 'ITEM_OF_OTHER_CATEGORY', message: expect.stringContaining('“采砂”') },
    });
  });
});
