import type { StagedMessage, StagedRow } from '#core/contract/views-import.ts';

/** A text for a cell, with what it reads now. */
export interface CellEdit {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Text put in before; null: as in the file. */
  readonly was: string | null;
}

/** What a cell of a row was before an edit: text put in by hand, or null for that of the file. */
export function textBefore(row: StagedRow, column: number): string | null {
  const isEdited = row.edited.some((edit) => edit.column === column);
  return isEdited ? (row.cells[column] ?? '') : null;
}

/** The edit that takes over a suggestion; null when the message has none. */
export function suggestionEdit(row: StagedRow, { column, suggestion }: StagedMessage): CellEdit | null {
  if (column === null || suggestion === null) return null;
  return { row: row.row, column, text: suggestion, was: textBefore(row, column) };
}
