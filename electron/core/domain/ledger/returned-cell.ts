import type { RowRecord } from './row-key.ts';
import type { ReturnedEdit } from './returned-edit.ts';

/**
 * What became of a cell that does not say any more what was exported. `edit`: may be taken over. `conflict`: the record was
 * changed here, too, meanwhile; a person decides. `invalid`: may be changed, but not into this. `locked`: may not be changed
 * in a file. `same`: the record says so already.
 */
export const RETURN_VERDICTS = ['edit', 'conflict', 'invalid', 'locked', 'same'] as const;
/** See `RETURN_VERDICTS`. */
export type ReturnVerdict = (typeof RETURN_VERDICTS)[number];

/** A changed cell of a returned ledger. Texts as the cell shows them. */
export interface ReturnedCell {
  readonly sheet: string;
  /** Excel's address as the file is now. */
  readonly address: string;
  readonly header: string;
  readonly record: RowRecord;
  /** 编号 of the record. */
  readonly number: string;
  readonly was: string;
  readonly now: string;
  readonly typed: string;
  readonly verdict: ReturnVerdict;
  /** Why it is not taken over; null for `edit`. */
  readonly reason: string | null;
  /** Null where nothing can be taken over. */
  readonly edit: ReturnedEdit | null;
}

/** What a returned ledger holds, counted. */
export interface ReturnedCounts {
  /** Rows with a key of a record that is kept here. */
  readonly rows: number;
  readonly unchanged: number;
  /** Rows whose record is not kept here, or not yet in that revision: of another program's data. */
  readonly unknown: number;
  readonly added: number;
  readonly copied: number;
  readonly missing: number;
  readonly cells: Readonly<Record<ReturnVerdict, number>>;
}
