import type { ParsedOf } from '#core/contract/routes.ts';

/** Reads one file into a staging file; see `import/staging.ts` for its form. */
export interface ParseJob {
  readonly path: string;
  /** Named by the caller, so that a dead job's file can be found and removed; must not exist. */
  readonly stagingPath: string;
  /** Today, for dates without a year and for dates to come. */
  readonly today: string;
}

/** Writes one ledger from a read-only connection. */
export interface LedgerJob {
  readonly databasePath: string;
  readonly ledger: string;
  readonly filter: ParsedOf<'case.list'>['filter'];
  readonly search: string;
  readonly outPath: string;
  readonly meta: {
    /** 填报单位 */
    readonly bureau: string;
    readonly exporter: string;
    /** Local civil minute. */
    readonly exportedAt: string;
    /** The same moment, ms UTC. */
    readonly exportedAtMs: number;
    /** The device whose head is printed. */
    readonly device: string;
  };
}

/** What the ledger job wrote. */
export interface LedgerJobResult {
  readonly path: string;
  readonly rows: number;
  readonly sha256: string;
  readonly bytes: number;
  /** Chinese, one a cell that could not be shown exactly as it stands. */
  readonly problems: readonly string[];
  /** Head of the log under which the rows were read, as printed; null when the log is empty. */
  readonly head: { readonly device: string; readonly seq: number; readonly hash: string } | null;
}
