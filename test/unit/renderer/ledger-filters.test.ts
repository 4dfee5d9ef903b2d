import { describe, expect, it } from 'vitest';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { dueBands } from '#core/domain/ledger/due-bands.ts';
import { createPickStore, MOST_PICKED } from '../../../renderer/src/features/ledger/bulk/pick-store.ts';
import { filterChips, toggled } from '../../../renderer/src/features/ledger/filters/filter-chips.ts';
import { builtInViews, sameView } from '../../../renderer/src/features/ledger/views/built-in-views.ts';
import {
  caseListAddress,
  exportAddress,
  findingListAddress,
  readCaseList,
  readFindingList,
} from '../../../renderer/src/ui/list-address.ts';

const paramsOf = (address: string) => new URLSearchParams(address.split('?')[1]);

describe('the address of a list', () => {
  it('gives back what it was made of', () => {
    const filter = { townCode: ['110118116', ''], handling: ['closed' as const], dueTo: '2026-11-01' };
    const sort = [
      { by: 'dueOn', dir: 'asc' as const },
      { by: 'number', dir: 'desc' as const },
    ];
    expect(readCaseList(paramsOf(caseListAddress(filter, ' 垃圾 & 河 ', sort)))).toEqual({
      filter,
      search: '垃圾 & 河',
      sort,
    });
    const findings = { state: ['confirmed' as const] };
    expect(readFindingList(paramsOf(findingListAddress(findings)))).toEqual({ filter: findings, search: '', sort: [] });
  });

  it('of everything is the bare one', () => {
    expect(caseListAddress({})).toBe('/cases');
    expect(exportAddress({}, '')).toBe('/export?from=cases');
  });

  it.each(['f={', 'f=[1]', 'f=null', 'sort=dueOn', 'sort=.asc,,number.up'])(
    'cut short (%s) shows everything',
    (query) => {
      expect(readCaseList(new URLSearchParams(query))).toEqual({ filter: {}, search: '', sort: [] });
    },
  );
});

describe('the filter part by part', () => {
  const townName = (code: string) => (code === '110118116' ? '石城镇' : code);

  it('is said in words, and each part can be taken away', () => {
    const filter = { townCode: ['110118116'], dueFrom: '2026-11-01', dueTo: '2026-11-05' };
    const chips = filterChips(filter, townName);
    expect(chips.map(({ text }) => text)).toEqual(['镇街：石城镇', '最近期限：2026-11-01 至 2026-11-05']);
    expect(chips[0]?.without).toEqual({ dueFrom: '2026-11-01', dueTo: '2026-11-05' });
    expect(chips[1]?.without).toEqual({ townCode: ['110118116'] });
  });

  it('loses a field with its last value, so that the address of everything is the bare one', () => {
    const one = toggled({}, 'river', '白河');
    expect(one).toEqual({ river: ['白河'] });
    expect(toggled(toggled(one, 'river', '潮河'), 'river', '白河')).toEqual({ river: ['潮河'] });
    expect(toggled(one, 'river', '白河')).toEqual({});
  });
});

describe('the views of the program', () => {
  const views = builtInViews('2026-11-02', buildCalendar([]), { id: 'somebody', role: 'supervisor' });

  it('have names and contents that differ', () => {
    expect(views.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['全部', '今日到期', '已超期', '待销号', '我办理的']),
    );
    for (const one of views) expect(views.filter((other) => sameView(one.show, other.show))).toHaveLength(1);
  });

  it('are recognised however their address is written', () => {
    const [a, b] = [
      { filter: { river: ['白河', '潮河'], dueTo: '2026-11-01' }, search: ' 垃圾', sort: [] },
      { filter: { dueTo: '2026-11-01', river: ['潮河', '白河'], dueFrom: undefined }, search: '垃圾 ', sort: [] },
    ];
    expect(sameView(a, b)).toBe(true);
    expect(sameView(a, { ...b, sort: [{ by: 'number', dir: 'asc' }] })).toBe(false);
    expect(sameView(a, { ...b, sort: [{ by: 'dueOn', dir: 'asc' }] })).toBe(true);
  });
});

describe('the bands of due dates', () => {
  it('have no gap and no overlap, and a rest day belongs to the band before it', () => {
    // 2026-11-05 is a Thursday: three working days on is Tuesday the 10th, seven is Monday the 16th.
    const [overdue, today, soon, near, later] = dueBands('2026-11-05', buildCalendar([]));
    expect(overdue?.filter).toEqual({ dueTo: '2026-11-04' });
    expect(today?.filter).toEqual({ dueFrom: '2026-11-05', dueTo: '2026-11-05' });
    expect(soon?.filter).toEqual({ dueFrom: '2026-11-06', dueTo: '2026-11-10' });
    expect(near?.filter).toEqual({ dueFrom: '2026-11-11', dueTo: '2026-11-16' });
    expect(later?.filter).toEqual({ dueFrom: '2026-11-17' });
    const [, , friday] = dueBands('2026-11-03', buildCalendar([]));
    expect(friday?.filter.dueTo).toBe('2026-11-08');
  });
});

describe('the ticks', () => {
  const cases = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => ({ id: `id-${from + at}`, number: `n-${from + at}`, rev: 1 }));

  it('are told of once a change, and a case ticked again brings its newer revision', () => {
    const store = createPickStore();
    let told = 0;
    const end = store.subscribe(() => {
      told += 1;
    });
    store.add(cases(2));
    expect(store.all()).toBe(store.all());
    store.add([{ id: 'id-0', number: 'n-0', rev: 9 }]);
    expect(store.all().map(({ rev }) => rev)).toEqual([9, 1]);
    store.remove('nobody');
    store.clear();
    store.clear();
    expect({ told, left: store.all() }).toEqual({ told: 3, left: [] });
    end();
  });

  it('are never more than one bulk action takes', () => {
    const store = createPickStore();
    expect(store.add(cases(MOST_PICKED))).toBe(true);
    expect(store.add(cases(1, MOST_PICKED))).toBe(false);
    expect(store.all()).toHaveLength(MOST_PICKED);
    expect(store.add(cases(1))).toBe(true);
  });
});
