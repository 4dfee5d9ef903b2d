import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { editableColumnsOf, isWholeValue, takesEdits } from '#core/domain/ledger/editable-columns.ts';
import { findingRowOf } from '#core/domain/ledger/finding-row.ts';
import {
  columnLetters,
  type LedgerCell,
  type LedgerColumn,
  ledgerValue,
  type LedgerRow,
} from '#core/domain/ledger/ledger-definition.ts';
import { ledgerRowOf } from '#core/domain/ledger/ledger-row.ts';
import { printedText } from '#core/domain/ledger/printed-text.ts';
import type { ReturnedBook, ReturnedRow, ReturnedSheet } from '#core/domain/ledger/returned-book.ts';
import type { ReturnedCell, ReturnedCounts, ReturnVerdict } from '#core/domain/ledger/returned-cell.ts';
import { cleanText } from '#core/domain/ledger/sanitize.ts';
import { readReturnedEdit } from '#core/domain/ledger/returned-edit.ts';
import { saysSame, typedText } from '#core/domain/ledger/returned-value.ts';
import type { RowRecord } from '#core/domain/ledger/row-key.ts';
import type { District } from '#core/domain/place/towns.ts';
import { EMPTY_CELL } from '#core/domain/spreadsheet/grid.ts';
import type { Reader } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { getFinding } from '#db/repositories/findings.ts';
import { caseAtRev, findingAtRev } from './at-revision.ts';

/** What was found in a returned ledger. */
export interface ReturnComparison {
  readonly counts: ReturnedCounts;
  readonly cells: readonly ReturnedCell[];
}

/** What a comparison needs beside the book. */
export interface ReturnSurroundings {
  readonly reader: Reader;
  readonly district: District;
  /** Told after each row. */
  readonly progress: (done: number, total: number) => void;
}

/**
 * Compares each cell of a returned ledger with what was exported (the record as it was at the revision of its row key) and
 * with what is kept now. Read-only, over one snapshot. Columns of pictures and 序号 say nothing of a record.
 */
export function compareReturned(book: ReturnedBook, surroundings: ReturnSurroundings): ReturnComparison {
  const cells: ReturnedCell[] = [];
  const counts = { rows: 0, unchanged: 0, unknown: 0, added: 0, copied: 0, missing: 0 };
  const total = book.sheets.reduce((sum, { rows }) => sum + rows.length, 0);
  let done = 0;
  for (const sheet of book.sheets) {
    counts.added += sheet.added.length;
    counts.copied += sheet.copied.length;
    counts.missing += sheet.missing;
    for (const row of sheet.rows) {
      const pair = rowPair(surroundings.reader, book, row);
      if (pair === null) counts.unknown += 1;
      else {
        const changed = changedCells(book, sheet, row, pair, surroundings.district);
        counts.rows += 1;
        if (changed.length === 0) counts.unchanged += 1;
        cells.push(...changed);
      }
      done += 1;
      surroundings.progress(done, total);
    }
  }
  return { counts: { ...counts, cells: tally(cells) }, cells };
}

function tally(cells: readonly ReturnedCell[]): Readonly<Record<ReturnVerdict, number>> {
  const counts = { edit: 0, conflict: 0, invalid: 0, locked: 0, same: 0 };
  for (const { verdict } of cells) counts[verdict] += 1;
  return counts;
}

/** A row as it was exported and as it would be exported now. */
interface RowPair {
  readonly before: LedgerRow;
  readonly now: LedgerRow;
  readonly record: RowRecord;
  readonly number: string;
  readonly open: boolean;
}

function rowPair(reader: Reader, book: ReturnedBook, { records }: ReturnedRow): RowPair | null {
  const [own, other] = records;
  if (own === undefined) return null;
  return own.kind === 'case' ? casePair(reader, book, own) : findingPair(reader, book, own, other);
}

function casePair(reader: Reader, book: ReturnedBook, own: RowRecord): RowPair | null {
  const now = getCase(reader, own.id);
  const then = now === null ? null : caseAtRev(reader, now, own.rev);
  if (now === null || then === null) return null;
  const row = (record: CaseRecord): LedgerRow => {
    const { beforePhotos: before, afterPhotos: after } = record.facts;
    return ledgerRowOf(record, { index: 0, photos: { before, after }, today: dayOf(book), privacy: book.privacy });
  };
  return {
    before: row(then),
    now: row(now),
    record: { ...own, rev: now.rev },
    number: now.number,
    open: takesEdits(now),
  };
}

function findingPair(reader: Reader, book: ReturnedBook, own: RowRecord, filed: RowRecord | undefined): RowPair | null {
  const now = getFinding(reader, own.id);
  const then = now === null ? null : findingAtRev(reader, now, own.rev);
  if (now === null || then === null) return null;
  const caseNow = now.caseId === null ? null : getCase(reader, now.caseId);
  const caseThen = filed === undefined || caseNow?.id !== filed.id ? null : caseAtRev(reader, caseNow, filed.rev);
  const row = (record: FindingRecord, of: CaseRecord | null): LedgerRow => {
    const { beforePhotos: before, afterPhotos: after } = record;
    return findingRowOf(record, { index: 0, case: of, photos: { before, after }, privacy: book.privacy });
  };
  return {
    before: row(then, caseThen),
    now: row(now, caseNow),
    record: { ...own, rev: now.rev },
    number: now.number,
    open: takesEdits(now),
  };
}

function dayOf({ exportedAt }: ReturnedBook): string {
  return exportedAt.slice(0, 10);
}

function changedCells(
  book: ReturnedBook,
  { sheet, name, columns }: ReturnedSheet,
  row: ReturnedRow,
  pair: RowPair,
  district: District,
): readonly ReturnedCell[] {
  const editable = editableColumnsOf(book.definition.id, sheet.rows);
  const mixed = isMixed(columns, row, pair);
  return columns.flatMap(({ at, column }): ReturnedCell[] => {
    if (column.type === 'photo' || column.field === 'index') return [];
    const cell = row.cells[at] ?? EMPTY_CELL;
    const then = ledgerValue(column, pair.before);
    if (saysSame(then, cell)) return [];
    const now = ledgerValue(column, pair.now);
    const typed = typedText(cell);
    const told = {
      sheet: name,
      address: `${columnLetters(at)}${row.row}`,
      header: column.header,
      record: pair.record,
      number: pair.number,
      was: printed(column, then),
      now: printed(column, now),
      typed,
    };
    if (saysSame(now, cell)) return [{ ...told, verdict: 'same', reason: '台账中已是这个内容', edit: null }];
    const open = editable.get(column.key);
    const reason = mixed ? MIXED : open === undefined ? NOT_OPEN : !pair.open ? SETTLED : partly(then);
    if (open === undefined || reason !== null) return [{ ...told, verdict: 'locked', reason, edit: null }];
    const edit = readReturnedEdit(open, typed, district);
    if (!edit.ok) return [{ ...told, verdict: 'invalid', reason: edit.error.message, edit: null }];
    const moved = told.was !== told.now;
    return [{ ...told, verdict: moved ? 'conflict' : 'edit', reason: moved ? MOVED : null, edit: edit.value }];
  });
}

/** A row whose 编号 is another's: only some columns were sorted, so nothing tells whose its other cells are. */
function isMixed(columns: ReturnedSheet['columns'], row: ReturnedRow, pair: RowPair): boolean {
  return columns.some(
    ({ at, column }) =>
      column.field === 'number' && !saysSame(ledgerValue(column, pair.before), row.cells[at] ?? EMPTY_CELL),
  );
}

/** Why a value that the cell does not hold whole can't be written over; null when it does. */
function partly(value: LedgerCell): string | null {
  if (!isWholeValue(value)) return MASKED;
  return typeof value === 'string' && cleanText(value).rest !== null ? CUT : null;
}

const MIXED = '本行的编号与行键不是同一件，可能只对部分列排了序；本行没有采用，请恢复后再核对';
const CUT = '单元格内只有内容的开头部分，不能在表中修改；请在程序中修改';
const NOT_OPEN = '此列由办理产生，不能在表中修改；请在案件中办理或更正';
const SETTLED = '已销号、撤案或已立案、合并，不能在表中修改；请在案件中更正';
const MASKED = '内容中的号码已隐去，不能在表中修改；请在程序中修改';
const MOVED = '导出以后程序中也改过这一项';

function printed(column: LedgerColumn, value: LedgerCell): string {
  return printedText(column, value);
}
