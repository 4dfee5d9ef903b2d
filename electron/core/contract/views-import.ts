import type { ImportField } from '../domain/spreadsheet/fields.ts';
import type { FixedValues } from '../domain/spreadsheet/mapping.ts';
import type { PlannedKind } from '../domain/spreadsheet/plan.ts';
import type { RowEffect } from '../domain/spreadsheet/row-effects.ts';
import type { RecordLink } from './views-finding.ts';

/** What the person decided about a row: 按新增 / 更新已登记的 / 同一问题不写入 / 按反弹新增. */
export const ROW_DECISIONS = ['new', 'update', 'same', 'rebound'] as const;

/** See `ROW_DECISIONS`. */
export type RowDecision = (typeof ROW_DECISIONS)[number];

/** One sheet of the file, to choose another one. */
export interface SheetChoice {
  readonly name: string;
  readonly hidden: boolean;
  /** 0: no data sheet; `remark` says why. */
  readonly dataRows: number;
  readonly remark: string | null;
}

/** One column of the sheet and what it is taken for. */
export interface StagedColumn {
  /** From 0; `letter` is Excel's. */
  readonly column: number;
  readonly letter: string;
  readonly label: string;
  readonly hidden: boolean;
  /** Null: not imported. */
  readonly field: ImportField | null;
  /** 0 … 1; 1 when set by hand. */
  readonly confidence: number;
  /** Chinese: why. */
  readonly reason: string;
  /** First distinct texts of the column. */
  readonly samples: readonly string[];
}

/** What is ambiguous in a whole column (or sheet), asked once. */
export interface StagedQuestion {
  readonly key: string;
  readonly column: number | null;
  readonly text: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The choice in force: the answer given, else what is assumed. */
  readonly chosen: string;
}

/** One kind of remark on rows, with how many rows have it; filters the preview. */
export interface StagedIssue {
  readonly code: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly field: ImportField;
  /** Chinese name of the kind, e.g. `发现日期：读不懂的日期`. */
  readonly title: string;
  readonly rows: number;
  /** Rows of these for which the program has a suggestion. */
  readonly suggested: number;
}

/** Rows by what would happen to them; `skipped` are no data, `unticked` are left out by hand (and counted in their kind too). */
export type ImportCounts = Readonly<Record<PlannedKind | 'skipped' | 'unticked', number>>;

/** A sheet that was read and waits for confirmation (待写入). */
export interface StagedImport {
  /** Token of the staging; another one after the columns were changed. */
  readonly staged: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly sheets: readonly SheetChoice[];
  /** Excel rows of the header, from 1. */
  readonly headerTop: number;
  readonly headerBottom: number;
  /** First rows of the sheet as they stand, down to the first data, to find the header by looking. */
  readonly top: readonly { readonly row: number; readonly texts: readonly string[] }[];
  readonly columns: readonly StagedColumn[];
  readonly fixed: FixedValues;
  readonly questions: readonly StagedQuestion[];
  /** True when columns or fixed values were taken from an earlier import of the same form. */
  readonly remembered: boolean;
  readonly counts: ImportCounts;
  /** What committing now would write: ticked rows of 新增 and 更新, decisions counted in. */
  readonly writes: { readonly create: number; readonly update: number };
  readonly issues: readonly StagedIssue[];
  /** Rows that are no data; `through`: end of a run of empty rows. Excel's own row numbers. */
  readonly skipped: readonly { readonly row: number; readonly through: number; readonly reason: string }[];
  readonly remarks: readonly string[];
  /** Pictures in the file that lie in data rows. */
  readonly pictures: number;
  /** Earlier imports of the very same file. */
  readonly earlier: readonly { readonly batchId: string; readonly at: number; readonly undone: boolean }[];
}

/** What a replacement in many cells did. */
export interface StagedReplacement {
  readonly replaced: number;
  /** The cells with the text that was put in before (null: as in the file), to take it back; none when they are too many. */
  readonly changed: readonly { readonly row: number; readonly column: number; readonly was: string | null }[];
}

/** Counts after a change of rows. */
export type StagedTotals = Pick<StagedImport, 'counts' | 'writes' | 'issues'>;

/** One remark on a cell. */
export interface StagedMessage {
  readonly level: 'error' | 'warning' | 'info';
  readonly code: string;
  /** From 0; null when the column is missing altogether. */
  readonly column: number | null;
  readonly field: ImportField;
  readonly text: string;
  /** Text which, put into the cell, would be understood; null when none is sensible. */
  readonly suggestion: string | null;
}

/** One field in which an 更新 row differs from the record it meets. */
export interface StagedChange {
  /** Column that says so; null when several columns or the program do. */
  readonly column: number | null;
  readonly label: string;
  /** Chinese display texts; empty text: nothing. */
  readonly from: string;
  readonly to: string;
}

/** One data row of the sheet and what would happen to it. */
export interface StagedRow {
  /** Excel's own row number. */
  readonly row: number;
  readonly kind: PlannedKind;
  /** Chinese: why it is not simply new. */
  readonly why: string | null;
  /** False: left out by hand. */
  readonly ticked: boolean;
  readonly decision: RowDecision | null;
  /** The record it meets (更新, 无变化, 疑似重复). */
  readonly existing: RecordLink | null;
  /** Row of the same sheet that says the same. */
  readonly twinRow: number | null;
  /** Texts as the sheet shows them, by column from 0; edited ones as edited. */
  readonly cells: readonly string[];
  /** Columns edited here, with the text of the file. */
  readonly edited: readonly { readonly column: number; readonly was: string }[];
  readonly messages: readonly StagedMessage[];
  readonly changes: readonly StagedChange[];
  readonly pictures: number;
}

/** A page of the preview. */
export interface StagedPage {
  readonly total: number;
  readonly rows: readonly StagedRow[];
}

/** An import that was read but neither committed nor discarded. */
export interface UnfinishedImport {
  readonly staged: string;
  readonly fileName: string;
  readonly sheet: string;
  /** Instant, ms UTC. */
  readonly startedAt: number;
}

/** An error workbook (问题反馈表) as it was written. */
export interface ErrorWorkbookView {
  readonly path: string;
  /** Rows with an error, a hint or a 疑似重复. */
  readonly rows: number;
  readonly kinds: readonly { readonly title: string; readonly level: 'error' | 'warning'; readonly rows: number }[];
}

/** What became of the pictures of a workbook. */
export interface ImportPhotos {
  readonly found: number;
  readonly attached: number;
  /** Hung at their finding before, by an earlier import of the file. */
  readonly known: number;
  readonly unplaced: number;
  /** Where those that could not be placed lie, and why; at most 200. */
  readonly left: readonly { readonly place: string; readonly reason: string }[];
}

/** A committed import. The staging can be read (rows, error workbook) until the program ends. */
export interface ImportView {
  readonly batchId: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** 疑似重复, left out. */
  readonly suspect: number;
  /** Rows with errors or refused, left out. */
  readonly failed: number;
  /** Left out by hand (取消勾选, 同一问题不写入). */
  readonly leftOut: number;
  readonly findingIds: readonly string[];
  readonly refusals: readonly { readonly row: number; readonly message: string }[];
  readonly photos: ImportPhotos;
}

/** One import batch in the list (导入批次). */
export interface BatchView {
  readonly id: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly state: 'staged' | 'committed' | 'undone';
  /** Instants, ms UTC. */
  readonly createdAt: number;
  readonly undoneAt: number | null;
  readonly actorName: string;
  readonly counts: Pick<ImportView, 'created' | 'updated' | 'unchanged' | 'suspect' | 'failed' | 'leftOut'>;
}

/** Where the copy of an imported file stands: 有 / 不在了 / 与原文件不符. */
export type FileCopy = 'kept' | 'missing' | 'damaged';

/** What undoing a batch does, or did. */
export interface UndoCounts {
  /** Findings that it made and nobody worked on (撤回). */
  readonly withdrawn: number;
  /** Findings that it changed, with their old values again (恢复); `partly`: of these, some fields stay. */
  readonly putBack: number;
  readonly partly: number;
  /** Findings that stay as they are (保留): worked on, or changed again since. */
  readonly kept: number;
  /** Rows that only lose their link (同一问题不写入, 无变化). */
  readonly unlinked: number;
}

/** One import batch with everything that is known of it. */
export interface BatchDetail extends BatchView {
  /** SHA-256 of the file, hex; bytes. */
  readonly fileHash: string;
  readonly fileSize: number;
  readonly copy: FileCopy;
  /** Rows with a finding, by what they did. */
  readonly rows: Readonly<Record<RowEffect, number>>;
  /** Findings that it made and that were worked on since; and those that stand. */
  readonly worked: number;
  readonly kept: number;
  /** What undoing it did, and who did; null while it stands. */
  readonly undone: UndoCounts | null;
  readonly undoneBy: string | null;
  /** Whether the asking person may undo it, and why not (Chinese). */
  readonly undo: { readonly allowed: boolean; readonly reasons: readonly string[] };
}

/** A row of a batch with its finding as it stands now. */
export interface BatchRowView {
  /** Excel's own row number. */
  readonly row: number;
  readonly effect: RowEffect;
  readonly finding: RecordLink;
  readonly description: string;
  /** Latest work on it since it was registered, Chinese; null: none. */
  readonly work: string | null;
}

/** Groups of the preview of an undoing; see `UndoCounts`. */
export const UNDO_GROUPS = ['withdrawn', 'putBack', 'kept'] as const;

/** One finding in the preview of an undoing. */
export interface UndoRowView {
  readonly row: number;
  readonly finding: RecordLink;
  readonly description: string;
  /** Chinese: why it stays. */
  readonly reasons: readonly string[];
  /** Files of other batches that changed it since. */
  readonly later: readonly string[];
  /** What is put back; empty text: nothing. */
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  /** Fields that were changed again since and stay. */
  readonly keptFields: readonly { readonly label: string; readonly now: string }[];
}

/** A page of the preview of an undoing. */
export interface UndoPreview {
  readonly counts: UndoCounts;
  /** Of the group. */
  readonly total: number;
  readonly rows: readonly UndoRowView[];
}
