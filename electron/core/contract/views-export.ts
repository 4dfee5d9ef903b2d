import type { CivilDate } from '../domain/deadline/terms.ts';
import type { FindingFilter } from '../domain/finding/finding-filter.ts';
import type { CaseFilter } from '../domain/ledger/case-filter.ts';
import type { LedgerDefinition } from '../domain/ledger/ledger-definition.ts';
import type { LedgerScope, LedgerSplit } from '../domain/ledger/ledger-scope.ts';
import type { Period } from '../domain/ledger/period.ts';
import type { PrivacyLevel } from '../domain/ledger/privacy.ts';
import type { DefinitionSpec } from './routes/ledger.ts';

/** A column of a ledger, as a person chooses it. */
export interface LedgerColumnView {
  readonly key: string;
  readonly header: string;
  readonly group: string | null;
  /** The data hold nothing for it: it stays empty. */
  readonly empty: boolean;
  readonly photos: boolean;
  /** May be filled in by others and taken back. */
  readonly editable: boolean;
}

/** A ledger that can be exported. */
export interface LedgerView {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** What it is made for, Chinese, one sentence. */
  readonly purpose: string;
  /** Where the form comes from, Chinese. */
  readonly source: string;
  readonly list: LedgerDefinition['list'];
  /** Filter used when none is stated. */
  readonly proposed: CaseFilter | FindingFilter;
  /** By what it can be parted and sent out. */
  readonly splits: readonly LedgerSplit[];
  readonly sheets: readonly {
    readonly title: string;
    readonly sheetName: string;
    readonly paper: string;
    readonly columns: readonly LedgerColumnView[];
  }[];
}

/** One sheet of a preview: rows as texts, in the order of the columns. */
export interface PreviewSheet {
  readonly title: string;
  readonly sheetName: string;
  readonly columns: readonly (Omit<LedgerColumnView, 'empty' | 'photos' | 'editable'> & {
    readonly align: 'left' | 'center' | 'right';
    /** Left unlocked, to be filled in. */
    readonly open: boolean;
    /** Characters, as Excel counts. */
    readonly width: number;
  })[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** The first rows of an export, as they would be printed. `totalIsExact` false: at least so many. */
export interface LedgerPreview {
  readonly sheets: readonly PreviewSheet[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly filterText: string;
  /** The rows in the words of their list, for the address that opens them; null for a report. */
  readonly rows: { readonly filter: CaseFilter | FindingFilter; readonly search: string } | null;
  /** Pictures the file would hold; null where none were asked for. `exact` false: reckoned from the first rows. */
  readonly photos: { readonly count: number; readonly bytes: number; readonly exact: boolean } | null;
  /** Of a report without a snapshot: what it would show if it were taken now. */
  readonly provisional: boolean;
}

/** One part of a ledger that would be sent out, with its rows. */
export interface LedgerPartCount extends LedgerScope {
  readonly rows: number;
}

/** A ledger that was parted and written into one zip. */
export interface PartsView {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Rows of all parts. */
  readonly rows: number;
  readonly parts: readonly (LedgerPartCount & { readonly fileName: string; readonly problems: readonly string[] })[];
}

/** One export as the log has it. */
export interface ExportEntryView {
  readonly id: string;
  /** Instant, ms UTC. */
  readonly at: number;
  readonly actorName: string;
  readonly ledger: string;
  readonly ledgerName: string;
  readonly filterText: string;
  readonly columns: readonly string[] | null;
  readonly photos: boolean;
  readonly privacy: PrivacyLevel;
  readonly reportId: string | null;
  readonly forEditing: boolean;
  /** Town or unit that it was sent to; null for a whole ledger. */
  readonly scope: LedgerScope | null;
  readonly rows: number;
  readonly rowsHash: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly head: { readonly device: string; readonly seq: number; readonly hash: string };
}

/** A kept snapshot of a week or month. */
export interface ReportView {
  readonly id: string;
  readonly period: Period;
  /** `2026年10月` */
  readonly text: string;
  readonly asOf: CivilDate;
  /** The period had ended when it was taken. */
  readonly final: boolean;
  /** Instant, ms UTC. */
  readonly takenAt: number;
  readonly actorName: string;
  readonly figuresHash: string;
}

/** A saved export (导出方案). */
export interface ExportDefinitionView {
  readonly id: string;
  readonly name: string;
  readonly spec: DefinitionSpec;
  /** Period of the spec in words, null when it has none. */
  readonly periodText: string | null;
  readonly shared: boolean;
  readonly own: boolean;
  readonly ownerName: string;
}
