import type { DocumentModel } from '#core/domain/document/document-model.ts';
import type { TemplateNames, TemplateScope } from '#core/domain/document/template-fields.ts';
import type { SeverityRuleSet } from '#core/domain/finding/severity.ts';
import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import type { LedgerScope } from '#core/domain/ledger/ledger-scope.ts';
import type { PrivacyLevel } from '#core/domain/ledger/privacy.ts';
import type { ReturnedCell, ReturnedCounts } from '#core/domain/ledger/returned-cell.ts';
import type { ErrorLevel, ErrorRow } from '#core/domain/spreadsheet/error-sheet.ts';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import type { ColumnMapping, FixedValues } from '#core/domain/spreadsheet/mapping.ts';
import type { RememberedColumns } from '#core/domain/spreadsheet/remember-mapping.ts';

/** Reads one file into a staging file; see `import/staging.ts` for its form. */
export interface ParseJob {
  readonly path: string;
  /** Named by the caller, so that a dead job's file can be found and removed; must not exist. */
  readonly stagingPath: string;
  /** Today, for dates without a year and for dates to come. */
  readonly today: string;
  /** Name shown to people; default the base name of the path. */
  readonly fileName?: string;
  /** Sheet to read; default the visible one with most data rows. */
  readonly sheet?: string;
  /** Columns of `sheet` set by hand. */
  readonly mapping?: ColumnMapping;
  /** Header rows of `sheet` set by hand; its columns are guessed anew. */
  readonly header?: { readonly top: number; readonly bottom: number };
  readonly fixed?: FixedValues;
  /** How sheets were read before, latest first. */
  readonly remembered: readonly RememberedColumns[];
  /** Every version, the bureau's own too. */
  readonly severityRules: readonly SeverityRuleSet[];
  /** Where 疑似重复 are looked for. */
  readonly databasePath: string;
}

/** Compares a returned ledger with what is kept, over a read-only connection. */
export interface ReturnJob {
  readonly path: string;
  /** Name shown to people. */
  readonly fileName: string;
  readonly databasePath: string;
}

/** What a returned ledger is, and each cell that does not say any more what was exported. */
export interface ReturnJobResult {
  readonly ledger: string;
  readonly ledgerName: string;
  readonly exportId: string;
  readonly exportedAt: string;
  readonly scope: LedgerScope | null;
  /** Of the file. */
  readonly sha256: string;
  /** Headers of exported columns that are not there any more. */
  readonly gone: readonly string[];
  readonly counts: ReturnedCounts;
  readonly cells: readonly ReturnedCell[];
}

/** Writes one ledger from a read-only connection. */
export interface LedgerJob {
  readonly databasePath: string;
  readonly ledger: string;
  /** Of the list that the ledger is of; left out for a report. */
  readonly filter: CaseFilter | FindingFilter;
  readonly search: string;
  /** Keys of the columns; null: all. */
  readonly columns: readonly string[] | null;
  /** Folder of the originals, when pictures are shown. */
  readonly photos: string | null;
  readonly privacy: PrivacyLevel;
  /** Snapshot that a report is printed from. */
  readonly reportId: string | null;
  /** To be filled in and sent back: everything is locked but what may be changed. */
  readonly forEditing: boolean;
  readonly outPath: string;
  readonly meta: {
    readonly exportId: string;
    /** 填报单位 */
    readonly bureau: string;
    readonly exporter: string;
    /** Local civil minute. */
    readonly exportedAt: string;
    /** The same moment, ms UTC. */
    readonly exportedAtMs: number;
    /** The device whose head is printed. */
    readonly device: string;
    /** Names of the accounts that the filter may name. */
    readonly accounts: readonly (readonly [id: string, name: string])[];
  };
}

/** Parts a ledger among towns or units (分发): a file each, all of them in one zip. */
export interface LedgerPartsJob extends LedgerJob {
  readonly sendingId: string;
  /** Folder of the job's own for the files before they are packed; made by the job, removed by the caller. */
  readonly folder: string;
  readonly parts: readonly {
    readonly exportId: string;
    /** Inside the zip. */
    readonly fileName: string;
    readonly scope: LedgerScope;
    readonly filter: CaseFilter | FindingFilter;
  }[];
}

/** The zip, and what was written for each part in their order; `path` of a part is its name in the zip. */
export interface LedgerPartsJobResult extends WrittenFile {
  readonly path: string;
  readonly parts: readonly LedgerJobResult[];
}

/** What the ledger job wrote. */
export interface LedgerJobResult {
  readonly path: string;
  readonly rows: number;
  readonly sha256: string;
  readonly bytes: number;
  /** SHA-256 over the keys of the rows, one a line. */
  readonly rowsHash: string;
  /** The filter in words, as printed. */
  readonly filterText: string;
  /** Chinese, one a cell that could not be shown exactly as it stands. */
  readonly problems: readonly string[];
  /** Head of the log under which the rows were read, as printed; null when the log is empty. */
  readonly head: { readonly device: string; readonly seq: number; readonly hash: string } | null;
}

/** Writes an error workbook (问题反馈表): the file as handed in, with what is wrong marked in it. */
export interface ErrorWorkbookJob {
  /** The file as it was handed in. */
  readonly path: string;
  /** Its name, for people to read. */
  readonly fileName: string;
  readonly outPath: string;
  readonly sheet: string;
  /** Rows of its header, from 1. */
  readonly headerTop: number;
  readonly headerBottom: number;
  /** Its columns, from 0, and what they are read as. */
  readonly columns: readonly { readonly column: number; readonly label: string; readonly field: ImportField | null }[];
  readonly rows: readonly ErrorRow[];
}

/** What the error workbook says. */
export interface ErrorWorkbookResult {
  readonly path: string;
  /** Rows with an error or a hint. */
  readonly rows: number;
  readonly kinds: readonly { readonly title: string; readonly level: ErrorLevel; readonly rows: number }[];
}

/** Takes the pictures out of a workbook into a folder, each file named by its SHA-256. */
export interface PictureJob {
  readonly path: string;
  readonly fileName: string;
  /** Made by the job. */
  readonly folder: string;
}

/** A picture of a workbook. */
export interface WorkbookPicture {
  readonly sheet: string;
  /** Excel's own row number of the cell it lies in. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `floating` over the sheet, or inside a `cell` (WPS `DISPIMG`). */
  readonly kind: 'floating' | 'cell';
}

/** Unpacks zips of photos into a folder, each file named by its SHA-256. */
export interface UnpackJob {
  readonly files: readonly { readonly path: string; readonly name: string }[];
  /** Made by the job. */
  readonly folder: string;
}

/** A picture that lay in a zip. */
export interface UnpackedPhoto {
  /** Name of the zip, and the way inside it, with `/`. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** One document to be written. */
export interface DocumentItem {
  /** Inside the zip, or of the one file. */
  readonly fileName: string;
  readonly model: DocumentModel;
  /** The bureau's own .docx in place of the program's layout, and what it is filled with. */
  readonly template: { readonly path: string; readonly data: TemplateScope } | null;
  /** The document as it was printed (PDF) already: only put in its place. */
  readonly printed: string | null;
}

/** Writes documents: one file, or a zip of them. */
export interface DocumentJob {
  readonly items: readonly DocumentItem[];
  /** Where photos lie, each named by its SHA-256. */
  readonly photos: string;
  readonly outPath: string;
  /** Several in a zip; otherwise there is exactly one item. */
  readonly zip: boolean;
}

/** Looks at a template before it is kept. */
export interface TemplateJob {
  readonly path: string;
  readonly fileName: string;
  /** What it may name. */
  readonly names: TemplateNames;
}

/** A written file with its hash. */
export interface WrittenFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** What the document job wrote: the file, and each document in it in the order of the items. */
export interface DocumentJobResult extends WrittenFile {
  readonly path: string;
  readonly documents: readonly (WrittenFile & {
    /** Names of a template that had no value; null without a template. */
    readonly missing: readonly string[] | null;
  })[];
}
