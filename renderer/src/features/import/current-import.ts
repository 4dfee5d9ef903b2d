import type { ImportView } from '#core/contract/views-import.ts';

/** What was written, and the staging that it came from: it still answers for its error workbook. */
export interface FinishedImport {
  readonly view: ImportView;
  readonly staged: string;
  readonly fileName: string;
}

/** What somebody who comes back to 导入 by its bare address was at. Of this window, until the program ends. */
interface CurrentImport {
  readonly staged: string | null;
  readonly done: FinishedImport | null;
}

let current: CurrentImport = { staged: null, done: null };

/** What was looked at last. */
export function currentImport(): CurrentImport {
  return current;
}

/** Remembers the staging that is looked at; null: none. */
export function rememberStaged(staged: string | null): void {
  current = { staged, done: null };
}

/** Remembers what was written last, so that its closing message is still there after its rows were looked at. */
export function rememberDone(done: FinishedImport | null): void {
  current = { staged: null, done };
}
