import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, moved, tabSeparated } from '../../../renderer/src/features/ledger/grid/cell-range.ts';
import {
  everyColumn,
  rememberedColumns,
  usualColumns,
} from '../../../renderer/src/features/ledger/grid/column-memory.ts';
import { editOf } from '../../../renderer/src/features/ledger/grid/edits.ts';
import { columnOf, GRID_COLUMNS, gridRowOf } from '../../../renderer/src/features/ledger/grid/ledger-columns.ts';
import { marksOf, markedSpans } from '../../../renderer/src/ui/marks.ts';
import { ProblemSchema } from '#core/contract/schemas.ts';
import { QINGSILUAN_COLUMNS } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { caseArbitrary } from '../../integration/repositories/arbitrary-records.ts';

const marked = (text: string, search: string, initials: readonly string[] = []) =>
  markedSpans(text, marksOf(search, initials)).map(({ from, to }) => text.slice(from, to));

describe('what the search marks in a cell', () => {
  it('is every place of every word, as the search folds them', () => {
    expect(marked('河道内堆放垃圾，河岸有垃圾', '垃圾 河岸')).toEqual(['垃圾', '河岸', '垃圾']);
    expect(marked('桩号Ｋ12+300', 'k12+300')).toEqual(['Ｋ12', '300']);
    expect(marked('占地150㎡', '150㎡')).toEqual(['150㎡']);
    expect(marked('河河河', '河河')).toEqual(['河河河']);
    expect(marked('没有', '')).toEqual([]);
    expect(marked('K12+300', '+')).toEqual([]);
  });

  it('is the characters that a word of pinyin initials stands for, where the search has read it so', () => {
    expect(marked('右岸养殖棚舍，养殖棚舍', 'YZPS 右岸', ['yzps'])).toEqual(['右岸养殖棚舍', '养殖棚舍']);
    expect(marked('右岸养殖棚舍 YZPS', 'yzps')).toEqual(['YZPS']);
    expect(marked('白河', 'bh', ['bh'])).toEqual(['白河']);
    expect(marked('白河口', 'bh', ['bh'])).toEqual([]);
  });

  it('never lies outside the text nor overlaps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, search) => {
        let end = 0;
        for (const { from, to } of markedSpans(text, marksOf(search))) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('the columns', () => {
  it('are all 49 of the ledger under its own names, once each', () => {
    for (const { key, header } of QINGSILUAN_COLUMNS) expect(columnOf(key)?.header).toBe(header);
    expect(new Set(GRID_COLUMNS.map(({ id }) => id)).size).toBe(GRID_COLUMNS.length);
  });

  it('print a case as the exported ledger does', () => {
    fc.assert(
      fc.property(caseArbitrary, (record) => {
        const row = gridRowOf(record, 7);
        expect(columnOf('index')?.text(row)).toBe('7');
        expect(columnOf('number')?.text(row)).toBe(record.number);
        expect(columnOf('beforePhotos')?.text(row)).toBe(`${record.facts.beforePhotos} 张`);
        expect(columnOf('lon')?.text(row)).toBe(record.lon === null ? '' : record.lon.toFixed(6));
        for (const column of GRID_COLUMNS) expect(column.text(row)).not.toMatch(/undefined|null|NaN|T\d\d:\d\d/);
      }),
      { numRuns: 50 },
    );
  });

  it('are remembered; what is new stands hidden at the end, what is gone is dropped', () => {
    const [first, second, ...rest] = usualColumns();
    if (first === undefined || second === undefined) throw new Error('no columns');
    const kept = [
      { ...second, width: 333, pinned: null },
      first,
      { colId: 'gone', width: 80, hide: false, pinned: null },
    ];
    const read = rememberedColumns(kept);
    expect(read.slice(0, 2)).toEqual([{ ...second, width: 333, pinned: null }, first]);
    expect(read.slice(2)).toEqual(rest.map((one) => ({ ...one, hide: true })));
    expect(rememberedColumns(everyColumn())).toEqual(everyColumn());
  });

  it.each([
    ['nothing', null],
    ['no list', { colId: 'number' }],
    ['only hidden ones', usualColumns().map((one) => ({ ...one, hide: true }))],
    ['a width that is none', [{ colId: 'number', width: Number.NaN, hide: false, pinned: null }]],
  ])('begin anew when %s was kept', (_, kept) => {
    expect(rememberedColumns(kept)).toEqual(usualColumns());
  });
});

describe('a choice of cells', () => {
  const shown = ['number', 'state', 'town', 'river'];

  it('is the same from whichever corner it was begun', () => {
    const a = { row: 3, column: 'town' };
    const b = { row: 1, column: 'state' };
    const box = { firstRow: 1, lastRow: 3, columns: ['state', 'town'] };
    expect(boxOf({ anchor: a, head: b }, shown)).toEqual(box);
    expect(boxOf({ anchor: b, head: a }, shown)).toEqual(box);
    expect(boxOf({ anchor: a, head: { row: 3, column: 'hidden' } }, shown).columns).toEqual(['town']);
  });

  it('stops at the borders', () => {
    expect(moved({ row: 0, column: 'number' }, 'ArrowUp', shown, 9)).toEqual({ row: 0, column: 'number' });
    expect(moved({ row: 0, column: 'number' }, 'ArrowLeft', shown, 9)).toEqual({ row: 0, column: 'number' });
    expect(moved({ row: 8, column: 'river' }, 'ArrowDown', shown, 9)).toEqual({ row: 8, column: 'river' });
    expect(moved({ row: 8, column: 'river' }, 'ArrowRight', shown, 9)).toEqual({ row: 8, column: 'river' });
  });

  it('reaches a spreadsheet with one line a row and one cell a cell', () => {
    expect(
      tabSeparated([
        ['a\tb', '两\n行'],
        ['', 'c'],
      ]),
    ).toBe('a b\t两 行\n\tc');
  });
});

describe('an edit in place', () => {
  it('of what it begins with states nothing else than what is there', () => {
    fc.assert(
      fc.property(caseArbitrary, (record) => {
        const row = gridRowOf(record, 1);
        for (const { id } of GRID_COLUMNS) {
          const edit = editOf(id);
          if (edit === undefined || edit.start(row) === '') continue;
          const changes = ProblemSchema.partial().safeParse(edit.changes(edit.start(row)));
          if (!changes.success) continue;
          for (const [field, value] of Object.entries(changes.data)) {
            const before: unknown = Reflect.get(record, field);
            // A list is typed with separators; what its parts may hold is shown below.
            if (typeof before === 'string') expect(value).toBe(before.trim() || null);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('to nothing clears a field, and a list is parted as people part it', () => {
    expect(editOf('river')?.changes('  ')).toEqual({ river: null });
    expect(editOf('campaigns')?.changes('清四乱、 碧水行动，')).toEqual({ campaigns: ['清四乱', '碧水行动'] });
    expect(editOf('externalNumbers')?.changes('图斑 2026-1；12345-7')).toEqual({
      externalNumbers: ['图斑 2026-1', '12345-7'],
    });
    expect(editOf('number')).toBeUndefined();
  });
});
