import { CASE_SET_LEDGER } from './case-set-ledger.ts';
import { CLOSURE_LEDGER } from './closure-ledger.ts';
import { INSPECTION_LIST_LEDGER } from './inspection-list-ledger.ts';
import { INSPECTION_TASKS_LEDGER } from './inspection-tasks-ledger.ts';
import type { LedgerDefinition } from './ledger-definition.ts';
import { PROGRESS_LEDGER } from './progress-ledger.ts';
import { QINGSILUAN_LEDGER } from './qingsiluan-ledger.ts';
import { MONTHLY_REPORT, WEEKLY_REPORT } from './report-ledgers.ts';
import { STATISTICS_LEDGER } from './statistics-ledger.ts';

/** The ledgers the program brings along. A new one is one more entry: data, no code. */
export const BUILT_IN_LEDGERS: readonly LedgerDefinition[] = [
  QINGSILUAN_LEDGER,
  INSPECTION_LIST_LEDGER,
  INSPECTION_TASKS_LEDGER,
  PROGRESS_LEDGER,
  CLOSURE_LEDGER,
  CASE_SET_LEDGER,
  STATISTICS_LEDGER,
  WEEKLY_REPORT,
  MONTHLY_REPORT,
];

/** Finds a built-in ledger; undefined when there is none of that id. */
export function findLedger(id: string): LedgerDefinition | undefined {
  return BUILT_IN_LEDGERS.find((ledger) => ledger.id === id);
}
