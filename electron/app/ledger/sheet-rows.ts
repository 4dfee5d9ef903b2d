import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { editableColumnsOf, takesEdits } from '#core/domain/ledger/editable-columns.ts';
import { figureRows } from '#core/domain/ledger/figure-rows.ts';
import { findingRowOf } from '#core/domain/ledger/finding-row.ts';
import type { LedgerDefinition, LedgerRow, LedgerSheet, LedgerSort } from '#core/domain/ledger/ledger-definition.ts';
import { ledgerRowOf } from '#core/domain/ledger/ledger-row.ts';
import { periodText } from '#core/domain/ledger/period.ts';
import { type PeriodReport, periodRows } from '#core/domain/ledger/period-rows.ts';
import type { PrivacyLevel } from '#core/domain/ledger/privacy.ts';
import { rowKey } from '#core/domain/ledger/row-key.ts';
import { planSheet, type SheetChoice, type SheetPlan } from '#core/domain/ledger/sheet-plan.ts';
import type { CaseStatistics } from '#core/domain/ledger/statistics.ts';

/** Photos of one row, by when they were taken; each the SHA-256 that names its file. */
export interface RowPhotos {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** One printed row, the key it is recognised by, and its photos. */
export interface LedgerItem {
  readonly row: LedgerRow;
  /** See `rowKey`; null where the row is no record. */
  readonly key: string | null;
  readonly photos?: RowPhotos;
  /** The record takes no edits as it stands: nothing of the row may be filled in. */
  readonly locked?: boolean;
}

/** One sheet with its rows in their printed order, made as they are asked for. */
export interface SheetRows {
  readonly plan: SheetPlan;
  readonly items: Iterable<LedgerItem>;
  /** How many rows the filter counts; the export is refused when they are not just as many. */
  readonly expected: () => number;
  /** First line under the table, given that number; the usual one when left out. */
  readonly countText?: (expected: number) => string;
}

/** What of a request the rows of a sheet depend on. */
export interface RowsRequest<Filter> {
  readonly definition: LedgerDefinition;
  readonly filter: Filter;
  readonly choice: SheetChoice;
  /** To be filled in and sent back (供填报): only what may be changed by a command is left unlocked. */
  readonly forEditing?: boolean;
  /** Of a report: the figures that were kept. */
  readonly report: PeriodReport | null;
  readonly privacy: PrivacyLevel;
  readonly today: CivilDate;
}

/** What the export asks of the database, read under one snapshot. `Filter` is the list's own; this module only hands it on. */
export interface LedgerReader<Filter> {
  /** Cases of the filter in the order asked for, one by one. */
  cases(filter: Filter, sort: readonly LedgerSort[]): Iterable<CaseRecord>;
  countCases(filter: Filter): number;
  findings(filter: Filter, sort: readonly LedgerSort[]): Iterable<FindingRecord>;
  countFindings(filter: Filter): number;
  caseOf(finding: FindingRecord): CaseRecord | null;
  findingsOf(record: CaseRecord): readonly FindingRecord[];
  photos(caseId: string | null, findingIds: readonly string[]): RowPhotos;
  statistics(filter: Filter, today: CivilDate): CaseStatistics;
  logHead(): { readonly device: string; readonly seq: number; readonly hash: string } | null;
}

/** What rows are made with. */
interface Making {
  readonly today: CivilDate;
  readonly privacy: PrivacyLevel;
  /** Whether pictures are shown, so that their files have to be known. */
  readonly pictures: boolean;
}

/** The rows of one sheet of a ledger. They read the database while they are asked for: use them inside its transaction. */
export function sheetRows<Filter>(
  sheet: LedgerSheet,
  { definition, filter, choice, forEditing = false, report, privacy, today }: RowsRequest<Filter>,
  reader: LedgerReader<Filter>,
): SheetRows {
  const words = { date: dayText(today), period: report === null ? '' : periodText(report.period) };
  const editable = forEditing ? editableColumnsOf(definition.id, sheet.rows) : undefined;
  const plan = planSheet(sheet, { ...choice, editable }, words);
  const making = { today, privacy, pictures: choice.photos };
  const sort = definition.sort;
  switch (sheet.rows) {
    case 'case': {
      const items = caseItems(reader.cases(filter, sort), reader, making);
      return { plan, items, expected: () => reader.countCases(filter) };
    }
    case 'finding': {
      if (definition.list !== 'finding') return findingsOfCases(plan, reader, making, () => reader.cases(filter, sort));
      const items = findingItems(reader.findings(filter, sort), reader, making);
      return { plan, items, expected: () => reader.countFindings(filter) };
    }
    case 'classTown':
      return statisticsRows(plan, reader.statistics(filter, today), () => reader.countCases(filter));
    case 'periodByClass':
      return reportRows(plan, report, 'byCategory');
    case 'periodByTown':
      return reportRows(plan, report, 'byTown');
  }
}

function statisticsRows(plan: SheetPlan, statistics: CaseStatistics, count: () => number): SheetRows {
  const items = figureRows(statistics).map(plain);
  const { total, withdrawn } = statistics.all;
  const counted = total + withdrawn;
  return {
    plan,
    items,
    // Counted by two ways; a table that leaves cases out is not printed.
    expected: () => (count() === counted ? items.length : -1),
    countText: () => `本表统计案件 ${counted} 件，与筛选条件统计数一致；其中撤案 ${withdrawn} 件不计入总数。`,
  };
}

function reportRows(plan: SheetPlan, report: PeriodReport | null, by: 'byCategory' | 'byTown'): SheetRows {
  if (report === null) throw new Error('a report is printed from its snapshot');
  const items = periodRows(report, by).map(plain);
  const { total, withdrawn } = report.all.figures;
  return {
    plan,
    items,
    expected: () => items.length,
    countText: (rows) => `本表共 ${rows} 行（含合计），统计案件 ${total} 件，另有撤案 ${withdrawn} 件不计入。`,
  };
}

function plain(row: LedgerRow): LedgerItem {
  return { row, key: null };
}

function* caseItems<Filter>(
  records: Iterable<CaseRecord>,
  reader: LedgerReader<Filter>,
  { today, privacy, pictures }: Making,
): Generator<LedgerItem> {
  let index = 0;
  for (const record of records) {
    index += 1;
    const { beforePhotos: before, afterPhotos: after } = record.facts;
    const row = ledgerRowOf(record, { index, photos: { before, after }, today, privacy });
    const key = rowKey([{ kind: 'case', id: record.id, rev: record.rev }]);
    const item = { row, key, locked: !takesEdits(record) };
    yield pictures && before + after > 0 ? { ...item, photos: reader.photos(record.id, record.findingIds) } : item;
  }
}

function* findingItems<Filter>(
  findings: Iterable<FindingRecord>,
  reader: LedgerReader<Filter>,
  { privacy, pictures }: Making,
): Generator<LedgerItem> {
  let index = 0;
  for (const finding of findings) {
    index += 1;
    const filed = reader.caseOf(finding);
    const { beforePhotos: before, afterPhotos: after } = finding;
    const row = findingRowOf(finding, { index, case: filed, photos: { before, after }, privacy });
    const own = { kind: 'finding', id: finding.id, rev: finding.rev } as const;
    const key = rowKey(filed === null ? [own] : [own, { kind: 'case', id: filed.id, rev: filed.rev }]);
    const item = { row, key, locked: !takesEdits(finding) };
    yield pictures && before + after > 0 ? { ...item, photos: reader.photos(null, [finding.id]) } : item;
  }
}

/** The findings that the cases of a filter were filed from. */
function findingsOfCases<Filter>(
  plan: SheetPlan,
  reader: LedgerReader<Filter>,
  making: Making,
  cases: () => Iterable<CaseRecord>,
): SheetRows {
  function* findings(): Generator<FindingRecord> {
    for (const record of cases()) yield* reader.findingsOf(record);
  }
  const expected = () => {
    let count = 0;
    for (const record of cases()) count += reader.findingsOf(record).length;
    return count;
  };
  const countText = (count: number) => `本表共 ${count} 条，为筛选出的案件立案所依据的线索。`;
  return { plan, items: findingItems(findings(), reader, making), expected, countText };
}

function dayText(day: CivilDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
