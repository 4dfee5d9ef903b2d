import { describe, expect, it } from 'vitest';
import {
  bytesText,
  undoneText,
  workedText,
  writtenText,
} from '../../../../renderer/src/features/import/batch/batch-words.ts';

describe('words about a batch', () => {
  it('name what undoing did, and nothing that it did not do', () => {
    const none = { withdrawn: 0, putBack: 0, partly: 0, kept: 0, unlinked: 0 };
    expect(undoneText(none)).toBe('没有需要撤回或恢复的线索');
    expect(undoneText({ ...none, withdrawn: 3, kept: 1 })).toBe('撤回 3 条，保留 1 条');
    expect(undoneText({ ...none, putBack: 2, partly: 1, unlinked: 4 })).toBe(
      '恢复 2 条（其中 1 条有内容保留），解除关联 4 行',
    );
  });

  it('name what came of the rows', () => {
    const counts = { created: 5, updated: 0, unchanged: 0, suspect: 2, failed: 0, leftOut: 0 };
    expect(writtenText({ counts })).toBe('新增 5 条，更新 0 条，疑似重复未写入 2 行');
  });

  it('do not speak of new findings where there are none', () => {
    const counts = { created: 0, updated: 0, unchanged: 60, suspect: 0, failed: 0, leftOut: 0 };
    expect(workedText({ worked: 0, counts })).toBe('没有新增线索');
    expect(workedText({ worked: 0, counts: { ...counts, created: 2 } })).toBe('新增的线索都还没有办理');
    expect(workedText({ worked: 1, counts: { ...counts, created: 2 } })).toBe('新增的线索中 1 条已办理');
  });

  it('say sizes as people read them', () => {
    expect([bytesText(900), bytesText(476_721), bytesText(5 << 20)]).toEqual(['900 字节', '465.5 KB', '5.0 MB']);
  });
});
