import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { LedgerSort } from '#core/domain/ledger/ledger-definition.ts';
import { type LedgerRow, ledgerRowOf } from '#core/domain/ledger/ledger-row.ts';
import { findLedger } from '#core/domain/ledger/ledgers.ts';
import { type Result, refuse } from '#core/domain/shared/result.ts';
import type { LedgerMeta } from './ledger-sheet.ts';
import { type LedgerControl, type LedgerFile, writeLedger } from './write-ledger.ts';

/** What the export asks of the database. `Filter` is the case list's own filter; this module only hands it on. */
export interface LedgerReader<Filter> {
  /** Rows of the filter in the order asked for, one by one; read under one snapshot together with `count` and `logHead`. */
  rows(filter: Filter, sort: readonly LedgerSort[]): Iterable<CaseRecord>;
  count(filter: Filter): number;
  logHead(): LedgerMeta['logHead'];
  close(): void;
}

/** A request of the job; plain JSON. */
export interface LedgerExportRequest<Filter> {
  readonly databasePath: string;
  readonly definitionId: string;
  readonly filter: Filter;
  /** Absent: the order of the definition. */
  readonly sort?: readonly LedgerSort[];
  readonly meta: Omit<LedgerMeta, 'expectedCount' | 'logHead' | 'sort'>;
  readonly outPath: string;
}

/** What the job is given by its process. */
export interface LedgerExportDeps<Filter> extends LedgerControl {
  /** Opens the database read-only, with one read transaction until `close`. */
  readonly openReader: (databasePath: string) => LedgerReader<Filter>;
}

/** Exports a ledger from a database. Refusals: `LEDGER_UNKNOWN`, and those of `writeLedger`. */
export async function exportLedger<Filter>(
  request: LedgerExportRequest<Filter>,
  deps: LedgerExportDeps<Filter>,
): Promise<Result<LedgerFile>> {
  const definition = findLedger(request.definitionId);
  if (definition === undefined)
    return refuse('LEDGER_UNKNOWN', `没有名为“${request.definitionId}”的台账，请从台账列表中选择。`);
  const reader = deps.openReader(request.databasePath);
  try {
    const sort = request.sort ?? definition.sort;
    const meta: LedgerMeta = {
      ...request.meta,
      sort,
      expectedCount: reader.count(request.filter),
      logHead: reader.logHead(),
    };
    const rows = ledgerRows(reader.rows(request.filter, sort));
    return await writeLedger({ definition, rows, meta, outPath: request.outPath }, deps);
  } finally {
    reader.close();
  }
}

function* ledgerRows(records: Iterable<CaseRecord>): Generator<LedgerRow> {
  let index = 0;
  for (const record of records) {
    index += 1;
    const { beforePhotos, afterPhotos } = record.facts;
    yield ledgerRowOf(record, { index, photos: { before: beforePhotos, after: afterPhotos } });
  }
}
