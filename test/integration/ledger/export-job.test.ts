import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LedgerSort } from '#core/domain/ledger/ledger-definition.ts';
import { exportLedger, type LedgerReader } from '#worker/ledger/export-job.ts';
import { readWithHucre } from './open-ledger.ts';
import { BARE_CASE, FULL_CASE, metaOf } from './sample-cases.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heqing-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A database of two cases that writes down what it was asked. */
function openReader(asked: unknown[], count = 2) {
  return (path: string): LedgerReader<{ town: string }> => ({
    rows: (filter, sort: readonly LedgerSort[]) => {
      asked.push({ path, filter, sort });
      return [FULL_CASE, BARE_CASE];
    },
    count: () => count,
    logHead: () => ({ device: 'PC-9', seq: 12, hash: 'f'.repeat(64) }),
    close: () => asked.push('closed'),
  });
}

const { filingUnit, filterText, exportedAt, exportedAtMs, exporter } = metaOf(0);
const meta = { filingUnit, filterText, exportedAt, exportedAtMs, exporter };
const request = () => ({
  databasePath: 'a.db',
  definitionId: 'qingsiluan',
  filter: { town: '太师屯镇' },
  meta,
  outPath: join(folder, 'a.xlsx'),
});

it('hands filter and order on, numbers the rows, counts photos, prints the head of the log, and closes the reader', async () => {
  const asked: unknown[] = [];
  const result = await exportLedger(request(), { openReader: openReader(asked) });
  expect(result).toMatchObject({ ok: true, value: { rows: 2, problems: [] } });
  expect(asked).toEqual([
    { path: 'a.db', filter: { town: '太师屯镇' }, sort: [{ key: 'number', direction: 'asc' }] },
    'closed',
  ]);
  const { rows } = await readWithHucre(join(folder, 'a.xlsx'));
  expect([rows[4]?.[0], rows[5]?.[0], rows[4]?.[46], rows[5]?.[46]]).toEqual([1, 2, 3, 0]);
  expect(rows.flat()).toContain(`日志链头：设备 PC-9，第 12 条，校验值 ${'f'.repeat(64)}`);
});

it('prints the order that was asked for', async () => {
  const asked: unknown[] = [];
  await exportLedger(
    { ...request(), sort: [{ key: 'rectificationDueOn', direction: 'desc' }] },
    { openReader: openReader(asked) },
  );
  const { rows } = await readWithHucre(join(folder, 'a.xlsx'));
  expect(rows.flat().filter((value) => String(value).includes('排序：整改时限降序'))).toHaveLength(1);
});

it('closes the reader also when the count is wrong, and opens none for an unknown ledger', async () => {
  const asked: unknown[] = [];
  expect(await exportLedger(request(), { openReader: openReader(asked, 3) })).toMatchObject({
    ok: false,
    error: { code: 'LEDGER_COUNT_MISMATCH' },
  });
  expect(asked.at(-1)).toBe('closed');
  const untouched: unknown[] = [];
  expect(await exportLedger({ ...request(), definitionId: '无' }, { openReader: openReader(untouched) })).toMatchObject(
    { ok: false, error: { code: 'LEDGER_UNKNOWN' } },
  );
  expect(untouched).toEqual([]);
});
