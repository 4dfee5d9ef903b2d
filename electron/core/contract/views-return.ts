import type { LedgerScope } from '../domain/ledger/ledger-scope.ts';
import type { ReturnedCell, ReturnedCounts } from '../domain/ledger/returned-cell.ts';

/** A returned ledger that was read (回收的台账). */
export interface ReturnView {
  /** Token of the comparison; kept until it is written or the program ends. */
  readonly returned: string;
  readonly fileName: string;
  readonly ledger: string;
  readonly ledgerName: string;
  /** Of our export log, as far as it is known here. */
  readonly export: { readonly id: string; readonly known: boolean; readonly exporter: string | null };
  /** Local civil minute. */
  readonly exportedAt: string;
  readonly scope: LedgerScope | null;
  readonly gone: readonly string[];
  readonly counts: ReturnedCounts;
}

/** A changed cell with its position in the comparison. */
export interface ReturnCellView extends Omit<ReturnedCell, 'edit'> {
  readonly position: number;
}

/** A page of changed cells. */
export interface ReturnPage {
  readonly total: number;
  readonly cells: readonly ReturnCellView[];
}

/** What was written of a returned ledger. */
export interface ReturnApplied {
  readonly cells: number;
  /** Keys of the cases and findings that changed. */
  readonly cases: readonly string[];
  readonly findings: readonly string[];
  /** Records of which nothing was written, with the reason. */
  readonly refused: readonly { readonly number: string; readonly message: string }[];
}
