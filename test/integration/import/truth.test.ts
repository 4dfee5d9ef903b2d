import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readStaging, type Staging } from '#app/import/staging.ts';
import { ProblemSchema } from '#core/contract/schemas.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS, itemByCode } from '#core/domain/finding/taxonomy.ts';
import type { MappedRow } from '#core/domain/spreadsheet/map-row.ts';
import { runJob } from '#worker/job/host.ts';
import { RESOURCES } from './paths.ts';
import { parseInput, scratchFolder } from './support.ts';

/** One row of `truth.json`: what the person who made the sample meant. */
interface Truth {
  readonly src: string;
  readonly date: string;
  readonly town: string;
  readonly village: string;
  readonly river: string;
  readonly bank: string;
  readonly place: string;
  readonly lon: number;
  readonly lat: number;
  readonly kind: string;
  readonly sub: string;
  readonly desc: string;
  readonly n: number;
  readonly sev: string;
  readonly who: string;
  readonly tel: string;
  readonly ext: string;
  readonly unit: string;
  readonly row: number;
}

const SAMPLE = join(RESOURCES, 'samples', '巡查排查表.xlsx');
const TRUTH: readonly Truth[] = JSON.parse(readFileSync(join(RESOURCES, 'samples', 'truth.json'), 'utf8'))[
  '巡查排查表.xlsx'
];
const folder = scratchFolder();
let staging: Staging;
let rows: readonly MappedRow[];
let phases: readonly string[];

beforeAll(async () => {
  const { fixed: _none, ...input } = parseInput(SAMPLE, join(folder, 'truth.jsonl'));
  const seen: string[] = [];
  const run = await runJob('import.parse', input, { onProgress: ({ phase }) => seen.push(phase) });
  if (!run.ok) throw new Error(run.error.message);
  const read = readStaging(run.value.stagingPath);
  if (!read.ok) throw new Error(read.error.message);
  staging = read.value;
  rows = [...staging.records()].map(({ row }) => row);
  phases = seen;
});

describe('巡查排查表.xlsx through the job process', () => {
  test('60 data rows, none lost, none invented, with Excel’s own row numbers', () => {
    expect(rows.map((row) => row.sourceRow)).toEqual(TRUTH.map((truth) => truth.row));
    expect(staging.counts).toEqual({ rows: 60, errors: 0, skipped: 26 });
    expect(phases).toContain('识别各行');
  });

  test.each(TRUTH)('row $row means what truth.json says', (truth) => {
    const row = rows.find((one) => one.sourceRow === truth.row);
    const problem = row?.problem;
    if (!row || !problem) throw new Error('the row has no problem');
    expect({
      source: problem.source,
      foundOn: problem.foundOn,
      town: problem.town,
      village: problem.village,
      river: problem.river,
      bank: problem.bank,
      category: CATEGORY_LABELS[problem.category],
      item: itemByCode(problem.item ?? '')?.label,
      description: problem.description,
      amount: problem.quantity?.amount,
      severity: SEVERITY_LABELS[problem.severity],
      responsibleUnit: problem.responsibleUnit,
      reporter: row.reporter,
      datum: problem.datum,
    }).toEqual({
      source: truth.src,
      foundOn: truth.date,
      town: truth.town,
      village: truth.village,
      river: truth.river,
      bank: truth.bank,
      category: truth.kind,
      item: truth.sub,
      description: truth.desc,
      amount: truth.n,
      severity: truth.sev,
      responsibleUnit: truth.unit,
      reporter: { name: truth.who, phone: truth.tel },
      datum: 'CGCS2000',
    });
    // The sheet writes 河流 + 村 + 位置 into one cell; the text is kept as it stands.
    expect(problem.place).toBe(truth.river + truth.village + truth.place);
    expect(problem.townCode).toMatch(/^110118\d{3}$/u);
    // 度分秒 of the sheet are rounded to 0.1″, which is 1.4e-5 degrees either way.
    const tolerance = /[°度]/u.test(problem.rawCoordinates ?? '') ? 1.4e-5 : 1e-6;
    expect(Math.abs((problem.lon ?? 0) - truth.lon)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs((problem.lat ?? 0) - truth.lat)).toBeLessThanOrEqual(tolerance);
    expect(problem.outsideDistrict).toBe(false);
    expect(ProblemSchema.safeParse(problem).success).toBe(true);
  });

  test('units are those of the words: 米 is no 平方米, 方 is m³', () => {
    for (const { problem } of rows) {
      const written = /\d+(立方米|平方米|平米|㎡|m³|方|米)/u.exec(problem?.description ?? '')?.[1] ?? '';
      const unit = /立方|方$|m³/u.test(written) ? 'm³' : written === '米' ? 'm' : 'm²';
      expect([problem?.description, problem?.quantity?.unit]).toEqual([problem?.description, unit]);
    }
  });

  test('what the sheet does not hold is not made up: no external number, no time of day', () => {
    expect(rows.every((row) => row.problem?.externalNumbers.length === 0 && row.problem.foundTime === null)).toBe(true);
  });

  test('swapped pairs are said where they stand', () => {
    const swapped = rows.flatMap((row) =>
      row.messages.filter((message) => message.text.includes('填反')).map((message) => message.cell),
    );
    expect(swapped).toEqual(['F10', 'F19', 'F28', 'F39', 'F48', 'F57', 'F67', 'F75']);
  });

  test('every row that is no data is listed with its reason', () => {
    const kinds = Object.groupBy(staging.skipped, (row) => row.kind);
    const rowsOf = (kind: keyof typeof kinds) => (kinds[kind] ?? []).map((row) => row.row);
    expect(rowsOf('title')).toEqual([1, 2]);
    expect(rowsOf('header')).toEqual([3, 4]);
    expect(rowsOf('total')).toEqual([84]);
    expect(rowsOf('empty')).toEqual([85]);
    expect(rowsOf('signature')).toEqual([86]);
    expect(rowsOf('subtotal')).toHaveLength(19);
    expect(staging.skipped.map((row) => row.row)).not.toEqual(
      expect.arrayContaining(TRUTH.slice(0, 1).map((truth) => truth.row)),
    );
    expect(staging.skipped.every((row) => row.reason !== '')).toBe(true);
  });

  test('the second sheet is named as no data, the hidden column as read, the pictures are counted', () => {
    expect(staging.header.sheet).toBe('排查表');
    expect(staging.header.otherSheets).toMatchObject([{ sheet: '填表说明', mapping: null }]);
    expect(staging.header.remarks.join()).toContain('填表说明');
    expect(staging.header.report.remarks).toEqual(['P 列（联系电话）是隐藏列，已读取']);
    expect(rows.reduce((sum, row) => sum + row.pictures, 0)).toBe(20);
  });

  test('two equal runs give the same fingerprints, each row its own', () => {
    expect(new Set(rows.map((row) => row.fingerprint)).size).toBe(60);
  });
});
