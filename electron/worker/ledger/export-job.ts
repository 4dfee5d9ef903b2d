import { createHash } from 'node:crypto';
import { type LedgerItem, type LedgerReader, type RowsRequest, sheetRows } from '#app/ledger/sheet-rows.ts';
import { ok, type Result } from '#core/domain/shared/result.ts';
import type { LedgerMeta } from './ledger-sheet.ts';
import { type LedgerControl, type LedgerFile, type SheetInput, writeLedger } from './write-ledger.ts';

/** A request of the export. */
export interface LedgerExportRequest<Filter> extends Pick<RowsRequest<Filter>, 'definition' | 'filter' | 'report'> {
  /** Keys of the columns; absent: all. */
  readonly columns?: readonly string[];
  readonly meta: Omit<LedgerMeta, 'logHead' | 'sort' | 'definition'>;
  readonly outPath: string;
  /** Folder of the originals of photos, when pictures are shown. */
  readonly photos: string | null;
}

/** A ledger that was exported. `rowsHash`: SHA-256 over the keys of the rows, one a line. */
export interface ExportedLedger extends LedgerFile {
  readonly rowsHash: string;
}

/** Exports a ledger. Refusals are those of `writeLedger`. */
export async function exportLedger<Filter>(
  request: LedgerExportRequest<Filter>,
  reader: LedgerReader<Filter>,
  control: LedgerControl = {},
): Promise<Result<ExportedLedger>> {
  const { definition, filter, report, columns, photos, meta, outPath } = request;
  const hash = createHash('sha256');
  const rowsOf = {
    definition,
    filter,
    report,
    choice: { columns, photos: photos !== null },
    forEditing: meta.fillIn !== undefined,
    privacy: meta.privacy,
    today: meta.exportedAt.slice(0, 10),
  };
  const [first, ...others] = definition.sheets.map((sheet): SheetInput & { items: Iterable<LedgerItem> } => {
    const { plan, items, ...rows } = sheetRows(sheet, rowsOf, reader);
    const expected = rows.expected();
    return { plan, items, expected, ...(rows.countText === undefined ? {} : { countText: rows.countText(expected) }) };
  });
  if (first === undefined) throw new Error('a ledger has a sheet');
  const hashed = { ...first, items: hashing(first.items, (text) => hash.update(text)) };
  const written = await writeLedger(
    {
      sheets: [hashed, ...others],
      meta: { ...meta, definition, sort: definition.sort, logHead: reader.logHead() },
      outPath,
      photos,
    },
    control,
  );
  return written.ok ? ok({ ...written.value, rowsHash: hash.digest('hex') }) : written;
}

function* hashing(items: Iterable<LedgerItem>, add: (text: string) => void): Generator<LedgerItem> {
  for (const item of items) {
    add(`${item.key ?? JSON.stringify(item.row)}\n`);
    yield item;
  }
}
