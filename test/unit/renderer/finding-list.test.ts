import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#core/contract/views.ts';
import { filterParts, toggled } from '../../../renderer/src/features/finding/list/filter-parts.ts';
import { readAddress, writeAddress } from '../../../renderer/src/features/finding/list/use-finding-address.ts';
import { linesOf } from '../../../renderer/src/features/finding/page/timeline-lines.ts';

const names = { townName: (code: string) => (code === '110118116' ? '石城镇' : code), batchName: () => '巡查表.xlsx' };

describe('the address of the finding list', () => {
  it('gives back what was written into it', () => {
    const address = {
      filter: { state: ['confirmed' as const], river: ['白河'] },
      search: '垃圾 K12+300',
      sort: { by: 'number' as const, dir: 'asc' as const },
      page: 3,
    };
    const written = writeAddress(address);
    expect(readAddress(new URL(written, 'app://x').searchParams)).toEqual(address);
  });

  it('says nothing of what is as usual, and takes nonsense as usual', () => {
    const usual = { filter: {}, search: '', sort: { by: 'foundOn' as const, dir: 'desc' as const }, page: 1 };
    expect(writeAddress(usual)).toBe('/findings');
    expect(readAddress(new URLSearchParams('f=[1]&sort=dueOn.asc&page=-2'))).toEqual(usual);
  });
});

describe('a filter in words', () => {
  it('has a part for each field, both ends of a span in one, and the way out of each', () => {
    const filter = {
      townCode: ['110118116'],
      state: ['confirmed' as const],
      batchId: ['b'],
      foundFrom: '2026-01-01',
      foundTo: '2026-02-01',
      registeredTo: '2026-03-01',
    };
    const parts = filterParts(filter, names);
    expect(parts.map(({ text }) => text)).toEqual([
      '状态：已核实待立案',
      '镇街：石城镇',
      '导入批次：巡查表.xlsx',
      '发现日期：2026-01-01 至 2026-02-01',
      '登记日期：2026-03-01 以前',
    ]);
    const span = parts.find(({ key }) => key === 'found');
    expect(Object.keys(span?.without ?? {})).not.toEqual(expect.arrayContaining(['foundFrom']));
    expect(Object.keys(span?.without ?? {})).not.toEqual(expect.arrayContaining(['foundTo']));
  });

  it('loses a field with its last value', () => {
    expect(toggled({ river: ['白河'] }, 'river', '白河')).toEqual({});
    expect(toggled({ river: ['白河'] }, 'river', '潮河')).toEqual({ river: ['白河', '潮河'] });
  });
});

describe('the timeline of a finding', () => {
  const entry = (type: string, details: object): TimelineEntry => ({
    rev: 2,
    type,
    label: '',
    actorName: '甲',
    on: '2026-11-25',
    at: 0,
    details: { ...details },
  });

  it('says changes field by field in Chinese, from what to what', () => {
    const changes = { severity: { from: 'general', to: 'major' }, remarks: { from: null, to: '核对' } };
    expect(linesOf(entry('finding.detailsChanged', { changes }), [])).toEqual([
      { label: '严重程度', text: '一般 → 重大' },
      { label: '备注', text: '（空） → 核对' },
    ]);
  });

  it('names the record that a finding went into, by its number where it is known', () => {
    const merged = entry('finding.merged', { target: { kind: 'finding', id: 'x' }, reason: '同一处' });
    const link = { kind: 'finding', id: 'x', number: 'MY-XS-2026-00001', state: 'confirmed' } as const;
    expect(linesOf(merged, [link])[0]).toEqual({ label: '合并到', text: 'MY-XS-2026-00001' });
    expect(linesOf(merged, [])[0]?.text).toContain('后已退回');
  });
});
