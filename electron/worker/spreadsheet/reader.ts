import type { SheetGrid } from '#core/domain/spreadsheet/grid.ts';
import type { Result } from '#core/domain/shared/result.ts';

/** A workbook as read, whatever program made it. */
export interface Workbook {
  readonly format: 'xlsx';
  readonly sheets: readonly SheetGrid[];
  /** Chinese: what the reader could not take over. */
  readonly remarks: readonly string[];
}

/** Reads one format. `claims` looks at the content only; `read` refuses what is damaged and never evaluates a formula. */
export interface WorkbookReader {
  readonly name: string;
  claims(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array): Promise<Result<Workbook>>;
}
