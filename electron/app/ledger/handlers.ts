import type { ExportEntryView, LedgerView } from '#core/contract/views-export.ts';
import { editableColumnsOf } from '#core/domain/ledger/editable-columns.ts';
import { splitsOf } from '#core/domain/ledger/ledger-scope.ts';
import type { LedgerColumn, LedgerDefinition, LedgerPaper } from '#core/domain/ledger/ledger-definition.ts';
import { BUILT_IN_LEDGERS, findLedger } from '#core/domain/ledger/ledgers.ts';
import { periodOf } from '#core/domain/ledger/period.ts';
import { inReadTx } from '#db/access.ts';
import { countExports, type ExportEntry, listExports } from '#db/repositories/export-log.ts';
import { listReports } from '#db/repositories/period-reports.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { exportDefinitionHandlers } from './export-definitions.ts';
import { exportParts, exportToFile } from './export-ledger.ts';
import { partsOf } from './parts.ts';
import { resolveSpec } from './resolve-spec.ts';
import { previewLedger } from './preview.ts';
import { reportView, takeReport } from './reports.ts';

/** Use cases of the ledgers (台账), the snapshots of reports (报表快照) and the saved exports (导出方案). */
export function ledgerHandlers(env: Environment): HandlersOf<'ledger' | 'report' | 'exportDefinition'> {
  const { connection } = env;
  return {
    'ledger.list': () => BUILT_IN_LEDGERS.map(ledgerView),
    'ledger.preview': ({ rows, ...spec }, { actor }) => previewLedger(env, actor, spec, rows),
    'ledger.export': ({ file, ...spec }, call) => exportToFile(env, call, spec, file),
    'ledger.parts': ({ split, ...spec }, { actor }) =>
      inReadTx(connection, (reader) => partsOf(env, reader, resolveSpec(reader, spec, actor), split)),
    'ledger.exportParts': ({ file, split, ...spec }, call) => exportParts(env, call, spec, split, file),
    'ledger.exports': ({ page }) =>
      inReadTx(connection, (reader) => ({
        rows: listExports(reader, page.size, page.offset).map(entryView),
        total: countExports(reader),
      })),
    'report.take': ({ kind, from }, { actor }) => reportView(takeReport(env, actor, periodOf(kind, from))),
    'report.list': ({ kind }) => listReports(connection.reader, kind).map(reportView),
    ...exportDefinitionHandlers(env),
  };
}

function ledgerView(definition: LedgerDefinition): LedgerView {
  const { id, version, name, purpose, source, list, proposed, sheets } = definition;
  const editable = editableColumnsOf(id);
  return {
    id,
    version,
    name,
    purpose,
    source,
    list,
    proposed,
    splits: splitsOf(definition),
    sheets: sheets.map(({ title, sheetName, paper, columns }) => ({
      title: title.replace(/（.*\{\w+\}.*）/, ''),
      sheetName,
      paper: paperText(paper),
      columns: columns.map((column: LedgerColumn) => ({
        key: column.key,
        header: column.header,
        group: column.group ?? null,
        empty: column.field === null,
        photos: column.photos !== undefined,
        editable: editable.has(column.key),
      })),
    })),
  };
}

function paperText({ size, orientation, pagesWide }: LedgerPaper): string {
  const wide = pagesWide === 1 ? '' : `，每行 ${pagesWide} 页并排`;
  return `${size} ${orientation === 'landscape' ? '横向' : '纵向'}${wide}`;
}

function entryView(entry: ExportEntry): ExportEntryView {
  const {
    filter: _filter,
    actor: _actor,
    ledgerVersion: _version,
    device,
    headSeq,
    headHash,
    sendingId: _sending,
    ...rest
  } = entry;
  const ledgerName = findLedger(entry.ledger)?.name ?? entry.ledger;
  return { ...rest, ledgerName, head: { device, seq: headSeq, hash: headHash } };
}
