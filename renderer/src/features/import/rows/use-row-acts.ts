import { useCallback, useState } from 'react';
import type { StagedRow } from '#core/contract/views-import.ts';
import { asError } from '../../../api/as-error.ts';
import { ask } from '../../../api/ask.ts';
import type { IssueKey, RowFilter } from '../import-address.ts';
import type { CellEdit } from './cell-edit.ts';
import { KINDS } from './kinds.ts';
import { type Edits, popUndo, pushUndo, undoSteps } from './undo-stack.ts';

/** Most cells of one request. */
const MOST_CELLS = 1000;
/** Most rows of one page, and of one request. */
const PAGE = 200;
const MOST_ROWS = 1000;

/** What can be done with rows; each says what came of it in `said`, or leaves the refusal in `error`. */
export interface RowActs {
  readonly busy: boolean;
  readonly error: Error | null;
  readonly said: string;
  /** Name of the step that 撤销 would take back; null: none. */
  readonly undoable: string | null;
  readonly fail: (fault: Error) => void;
  readonly edit: (edits: readonly CellEdit[]) => Promise<void>;
  /** Puts the text of the file back into a cell. */
  readonly restore: (row: StagedRow, column: number) => Promise<void>;
  readonly replaceAll: (column: number, from: string, to: string) => Promise<void>;
  readonly acceptAll: (issue: IssueKey, title: string) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly tick: (rows: readonly number[], ticked: boolean) => Promise<void>;
  readonly tickThrough: (filter: RowFilter, from: number, to: number, ticked: boolean) => Promise<void>;
  readonly tickAll: (filter: RowFilter, ticked: boolean) => Promise<void>;
}

/** Commands on the rows of a staging. */
export function useRowActs(staged: string): RowActs {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [said, setSaid] = useState('');

  const attempt = useCallback(async (work: () => Promise<string>) => {
    setBusy(true);
    setError(null);
    try {
      setSaid(await work());
    } catch (fault) {
      setError(asError(fault));
    }
    setBusy(false);
  }, []);

  const edit = useCallback(
    (edits: readonly CellEdit[]) =>
      attempt(async () => {
        const cells = edits.slice(0, MOST_CELLS).map(({ row, column, text }) => ({ row, column, text }));
        const { rows } = await ask('import.editCells', { staged, edits: cells });
        const label = edits.length === 1 ? `第 ${edits[0]?.row ?? ''} 行的改动` : `${cells.length} 格的改动`;
        pushUndo(staged, { label, edits: edits.map(({ row, column, was }) => ({ row, column, text: was })) });
        return rows.length === 1 ? rowLine(rows[0]) : `已改 ${cells.length} 格。`;
      }),
    [staged, attempt],
  );
  const restore = useCallback(
    (row: StagedRow, column: number) =>
      attempt(async () => {
        const was = row.cells[column] ?? '';
        const { rows } = await ask('import.editCells', { staged, edits: [{ row: row.row, column, text: null }] });
        pushUndo(staged, { label: `第 ${row.row} 行恢复原文`, edits: [{ row: row.row, column, text: was }] });
        return rowLine(rows[0]);
      }),
    [staged, attempt],
  );
  const replaceAll = useCallback(
    (column: number, from: string, to: string) =>
      attempt(async () => {
        const { replaced, changed } = await ask('import.replaceCells', { staged, column, from, to });
        keep(staged, `${replaced} 处“${from}”改为“${to}”`, changed);
        return `已把 ${replaced} 处“${from || '（空）'}”改为“${to || '（空）'}”。`;
      }),
    [staged, attempt],
  );
  const acceptAll = useCallback(
    (issue: IssueKey, title: string) =>
      attempt(async () => {
        const { replaced, changed } = await ask('import.acceptSuggestions', { staged, issue });
        keep(staged, `“${title}”的 ${replaced} 处建议`, changed);
        return `“${title}”：已采用 ${replaced} 行的建议。`;
      }),
    [staged, attempt],
  );
  const undo = useCallback(
    () =>
      attempt(async () => {
        const step = undoSteps(staged).at(-1);
        if (step === undefined) return '没有可撤销的改动。';
        for (let at = 0; at < step.edits.length; at += MOST_CELLS)
          await ask('import.editCells', { staged, edits: step.edits.slice(at, at + MOST_CELLS) });
        popUndo(staged);
        return `已撤销：${step.label}。`;
      }),
    [staged, attempt],
  );
  const tick = useCallback(
    (rows: readonly number[], ticked: boolean) => attempt(() => tickRows(staged, rows, ticked)),
    [staged, attempt],
  );
  const tickThrough = useCallback(
    (filter: RowFilter, from: number, to: number, ticked: boolean) =>
      attempt(async () => tickRows(staged, await rowsBetween(staged, filter, from, to), ticked)),
    [staged, attempt],
  );
  const tickAll = useCallback(
    (filter: RowFilter, ticked: boolean) =>
      attempt(async () => {
        await ask('import.tickRows', { staged, select: { filter }, ticked });
        return ticked ? '已勾选所示的全部行。' : '已取消勾选所示的全部行，这些行不会写入。';
      }),
    [staged, attempt],
  );
  const undoable = undoSteps(staged).at(-1)?.label ?? null;
  return {
    busy,
    error,
    said,
    undoable,
    fail: setError,
    edit,
    restore,
    replaceAll,
    acceptAll,
    undo,
    tick,
    tickThrough,
    tickAll,
  };
}

/** Rows from one place of a filter to another, by their number in the sheet. */
async function rowsBetween(staged: string, filter: RowFilter, from: number, to: number): Promise<readonly number[]> {
  const rows: number[] = [];
  for (let at = from; at <= to; at += PAGE) {
    const page = await ask('import.rows', { staged, filter, offset: at, limit: Math.min(PAGE, to - at + 1) });
    rows.push(...page.rows.map(({ row }) => row));
  }
  return rows;
}

async function tickRows(staged: string, rows: readonly number[], ticked: boolean): Promise<string> {
  for (let at = 0; at < rows.length; at += MOST_ROWS)
    await ask('import.tickRows', { staged, select: { rows: rows.slice(at, at + MOST_ROWS) }, ticked });
  const which = rows.length === 1 ? `第 ${rows[0] ?? ''} 行` : ` ${rows.length} 行`;
  return ticked ? `已勾选${which}。` : `已取消勾选${which}，不会写入。`;
}

/** A replacement that is too large to be kept cannot be taken back here. */
function keep(
  staged: string,
  label: string,
  changed: readonly { readonly row: number; readonly column: number; readonly was: string | null }[],
): void {
  const edits: Edits = changed.map(({ row, column, was }) => ({ row, column, text: was }));
  if (edits.length > 0) pushUndo(staged, { label, edits });
}

function rowLine(row: StagedRow | undefined): string {
  if (row === undefined) return '';
  const errors = row.messages.filter(({ level }) => level === 'error').length;
  return `第 ${row.row} 行已改，现在是“${KINDS[row.kind].word}”${errors > 0 ? `，还有 ${errors} 处错误` : ''}。`;
}
