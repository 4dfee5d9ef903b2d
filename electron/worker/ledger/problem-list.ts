import type { LedgerProblem } from '#core/domain/ledger/sanitize.ts';

/** Most problems kept one by one; the rest are counted. */
const MAX_LISTED = 1000;

/** Problems met while a ledger was written: listed up to a bound, so that a bad source cannot fill the memory. */
export interface ProblemList {
  add(problem: LedgerProblem): void;
  /** All that was kept, and one last entry that says how many more there were. */
  all(): readonly LedgerProblem[];
}

/** Begins an empty list. */
export function createProblemList(): ProblemList {
  const listed: LedgerProblem[] = [];
  let unlisted = 0;
  return {
    add: (problem) => {
      if (listed.length < MAX_LISTED) listed.push(problem);
      else unlisted += 1;
    },
    all: () => (unlisted === 0 ? listed : [...listed, notListed(unlisted)]),
  };
}

function notListed(count: number): LedgerProblem {
  return { code: 'PROBLEMS_NOT_LISTED', row: null, column: null, message: `另有 ${count} 条提示未逐条列出` };
}

/** A problem as one line of text, e.g. `序号 12“问题描述”：…`. */
export function problemLine(problem: LedgerProblem): string {
  const where = `${problem.row === null ? '' : `序号 ${problem.row}`}${problem.column === null ? '' : `“${problem.column}”`}`;
  return where === '' ? problem.message : `${where}：${problem.message}`;
}
