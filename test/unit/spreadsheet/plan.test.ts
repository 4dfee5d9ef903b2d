import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildImportPlan, type ExistingRows, type ImportPlan } from '#core/domain/spreadsheet/plan.ts';
import { contextOf, goodRow, gridOf, HEADER, mappingOf } from './support.ts';

const NOTHING: ExistingRows = { byExternalNumber: () => null, byFingerprint: () => null, byIdentity: () => null };

/** What the database would know after this plan was committed. */
function after(plan: ImportPlan): ExistingRows {
  const known = plan.rows.filter((row) => row.kind === 'new' || row.kind === 'update');
  const find = (match: (row: (typeof known)[number]) => boolean) => known.find(match)?.sourceRow.toString() ?? null;
  return {
    byExternalNumber: (number) => find((row) => row.problem?.externalNumbers.includes(number) ?? false),
    byFingerprint: (fingerprint) => find((row) => row.fingerprint === fingerprint),
    byIdentity: (identity) => find((row) => row.identity === identity),
  };
}

function planOf(rows: Parameters<typeof gridOf>[0], existing: ExistingRows = NOTHING, name?: string): ImportPlan {
  const grid = gridOf(rows, name === undefined ? {} : { name });
  const mapping = mappingOf(grid);
  return buildImportPlan(grid, mapping, contextOf(grid, mapping), existing);
}

const FIRST = [HEADER, goodRow(1), goodRow(2), goodRow(3)];

describe('the same file twice', () => {
  const existing = after(planOf(FIRST));

  test('writes nothing', () => {
    expect(planOf(FIRST, existing).counts).toMatchObject({ new: 0, update: 0, unchanged: 3, suspect: 0, error: 0 });
  });

  test('renamed, moved down and in another order writes nothing either', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([goodRow(1), goodRow(2), goodRow(3)], { minLength: 3 }),
        fc.integer({ min: 0, max: 4 }),
        (rows, titles) => {
          const moved = [...Array.from({ length: titles }, () => ['密云区2026年表']), HEADER, ...rows];
          expect(planOf(moved, existing, '另一张表').counts).toMatchObject({ new: 0, unchanged: 3, suspect: 0 });
        },
      ),
    );
  });

  test('saved by a program that writes dates and blanks otherwise writes nothing', () => {
    const saved = [
      HEADER,
      goodRow(1, { 发现时间: '2026.1.9' }),
      goodRow(2, { 发现时间: 46031, 镇街: '石城镇 ' }),
      goodRow(3, { 问题类型: ' 乱堆' }),
    ];
    expect(planOf(saved, existing).counts).toMatchObject({ unchanged: 3 });
  });

  test('another column order writes nothing', () => {
    const turn = (row: readonly (string | number | null)[]) => [...row].reverse();
    expect(planOf(FIRST.map(turn), existing).counts).toMatchObject({ unchanged: 3 });
  });

  test('one corrected cell is seen: that row alone is not 无变化', () => {
    const corrected = [HEADER, goodRow(1), goodRow(2, { 问题描述: '已核实，约25立方米' }), goodRow(3)];
    expect(planOf(corrected, existing).counts).toMatchObject({ unchanged: 2, suspect: 1 });
  });
});

describe('external numbers', () => {
  const header = ['图斑编号', ...HEADER];
  const rows = [header, ['A-1', ...goodRow(1)], ['A-2', ...goodRow(2)]];

  test('a known number with other content is an update of that finding', () => {
    const existing = after(planOf(rows));
    const plan = planOf([header, ['A-1', ...goodRow(1, { 问题描述: '改了' })], ['A-2', ...goodRow(2)]], existing);
    expect(plan.rows.map(({ kind, existingId }) => [kind, existingId])).toEqual([
      ['update', '2'],
      ['unchanged', '3'],
    ]);
  });

  test('one number on two rows of a sheet is not registered twice', () => {
    const plan = planOf([header, ['A-1', ...goodRow(1)], ['A-1', ...goodRow(2)]]);
    expect(plan.rows.map((row) => row.kind)).toEqual(['new', 'suspect']);
    expect(plan.rows[1]?.why).toContain('第 2 行');
  });
});

test('two equal rows of one sheet are not registered twice', () => {
  const plan = planOf([HEADER, goodRow(1), goodRow(1)]);
  expect(plan.rows.map((row) => row.kind)).toEqual(['new', 'suspect']);
});

test('a row with an error is counted as one and has no problem to register', () => {
  const plan = planOf([HEADER, goodRow(1), goodRow(2, { 发现时间: '2026.2.30' })]);
  expect(plan.counts).toMatchObject({ new: 1, error: 1, skipped: 1 });
  expect(plan.rows[1]).toMatchObject({ kind: 'error', problem: null, sourceRow: 3 });
});

test('moving a word from one field to the next changes the fingerprint', () => {
  const header = [...HEADER, '所在村', '具体位置'];
  const plan = planOf([header, [...goodRow(1), '红星村', null], [...goodRow(1), null, '红星村']]);
  expect(new Set(plan.rows.map((row) => row.fingerprint)).size).toBe(2);
});
