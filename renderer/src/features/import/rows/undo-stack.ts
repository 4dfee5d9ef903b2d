import type { InputOf } from '#core/contract/routes.ts';

/** Texts to be put back. */
export type Edits = InputOf<'import.editCells'>['edits'];

/** One step that can be taken back. */
export interface UndoStep {
  /** What is taken back, for people. */
  readonly label: string;
  readonly edits: Edits;
}

/** Most steps kept of one staging. */
const MOST = 100;
const stacks = new Map<string, readonly UndoStep[]>();

/** Steps of a staging, the last one last; kept while the program runs, so that looking elsewhere loses none. */
export function undoSteps(staged: string): readonly UndoStep[] {
  return stacks.get(staged) ?? [];
}

/** Keeps a step. */
export function pushUndo(staged: string, step: UndoStep): void {
  stacks.set(staged, [...undoSteps(staged), step].slice(-MOST));
}

/** Takes the last step off; null when there is none. */
export function popUndo(staged: string): UndoStep | null {
  const steps = undoSteps(staged);
  stacks.set(staged, steps.slice(0, -1));
  return steps.at(-1) ?? null;
}
