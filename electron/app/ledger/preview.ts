import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerPreview, PreviewSheet } from '#core/contract/views-export.ts';
import { filterInWords } from '#core/domain/ledger/filter-words.ts';
import { ledgerValue } from '#core/domain/ledger/ledger-definition.ts';
import type { PeriodReport } from '#core/domain/ledger/period-rows.ts';
import { printedText } from '#core/domain/ledger/printed-text.ts';
import { inReadTx, type Reader } from '#db/access.ts';
import { countCases } from '#db/repositories/lists/case-lists.ts';
import { countFindings } from '#db/repositories/lists/finding-lists.ts';
import { type Actor, type Environment, today } from '../environment.ts';
import { accountNames } from './account-names.ts';
import { ledgerReader } from './ledger-reader.ts';
import { photosAhead } from './preview-photos.ts';
import { keptReport, reportNow } from './reports.ts';
import { resolveSpec, type ResolvedSpec } from './resolve-spec.ts';
import { type SheetRows, sheetRows } from './sheet-rows.ts';

/** The first rows of an export, made by the very rows of the export. A report without a snapshot is shown as it would be now. */
export function previewLedger(env: Environment, actor: Actor, spec: ExportSpec, rows: number): LedgerPreview {
  const { connection, ports } = env;
  return inReadTx(connection, (reader) => {
    const resolved = resolveSpec(reader, spec, actor);
    const { definition, filter, search, columns, period } = resolved;
    const kept = period === null ? null : keptReport(reader, period, spec.report);
    // Written by `report.take` only.
    const figures = kept === null ? null : (JSON.parse(kept.figures) as PeriodReport);
    const report = figures ?? (period === null ? null : reportNow(reader, period, today(ports)));
    const request = {
      definition,
      filter,
      report,
      forEditing: spec.forEditing,
      choice: { ...(columns === null ? {} : { columns }), photos: spec.photos },
      privacy: spec.privacy,
      today: today(ports),
    };
    const database = ledgerReader(reader, search, ports.device);
    const names = {
      town: (code: string) => ports.reference.district.towns.find((town) => town.code === code)?.name ?? code,
      account: (id: string) => new Map(accountNames(reader, filter)).get(id),
    };
    const counted = totalOf(reader, resolved, report);
    return {
      sheets: definition.sheets.map((sheet) => previewSheet(sheetRows(sheet, request, database), rows)),
      ...counted,
      rows: period === null ? { filter, search } : null,
      photos: spec.photos
        ? photosAhead(
            reader,
            definition.sheets.map((sheet) => sheetRows(sheet, request, database)),
            counted.total,
          )
        : null,
      filterText: filterInWords(definition.list, filter, search, names, report, kept?.figuresHash ?? ''),
      provisional: period !== null && kept === null,
    };
  });
}

function totalOf(
  reader: Reader,
  { definition, filter, search }: ResolvedSpec,
  report: PeriodReport | null,
): Pick<LedgerPreview, 'total' | 'totalIsExact'> {
  if (report !== null) return { total: report.all.figures.total, totalIsExact: true };
  // Which of the two a filter is, the definition says.
  return definition.list === 'finding'
    ? countFindings(reader, { filter: filter as Parameters<typeof countFindings>[1]['filter'], search })
    : countCases(reader, { filter: filter as Parameters<typeof countCases>[1]['filter'], search });
}

function previewSheet({ plan, items }: SheetRows, most: number): PreviewSheet {
  const rows: string[][] = [];
  for (const { row } of items) {
    if (rows.length >= most) break;
    rows.push(plan.columns.map((column) => printedText(column, ledgerValue(column, row))));
  }
  return {
    title: plan.title,
    sheetName: plan.sheetName,
    columns: plan.columns.map(({ key, header, group, align, width }) => ({
      key,
      header,
      group: group ?? null,
      align,
      open: plan.editable?.has(key) === true,
      width,
    })),
    rows,
    notes: plan.notes,
  };
}
