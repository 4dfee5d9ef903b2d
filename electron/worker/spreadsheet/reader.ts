import type { SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import type { Result } from '#core/domain/shared/result.ts';

/** Formats that are read. `ods`: OpenDocument; `xml`: SpreadsheetML of Excel 2003; `html`: a page saved as .xls. */
export type WorkbookFormat = 'xlsx' | 'xls' | 'csv' | 'html' | 'xml' | 'ods';

/** A workbook as read, whatever program made it. */
export interface Workbook {
  readonly format: WorkbookFormat;
  readonly sheets: readonly SheetGrid[];
  /** Chinese: what the reader could not take over, and what it assumed. */
  readonly remarks: readonly string[];
  readonly pictures: WorkbookPictures;
}

/** A picture and the cell that it belongs to. `row` from 1, `column` from 0: floating ones by their upper left corner. */
export interface PlacedPicture {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly name: string;
  readonly kind: 'floating' | 'cell';
  /** Size; unpacking stops there. */
  readonly bytes: number;
}

/**
 * Pictures of a workbook. Their bytes are not held: `read` unpacks one from the file each time it is asked, exactly as
 * stored; null when the file does not hold it whole.
 */
export interface WorkbookPictures {
  readonly placed: readonly PlacedPicture[];
  read(picture: PlacedPicture): Promise<Buffer | null>;
}

/** Of formats whose pictures are not read. */
export const NO_PICTURES: WorkbookPictures = { placed: [], read: () => Promise.resolve(null) };

/** What a reader may tell while it reads: bytes read so far of all that there are. */
export type ReadProgress = (done: number, total: number) => void;

/** Reads one format. `claims` looks at the content only; `read` refuses what is damaged and never evaluates a formula. */
export interface WorkbookReader {
  readonly name: WorkbookFormat;
  claims(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array, progress: ReadProgress): Promise<Result<Workbook>>;
}
