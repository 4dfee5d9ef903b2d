import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { IMPORT_FIELDS, type ImportField } from '../../domain/spreadsheet/fields.ts';
import { PLANNED_KINDS } from '../../domain/spreadsheet/plan.ts';
import { ROW_EFFECTS } from '../../domain/spreadsheet/row-effects.ts';
import { CATEGORIES } from '../../domain/finding/taxonomy.ts';
import { DATUM_LABELS } from '../../domain/finding/vocabulary.ts';
import type { Datum, Problem } from '../../domain/finding/problem.ts';
import { defineRoute, reply } from '../route.ts';
import { CivilDateSchema, IdSchema } from '../schemas.ts';
import type { DuplicateView } from '../views-finding.ts';
import {
  type BatchDetail,
  type BatchRowView,
  type BatchView,
  type ErrorWorkbookView,
  type ImportView,
  ROW_DECISIONS,
  type StagedImport,
  type StagedPage,
  type StagedReplacement,
  type StagedRow,
  type StagedTotals,
  type UndoCounts,
  type UndoPreview,
  type UnfinishedImport,
  UNDO_GROUPS,
} from '../views-import.ts';
import { bureau, FileToken, noInput, on } from './common.ts';

/** Who may import: what is handed in is the inspectors' own. */
const importers = ['inspector', ...bureau] as const;
/** Excel's limits: rows from 1, columns from 0. */
const RowNumber = z.int().min(1).max(1_048_576);
const ColumnNumber = z.int().min(0).max(16_383);
const CellTextSchema = z.string().max(32_767, '最多 32767 字');
const FieldSchema = z.enum(Object.keys(IMPORT_FIELDS) as [ImportField, ...ImportField[]]);
const WordSchema = z.string().trim().min(1).max(100);

const page = {
  offset: z.int().min(0).max(1_048_576),
  limit: z.int().min(1).max(200),
};

const FixedSchema = z.strictObject({
  source: WordSchema.optional(),
  campaigns: z.array(WordSchema).max(20).optional(),
  town: WordSchema.optional(),
  foundOn: CivilDateSchema.optional(),
  datum: z.enum(Object.keys(DATUM_LABELS) as [Datum, ...Datum[]]).optional(),
  category: z.enum(CATEGORIES).optional(),
  river: WordSchema.optional(),
  answers: z.record(z.string().max(60), z.string().max(60)).optional(),
});

/** Which rows of the preview: by kind, by kind of remark, by a text in any cell. */
const RowFilterSchema = z.strictObject({
  kinds: z.array(z.enum(PLANNED_KINDS)).max(PLANNED_KINDS.length).default([]),
  issue: z
    .strictObject({ code: z.string().max(60), field: FieldSchema })
    .nullable()
    .default(null),
  text: z.string().max(100).default(''),
  /** Only rows that are ticked, or not. */
  ticked: z.boolean().nullable().default(null),
  /** Of 疑似重复: only those that are decided, or not yet. */
  decided: z.boolean().nullable().default(null),
});
const SelectSchema = z.union([
  z.strictObject({ rows: z.array(RowNumber).min(1).max(1000) }),
  z.strictObject({ filter: RowFilterSchema }),
]);

/** Requests of 导入: a file is staged, looked at and put right, then committed in one transaction. */
export const importRoutes = {
  'import.stage': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ file: FileToken, sheet: z.string().min(1).max(100).optional() }),
    output: reply<StagedImport>(),
  }),
  /** Reads the staged file again with another sheet, header, columns or fixed values; edits of cells are kept. */
  'import.remap': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({
      staged: FileToken,
      sheet: z.string().min(1).max(100).optional(),
      /** `bottom` one less than `top`: no header, data from `top` on. */
      header: z
        .strictObject({ top: RowNumber, bottom: z.int().min(0).max(1_048_576) })
        .refine(({ top, bottom }) => bottom >= top - 1 && bottom <= top + 4, '表头最多 5 行，末行不在首行之前')
        .optional(),
      columns: z
        .array(z.strictObject({ column: ColumnNumber, field: FieldSchema.nullable() }))
        .max(500)
        .optional(),
      fixed: FixedSchema.optional(),
    }),
    output: reply<StagedImport>(),
  }),
  /** What is staged, as it stands now. */
  'import.staged': defineRoute({
    kind: 'query',
    roles: importers,
    input: z.strictObject({ staged: FileToken }),
    output: reply<StagedImport>(),
  }),
  /** Imports that were begun and neither committed nor discarded, newest first. */
  'import.unfinished': defineRoute({
    kind: 'query',
    roles: importers,
    input: noInput,
    output: reply<readonly UnfinishedImport[]>(),
  }),
  'import.rows': defineRoute({
    kind: 'query',
    roles: importers,
    input: z.strictObject({
      staged: FileToken,
      filter: RowFilterSchema,
      offset: z.int().min(0).max(1_048_576),
      limit: z.int().min(1).max(200),
    }),
    output: reply<StagedPage>(),
  }),
  /** One row with the problem as it was understood, for the side-by-side view. */
  'import.row': defineRoute({
    kind: 'query',
    roles: importers,
    input: z.strictObject({ staged: FileToken, row: RowNumber }),
    output: reply<{ readonly row: StagedRow; readonly problem: Problem | null }>(),
  }),
  /** Changes cells before the import (null: as in the file again); the rows are understood anew. */
  'import.editCells': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({
      staged: FileToken,
      edits: z
        .array(z.strictObject({ row: RowNumber, column: ColumnNumber, text: CellTextSchema.nullable() }))
        .min(1)
        .max(1000),
    }),
    output: reply<StagedTotals & { readonly rows: readonly StagedRow[] }>(),
  }),
  /** Puts another text into every cell of a column that reads `from`. */
  'import.replaceCells': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ staged: FileToken, column: ColumnNumber, from: CellTextSchema, to: CellTextSchema }),
    output: reply<StagedTotals & StagedReplacement>(),
  }),
  /** Takes over every suggestion for one kind of remark. */
  'import.acceptSuggestions': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({
      staged: FileToken,
      issue: z.strictObject({ code: z.string().max(60), field: FieldSchema }),
    }),
    output: reply<StagedTotals & StagedReplacement>(),
  }),
  'import.tickRows': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ staged: FileToken, select: SelectSchema, ticked: z.boolean() }),
    output: reply<StagedTotals>(),
  }),
  /** Decides 疑似重复 rows; null takes the decision back. */
  'import.decideRows': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({
      staged: FileToken,
      select: SelectSchema,
      decision: z.enum(ROW_DECISIONS).nullable(),
      /** The record that the decision speaks of; default the one the row meets. */
      existing: z.strictObject({ kind: z.enum(['finding', 'case']), id: z.string().min(1).max(60) }).optional(),
    }),
    output: reply<StagedTotals>(),
  }),
  /** Records that a row may be the same as, best first, for the side-by-side view. */
  'import.candidates': defineRoute({
    kind: 'query',
    roles: importers,
    input: z.strictObject({ staged: FileToken, row: RowNumber }),
    output: reply<readonly DuplicateView[]>(),
  }),
  /** Writes the error workbook (问题反馈表): the file as handed in, with every error and hint marked in it. */
  'import.errorWorkbook': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ staged: FileToken, file: FileToken }),
    output: reply<ErrorWorkbookView>(),
  }),
  'import.discard': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ staged: FileToken }),
    output: reply<null>(),
  }),
  'import.commit': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ staged: FileToken, on }),
    output: reply<ImportView>(),
  }),
  'import.batches': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly BatchView[]>(),
  }),
  'import.batch': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ batch: IdSchema }),
    output: reply<BatchDetail>(),
  }),
  /** Rows of a batch with their findings, in sheet order. */
  'import.batchRows': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({
      batch: IdSchema,
      /** Only of one effect; of the new ones those whose finding was worked on since, or stands. */
      only: z
        .enum([...ROW_EFFECTS, 'worked', 'kept'])
        .nullable()
        .default(null),
      ...page,
    }),
    output: reply<{ readonly total: number; readonly rows: readonly BatchRowView[] }>(),
  }),
  /** What undoing a batch would do now, a page of one group. */
  'import.undoPreview': defineRoute({
    kind: 'query',
    roles: importers,
    input: z.strictObject({ batch: IdSchema, group: z.enum(UNDO_GROUPS), ...page }),
    output: reply<UndoPreview>(),
  }),
  'import.undo': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ batch: IdSchema, on }),
    output: reply<UndoCounts & { readonly batchId: string }>(),
  }),
  /** Writes the kept copy of a batch's file to a place of the user's choosing (另存原文件). */
  'import.saveFile': defineRoute({
    kind: 'command',
    roles: importers,
    input: z.strictObject({ batch: IdSchema, file: FileToken }),
    output: reply<{ readonly path: string }>(),
  }),
} as const;
