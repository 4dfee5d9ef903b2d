import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LedgerReader } from '#app/ledger/sheet-rows.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { QINGSILUAN_LEDGER } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { summarise } from '#core/domain/ledger/statistics.ts';
import { exportLedger } from '#worker/ledger/export-job.ts';
import { partOf, readWithHucre } from './open-ledger.ts';
import { BARE_CASE, FULL_CASE, metaOf } from './sample-cases.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heqing-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A database of two cases that writes down what it was asked. */
function reader(asked: unknown[], count = 2): LedgerReader<{ town: string }> {
  return {
    cases: (filter, sort) => {
      asked.push({ filter, sort });
      return [FULL_CASE, BARE_CASE];
    },
    countCases: () => count,
    findings: () => [],
    countFindings: () => 0,
    caseOf: () => null,
    findingsOf: () => [],
    photos: () => ({ before: [], after: [] }),
    statistics: () => summarise([]),
    logHead: () => ({ device: 'PC-9', seq: 12, hash: 'f'.repeat(64) }),
  };
}

const { exportId, filingUnit, filterText, exportedAt, exportedAtMs, exporter } = metaOf();
const meta = { exportId, privacy: 'standard', filingUnit, filterText, exportedAt, exportedAtMs, exporter } as const;
const request = () => ({
  definition: QINGSILUAN_LEDGER,
  filter: { town: '太师屯镇' },
  report: null,
  photos: null,
  meta,
  outPath: join(folder, 'a.xlsx'),
});

it('hands filter and order on, numbers the rows, counts photos, and prints the head of the log', async () => {
  const asked: unknown[] = [];
  const result = await exportLedger(request(), reader(asked));
  expect(result).toMatchObject({ ok: true, value: { rows: 2, problems: [] } });
  expect(asked).toEqual([{ filter: { town: '太师屯镇' }, sort: [{ key: 'number', direction: 'asc' }] }]);
  const { rows } = await readWithHucre(join(folder, 'a.xlsx'));
  expect([rows[4]?.[0], rows[5]?.[0], rows[4]?.[46], rows[5]?.[46]]).toEqual([1, 2, 3, 0]);
  expect(rows.flat()).toContain(`日志链头：设备 PC-9，第 12 条，校验值 ${'f'.repeat(64)}`);
});

it('tells other rows, or the same in another revision, by another hash', async () => {
  const hash = async (cases: readonly CaseRecord[]) => {
    const result = await exportLedger(request(), { ...reader([], cases.length), cases: () => cases });
    return result.ok ? result.value.rowsHash : '';
  };
  const hashes = [
    await hash([FULL_CASE, BARE_CASE]),
    await hash([BARE_CASE, FULL_CASE]),
    await hash([FULL_CASE]),
    await hash([{ ...FULL_CASE, rev: 13 }]),
  ];
  expect(new Set(hashes).size).toBe(4 - 1);
  expect(await hash([FULL_CASE, BARE_CASE])).toBe(hashes[0]);
});

it('leaves telephone numbers of people out unless asked, and says which', async () => {
  const texts = async (privacy: 'standard' | 'full') => {
    await exportLedger({ ...request(), meta: { ...meta, privacy } }, { ...reader([], 1), cases: () => [WITH_NUMBERS] });
    return (await readWithHucre(join(folder, 'a.xlsx'))).rows.flat().map(String).join('\n');
  };
  const standard = await texts('standard');
  expect(standard).not.toMatch(/13800000000|13912345678|110228197001011234/);
  expect(standard).toContain('村民来电139****5678，身份证110228**********34');
  expect(standard).toContain('图斑2026031812345678901');
  expect(standard).toContain('责任人电话未列');
  const full = await texts('full');
  expect(full).toContain('13800000000');
  expect(full).toContain('村民来电13912345678');
});

const WITH_NUMBERS: CaseRecord = {
  ...FULL_CASE,
  description: '村民来电13912345678，身份证110228197001011234，图斑2026031812345678901',
};

it('refuses a file when the count is another, and leaves none', async () => {
  expect(await exportLedger(request(), reader([], 3))).toMatchObject({
    ok: false,
    error: { code: 'LEDGER_COUNT_MISMATCH' },
  });
  expect(await readdir(folder)).toEqual([]);
});

it('carries what a returned file is recognised by: a hidden key in every row, and a sheet that no menu offers', async () => {
  const path = join(folder, 'a.xlsx');
  await exportLedger(request(), reader([]));
  const xml = await partOf(path, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('<col min="50" max="50" width="12" customWidth="1" hidden="1"/>');
  const { rows } = await readWithHucre(path);
  expect([rows[4]?.[49], rows[5]?.[49]]).toEqual([`case/${FULL_CASE.id}/12`, `case/${BARE_CASE.id}/12`]);
  expect(await partOf(path, 'xl/workbook.xml')).toContain('<sheet name="heqing" sheetId="2" state="veryHidden"');
  const { sheets } = await readXlsx(await readFile(path));
  const keys = sheets[1]?.rows ?? [];
  expect(keys.slice(0, 8).map((row) => row.filter((value) => value !== null))).toEqual([
    ['heqing-ledger', 1],
    ['definition', 'qingsiluan', 2],
    ['export', exportId],
    ['exportedAt', exportedAt],
    ['privacy', 'standard'],
    ['head', 'PC-9', 12, 'f'.repeat(64)],
    ['sheet', '清四乱台账', 'case', 5, 6, 'AX'],
    ['column', '清四乱台账', 'A', 'index', 'index', '序号'],
  ]);
  expect(keys.filter(([word]) => word === 'column')).toHaveLength(49);
});
