import { z } from 'zod';
import type { LedgerJob, LedgerJobResult } from '#app/jobs.ts';
import { type ListFilter, ledgerReader } from '#app/ledger/ledger-reader.ts';
import { CaseFilterSchema, FindingFilterSchema } from '#core/contract/schemas.ts';
import { filterInWords } from '#core/domain/ledger/filter-words.ts';
import type { LedgerDefinition } from '#core/domain/ledger/ledger-definition.ts';
import { findLedger } from '#core/domain/ledger/ledgers.ts';
import type { PeriodReport } from '#core/domain/ledger/period-rows.ts';
import { PRIVACY_LEVELS } from '#core/domain/ledger/privacy.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import type { Connection } from '#db/access.ts';
import { openDatabase } from '#db/open.ts';
import { getReport } from '#db/repositories/period-reports.ts';
import { exportLedger } from '../ledger/export-job.ts';
import type { LedgerMeta } from '../ledger/ledger-sheet.ts';
import { problemLine } from '../ledger/problem-list.ts';
import { readReference } from '../node/reference.ts';
import type { JobControl } from './serve.ts';

/** Where the program's own files lie. */
export interface ProgramFiles {
  readonly migrationsFolder: string;
  readonly resources: string;
  readonly district: string;
}

/** Input of the job: the request, and where the program's own files lie. */
export interface LedgerExportInput extends LedgerJob, ProgramFiles {}

/** The request as it comes from the other process. */
export const LedgerInputSchema = z.object({
  databasePath: z.string().min(1),
  ledger: z.string(),
  filter: z.unknown(),
  search: z.string(),
  columns: z.array(z.string()).nullable(),
  photos: z.string().nullable(),
  privacy: z.enum(PRIVACY_LEVELS),
  reportId: z.string().nullable(),
  forEditing: z.boolean(),
  outPath: z.string().min(1),
  migrationsFolder: z.string(),
  resources: z.string(),
  district: z.string(),
  meta: z.object({
    exportId: z.string(),
    bureau: z.string(),
    exporter: z.string(),
    exportedAt: z.string(),
    exportedAtMs: z.int(),
    device: z.string(),
    accounts: z.array(z.tuple([z.string(), z.string()])),
  }),
});
/** See `LedgerInputSchema`. */
export type LedgerInput = z.output<typeof LedgerInputSchema>;

/**
 * Writes a ledger from a read-only connection under one snapshot: rows, count and the head of the log belong together.
 * Refusals: `LEDGER_UNKNOWN`, `REPORT_UNKNOWN`, those of `openDatabase`, `exportLedger` and of the reference data.
 */
export async function runLedgerExport(raw: unknown, control: JobControl): Promise<Result<LedgerJobResult>> {
  const input = LedgerInputSchema.parse(raw);
  return withLedger(input, (book) => writeOne(book, input, undefined, control));
}

/** What ledgers are written from: the definition, one snapshot of the database, the towns of the district. */
export interface LedgerBook {
  readonly definition: LedgerDefinition;
  readonly connection: Connection;
  /** Names by code. */
  readonly towns: ReadonlyMap<string, string>;
}

/** Opens what a ledger is written from, under one snapshot, and closes it after the work. */
export async function withLedger<T>(
  input: LedgerInput,
  work: (book: LedgerBook) => Promise<Result<T>>,
): Promise<Result<T>> {
  const definition = findLedger(input.ledger);
  if (definition === undefined)
    return refuse('LEDGER_UNKNOWN', `没有名为“${input.ledger}”的台账，请从台账列表中选择。`);
  const reference = readReference(input.resources, input.district);
  if (!reference.ok) return reference;
  const opened = await openDatabase(input.databasePath, {
    readonly: true,
    migrationsFolder: input.migrationsFolder,
    backupsFolder: '',
    now: () => input.meta.exportedAtMs,
  });
  if (!opened.ok) return opened;
  const { connection } = opened.value;
  connection.sqlite.exec('BEGIN');
  try {
    const towns = new Map(reference.value.district.towns.map((town) => [town.code, town.name]));
    return await work({ definition, connection, towns });
  } finally {
    connection.sqlite.exec('COMMIT');
    opened.value.close();
  }
}

/** Writes one file: the whole ledger, or a part of it. */
export async function writeOne(
  { definition, connection: { reader }, towns }: LedgerBook,
  input: LedgerInput,
  part: LedgerMeta['part'],
  control: JobControl,
): Promise<Result<LedgerJobResult>> {
  const { exportId, bureau, exporter, exportedAt, exportedAtMs, device, accounts } = input.meta;
  const stored = input.reportId === null ? null : getReport(reader, input.reportId);
  const isReport = definition.list === 'week' || definition.list === 'month';
  if (isReport && stored?.kind !== definition.list)
    return refuse('REPORT_UNKNOWN', '没有这份报表快照；请先生成本期快照，或从快照列表中选择。');
  // Written by `report.take` only.
  const report = stored === null ? null : (JSON.parse(stored.figures) as PeriodReport);
  const filter: ListFilter =
    definition.list === 'finding'
      ? FindingFilterSchema.parse(input.filter)
      : CaseFilterSchema.parse(isReport ? {} : input.filter);
  const names = {
    town: (code: string) => towns.get(code) ?? code,
    account: (id: string) => new Map(accounts).get(id),
  };
  const filterText = filterInWords(definition.list, filter, input.search, names, report, stored?.figuresHash ?? '');
  const database = ledgerReader(reader, input.search, device);
  const file = await exportLedger(
    {
      definition,
      filter,
      ...(input.columns === null ? {} : { columns: input.columns }),
      report,
      meta: {
        exportId,
        privacy: input.privacy,
        filingUnit: bureau,
        filterText,
        exportedAt,
        exportedAtMs,
        exporter,
        fillIn: input.forEditing ? { towns: [...towns.values()] } : undefined,
        part,
      },
      outPath: input.outPath,
      photos: input.photos,
    },
    stored === null
      ? database
      : { ...database, logHead: () => ({ device: stored.device, seq: stored.headSeq, hash: stored.headHash }) },
    { progress: (done, total) => control.progress({ phase: '写入台账', done, total }) },
  );
  if (!file.ok) return file;
  const { path, rows, sha256, bytes, rowsHash, problems } = file.value;
  const messages = problems.map(problemLine);
  return ok({ path, rows, sha256, bytes, rowsHash, filterText, problems: messages, head: database.logHead() });
}
