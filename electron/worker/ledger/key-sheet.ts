import type { EditableColumn } from '#core/domain/ledger/editable-columns.ts';
import { columnLetters, type LedgerColumn } from '#core/domain/ledger/ledger-definition.ts';
import type { LedgerMeta } from './ledger-sheet.ts';
import type { Workbook } from './xlsx/workbook.ts';

/** A sheet as the key sheet describes it, for whoever reads the workbook back. */
export interface DescribedSheet {
  readonly name: string;
  readonly rows: string;
  readonly columns: readonly LedgerColumn[];
  /** Rows of the data, from 1; `last` below `first` when there are none. */
  readonly first: number;
  readonly last: number;
  /** Index of the hidden column of row keys, null when the rows are no records. */
  readonly keyColumn: number | null;
  /** Columns that were left unlocked; null when it was not made to be filled in. */
  readonly editable: ReadonlyMap<string, EditableColumn> | null;
  /** Keys of the rows as they were sent; empty when it was not made to be filled in. */
  readonly keys: readonly string[];
}

/** Name of the very hidden sheet. */
const KEY_SHEET = 'heqing';
/** Version of its form. */
const FORM = 1;

/**
 * Writes the very hidden sheet by which a returned workbook is recognised: which ledger of which version, which export, under
 * which head of the log and which privacy level, and which column of which sheet holds which field. Which case and revision a
 * row is stands in the hidden last column of its own sheet (`rowKey`), so that it survives sorting. The value as exported is
 * what the row builder makes of that revision. Of a ledger that is to be filled in also: the town or unit it was sent to, what
 * was left unlocked, and the rows that were in it. The lines are told by their first cell; see the README for all of them.
 */
export async function writeKeySheet(
  workbook: Workbook,
  meta: LedgerMeta,
  sheets: readonly DescribedSheet[],
): Promise<void> {
  const sheet = workbook.sheet({ name: KEY_SHEET, setup: { widths: [14, 24, 24, 24, 24, 24] }, veryHidden: true });
  let number = 0;
  const line = (...values: readonly (string | number | null)[]) => {
    number += 1;
    sheet.row(
      number,
      null,
      values.map((value) => ({ value, style: null })),
    );
  };
  line('heqing-ledger', FORM);
  line('definition', meta.definition.id, meta.definition.version);
  line('export', meta.exportId);
  line('exportedAt', meta.exportedAt);
  line('privacy', meta.privacy);
  if (meta.logHead !== null) line('head', meta.logHead.device, meta.logHead.seq, meta.logHead.hash);
  if (meta.fillIn !== undefined) line('forEditing', 1);
  if (meta.part !== undefined) {
    const { scope, sendingId } = meta.part;
    line('scope', scope.by, scope.value, scope.name);
    line('sending', sendingId);
  }
  for (const { name, rows, columns, first, last, keyColumn, editable, keys } of sheets) {
    line('sheet', name, rows, first, last, keyColumn === null ? null : columnLetters(keyColumn));
    for (const [at, column] of columns.entries())
      line('column', name, columnLetters(at), column.key, column.field, column.header);
    for (const [at, { key }] of columns.entries()) {
      const one = editable?.get(key);
      if (one !== undefined) line('editable', name, columnLetters(at), key, `${one.record}.${one.command}`, one.form);
    }
    for (const key of keys) line('row', name, key);
  }
  await sheet.end();
}
