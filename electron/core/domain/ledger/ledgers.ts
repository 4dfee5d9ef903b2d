import type { LedgerDefinition } from './ledger-definition.ts';
import { QINGSILUAN_LEDGER } from './qingsiluan-ledger.ts';

/** The ledgers the program brings along. A new one is one more entry: data, no code. */
export const BUILT_IN_LEDGERS: readonly LedgerDefinition[] = [QINGSILUAN_LEDGER];

/** Finds a built-in ledger; undefined when there is none of that id. */
export function findLedger(id: string): LedgerDefinition | undefined {
  return BUILT_IN_LEDGERS.find((ledger) => ledger.id === id);
}
