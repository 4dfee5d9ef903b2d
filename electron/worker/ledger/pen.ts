import type { LedgerItem, RowPhotos } from '#app/ledger/sheet-rows.ts';
import { type EditableColumn, isWholeValue } from '#core/domain/ledger/editable-columns.ts';
import { type LedgerColumn, ledgerValue } from '#core/domain/ledger/ledger-definition.ts';
import { type CellLayout, layoutRow, type WrappedCell } from '#core/domain/ledger/text-layout.ts';
import { type Continuations, createContinuations } from './continuations.ts';
import { EMPTY_CELL, type ReadyCell, readyCell } from './ledger-cells.ts';
import { layPhotos, type PhotoShelf, shownPhotos } from './ledger-photos.ts';
import { FIRST_DATA_ROW } from './ledger-sheet.ts';
import { createStyleBook } from './ledger-styles.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import type { CellValue } from './xlsx/sheet.ts';
import type { CellStyle } from './xlsx/styles.ts';
import type { OpenSheet, PictureSource } from './xlsx/workbook.ts';

/** Writes the rows of a table, and gathers what must be told and printed under it. */
export interface Pen {
  readonly problems: ProblemList;
  readonly continuations: Continuations;
  /** Writes row `index` (from 0). A promise only where pictures have to be looked up. */
  writeRow(item: LedgerItem, index: number): Promise<void> | undefined;
}

const TOO_TALL = '文字过长，纸面上该格显示不全（单元格内为全文），全文见表后附文';

/** Pictures of one cell. */
interface Pictured {
  readonly column: number;
  readonly pictures: readonly PictureSource[];
}

const NONE: readonly Pictured[] = [];

/**
 * Takes up a pen over a sheet. `keyed`: the key of each row goes into the column after the last. `editable`: columns whose cells
 * are left unlocked, but for rows that are locked and values that are not shown whole.
 */
export function createPen(
  sheet: OpenSheet,
  columns: readonly LedgerColumn[],
  shelf: PhotoShelf | null,
  keyed: boolean,
  editable?: ReadonlyMap<string, EditableColumn>,
): Pen {
  const styleOf = createStyleBook();
  const problems = createProblemList();
  const continuations = createContinuations();
  const carry = (row: number, column: string, text: string) => {
    if (continuations.add(row, column, text)) return;
    problems.add({ code: 'CONTINUATION_DROPPED', row, column, message: '表后附文已满，此处全文未附，请在案件中查看' });
  };
  const settings: (CellLayout | undefined)[] = [];
  const pictured = columns.some(({ type }) => type === 'photo');

  const write = ({ row, key, locked = false }: LedgerItem, index: number, photos: readonly Pictured[]) => {
    const number = index + 1;
    const ready: ReadyCell[] = [];
    const wrapped: NamedCell[] = [];
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at];
      if (column === undefined) continue;
      const cell = readyCell(column, row, (code, message) =>
        problems.add({ code, row: number, column: column.header, message }),
      );
      ready.push(cell);
      settings[at] = undefined;
      if (cell.shown !== null)
        wrapped.push({ text: cell.shown, width: column.width, at, header: column.header, whole: cell.whole });
    }
    const layout = layoutRow(wrapped, 2);
    wrapped.forEach(({ at, header, text, whole }, place) => {
      const setting = layout.cells[place];
      settings[at] = setting;
      const tooTall = setting?.tooTall ?? false;
      // A text too long for the cell (`whole`) was reported as that.
      if (tooTall && whole === null)
        problems.add({ code: 'TEXT_TOO_TALL', row: number, column: header, message: TOO_TALL });
      if (tooTall || whole !== null) carry(number, header, whole ?? text);
    });
    const height = photos.reduce(
      (most, one) => Math.max(most, columns[one.column]?.photos?.height ?? 0),
      layout.height,
    );
    const cells: { value: CellValue; style: CellStyle | null }[] = columns.map((column, at) => {
      const { value, look, whole } = ready[at] ?? EMPTY_CELL;
      const unlocked =
        !locked && whole === null && editable?.has(column.key) === true && isWholeValue(ledgerValue(column, row));
      const shown = photos.length > 0 && photos.some((one) => one.column === at) ? 'pictured' : look;
      return { value, style: styleOf(column, shown, settings[at], unlocked) };
    });
    if (keyed) cells.push({ value: key, style: null });
    sheet.row(FIRST_DATA_ROW + index, height, cells);
    for (const { column, pictures } of photos) {
      const at = columns[column];
      if (at === undefined) continue;
      const boxes = layPhotos(at, height, pictures);
      pictures.forEach((picture, place) => {
        const box = boxes[place];
        if (box !== undefined) sheet.place(picture, { ...box, column, row: FIRST_DATA_ROW + index - 1 });
      });
    }
  };

  const look = async (shelf: PhotoShelf, photos: RowPhotos, number: number): Promise<readonly Pictured[]> => {
    const found: Pictured[] = [];
    for (const [at, column] of columns.entries()) {
      if (column.type !== 'photo' || column.photos === undefined) continue;
      const pictures: PictureSource[] = [];
      for (const sha256 of shownPhotos(column.photos, photos)) {
        const picture = await shelf.find(sha256);
        if (picture !== null) pictures.push(picture);
        else problems.add({ code: 'PHOTO_MISSING', row: number, column: column.header, message: MISSING });
      }
      if (pictures.length > 0) found.push({ column: at, pictures });
    }
    return found;
  };

  return {
    problems,
    continuations,
    writeRow(item, index) {
      const { photos } = item;
      if (shelf === null || !pictured || photos === undefined) return void write(item, index, NONE);
      return look(shelf, photos, index + 1).then((found) => write(item, index, found));
    },
  };
}

const MISSING = '有一张照片的原图已不在照片文件夹中或已损坏，未能列示；请检查照片文件夹或从备份恢复';

interface NamedCell extends WrappedCell {
  readonly at: number;
  readonly header: string;
  readonly whole: string | null;
}
