import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerReader, RowPhotos } from '#app/ledger/sheet-rows.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { BUILT_IN_LEDGERS } from '#core/domain/ledger/ledgers.ts';
import type { LedgerDefinition } from '#core/domain/ledger/ledger-definition.ts';
import { periodOf } from '#core/domain/ledger/period.ts';
import { type PeriodReport, periodReport } from '#core/domain/ledger/period-rows.ts';
import { type CaseCount, summarise } from '#core/domain/ledger/statistics.ts';
import { exportLedger } from '#worker/ledger/export-job.ts';
import { extractPictures } from '#worker/spreadsheet/extract-pictures.ts';
import { BARE_CASE, FULL_CASE, metaOf } from './sample-cases.ts';

const STATES: readonly HandlingState[] = [
  'closed',
  'rectifying.active',
  'pendingReview',
  'rectifying.active',
  'pendingAssignment',
  'publicNotice',
  'monitored',
  'withdrawn',
];
const TOWNS = ['太师屯镇', '石城镇', '不老屯镇', '溪翁庄镇'] as const;
const CATEGORIES = ['dumping', 'building', 'occupation', 'mining', 'other'] as const;

/** Cases of every state, class and several towns; every fourth with nothing that may be missing. */
export function sampleCases(count: number): readonly CaseRecord[] {
  return Array.from({ length: count }, (_, at) => {
    const base = at % 4 === 3 ? BARE_CASE : FULL_CASE;
    return {
      ...base,
      id: `0198c0de-0000-7000-8000-${String(at).padStart(12, '0')}`,
      number: `MY-AJ-2026-${String(at + 1).padStart(4, '0')}`,
      state: { ...base.state, handling: STATES[at % STATES.length] ?? 'closed' },
      description: `${at + 1}号问题。${FULL_CASE.description.repeat(1 + (at % 3))}`,
      dueOn: at % 2 === 0 ? '2026-06-20' : '2026-08-01',
      town: base.town === null ? null : (TOWNS[at % TOWNS.length] ?? null),
      category: CATEGORIES[at % CATEGORIES.length] ?? 'other',
      findingIds: [`f${at}`],
    };
  });
}

function findingOf(record: CaseRecord, at: number): FindingRecord {
  const unfounded = at % 5 === 4;
  return {
    ...record,
    id: `f${at}`,
    number: `MY-XS-2026-${String(at + 1).padStart(5, '0')}`,
    state: unfounded ? 'unfounded' : 'filed',
    caseId: unfounded ? null : record.id,
    mergedInto: null,
    verdict: unfounded ? '现场核查未见倾倒，为群众自家院内堆放建材，已当面说明。' : null,
    transfer: null,
    beforePhotos: record.facts.beforePhotos,
    afterPhotos: record.facts.afterPhotos,
    batchId: null,
    sourceRow: null,
    registeredOn: '2026-03-06',
    worked: true,
  };
}

/** A database of some cases and their findings; `photos` by the place of the case. */
export function sampleReader(count: number, photos: (at: number) => RowPhotos): LedgerReader<unknown> {
  const cases = sampleCases(count);
  const findings = cases.map(findingOf);
  const place = (id: string) => cases.findIndex((record) => record.id === id || record.findingIds.includes(id));
  return {
    cases: () => cases,
    countCases: () => cases.length,
    findings: () => findings,
    countFindings: () => findings.length,
    caseOf: ({ caseId }) => cases.find(({ id }) => id === caseId) ?? null,
    findingsOf: ({ findingIds }) => findings.filter(({ id }) => findingIds.includes(id)),
    photos: (caseId, findingIds) => photos(place(caseId ?? findingIds[0] ?? '')),
    statistics: () => summarise(countsOf(cases)),
    logHead: () => metaOf().logHead,
  };
}

function countsOf(cases: readonly CaseRecord[]): readonly CaseCount[] {
  return cases.map(({ category, townCode, town, state }) => ({
    category,
    townCode: town === null ? '' : `${townCode}-${town}`,
    town,
    state: state.handling,
    count: 1,
    overdue: 0,
    rebound: 0,
  }));
}

/** Figures of a month or week over the sample cases. */
export function sampleReport(kind: 'week' | 'month', count: number): PeriodReport {
  const counts = countsOf(sampleCases(count));
  const happenings = {
    found: counts,
    filed: counts.slice(0, 9),
    closed: counts.slice(0, 4),
    fellOverdue: counts.slice(0, 2),
  };
  return periodReport(periodOf(kind, '2026-06-15'), '2026-07-01', { statistics: summarise(counts), happenings });
}

/** Writes a built-in ledger over the sample cases; with pictures when there is a folder of originals. */
export async function exportSample(
  definition: LedgerDefinition,
  count: number,
  outPath: string,
  photos: { readonly folder: string; readonly of: (at: number) => RowPhotos } | null,
) {
  const { exportId, filingUnit, filterText, exportedAt, exportedAtMs, exporter } = metaOf();
  const report =
    definition.list === 'week' || definition.list === 'month' ? sampleReport(definition.list, count) : null;
  const result = await exportLedger(
    {
      definition,
      filter: {},
      report,
      photos: photos?.folder ?? null,
      meta: { exportId, privacy: 'standard', filingUnit, filterText, exportedAt, exportedAtMs, exporter },
      outPath,
    },
    sampleReader(count, photos?.of ?? (() => ({ before: [], after: [] }))),
  );
  if (!result.ok) throw new Error(`${definition.id}: ${result.error.message}`);
  return result.value;
}

/** Ids of the built-in ledgers. */
export const LEDGER_IDS = BUILT_IN_LEDGERS.map(({ id }) => id);

/** Photos of the sample workbook as originals in a folder, and one of them as a camera held upright writes it (EXIF 6). */
export async function samplePhotos(folder: string): Promise<readonly string[]> {
  const file = new URL('../../../resources/samples/巡查排查表.xlsx', import.meta.url);
  const pictures = await extractPictures(readFileSync(file), '巡查排查表.xlsx', folder);
  if (!pictures.ok) throw new Error(pictures.error.message);
  const hashes = [...new Set(pictures.value.map(({ sha256 }) => sha256))];
  const turned = turnedJpeg(readFileSync(join(folder, hashes[0] ?? '')));
  const sha256 = createHash('sha256').update(turned).digest('hex');
  writeFileSync(join(folder, sha256), turned);
  return [...hashes, sha256];
}

/** A JPEG with EXIF that says: turn me a quarter to the right. */
export function turnedJpeg(jpeg: Buffer): Buffer {
  const exif = Buffer.from('4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}
