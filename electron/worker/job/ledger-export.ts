import { z } from 'zod';
import type { LedgerJob, LedgerJobResult } from '#app/jobs.ts';
import { CaseFilterSchema } from '#core/contract/schemas.ts';
import { filterText } from '#core/domain/ledger/filter-text.ts';
import { ok, type Result } from '#core/domain/shared/result.ts';
import type { Connection } from '#db/access.ts';
import { openDatabase } from '#db/open.ts';
import { readHead } from '#db/repositories/events.ts';
import { type CaseFilter, countCases, iterateCases } from '#db/repositories/lists/case-lists.ts';
import { exportLedger, type LedgerReader } from '../ledger/export-job.ts';
import { readReference } from '../node/reference.ts';
import type { JobControl } from './serve.ts';

/** Input of the job: the request, and where the program's own files lie. */
export interface LedgerExportInput extends LedgerJob {
  readonly migrationsFolder: string;
  readonly resources: string;
  readonly district: string;
}

const InputSchema = z.object({
  databasePath: z.string().min(1),
  ledger: z.string(),
  filter: CaseFilterSchema,
  search: z.string(),
  outPath: z.string().min(1),
  migrationsFolder: z.string(),
  resources: z.string(),
  district: z.string(),
  meta: z.object({
    bureau: z.string(),
    exporter: z.string(),
    exportedAt: z.string(),
    exportedAtMs: z.int(),
    device: z.string(),
  }),
});

/**
 * Writes a ledger from a read-only connection under one snapshot: rows, count and the head of the log belong together.
 * Refusals: those of `openDatabase`, `exportLedger` and of the reference data.
 */
export async function runLedgerExport(raw: unknown, control: JobControl): Promise<Result<LedgerJobResult>> {
  const input = InputSchema.parse(raw);
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
    const { bureau, exporter, exportedAt, exportedAtMs, device } = input.meta;
    const townNames = new Map(reference.value.district.towns.map((town) => [town.code, town.name]));
    const text = filterText(input.filter, input.search, (code) => townNames.get(code) ?? code);
    const file = await exportLedger(
      {
        databasePath: input.databasePath,
        definitionId: input.ledger,
        filter: input.filter,
        meta: { filingUnit: bureau, filterText: text, exportedAt, exportedAtMs, exporter },
        outPath: input.outPath,
      },
      {
        openReader: () => readerOf(connection, input.search, device),
        progress: (done, total) => control.progress({ phase: '写入台账', done, total }),
      },
    );
    if (!file.ok) return file;
    const { path, rows, sha256, bytes, problems } = file.value;
    const head = readHead(connection.reader, device);
    const printed = head === null ? null : { device, seq: head.seq, hash: head.hash };
    return ok({ path, rows, sha256, bytes, problems: problems.map(({ message }) => message), head: printed });
  } finally {
    connection.sqlite.exec('COMMIT');
    opened.value.close();
  }
}

function readerOf({ reader }: Connection, search: string, device: string): LedgerReader<CaseFilter> {
  const selection = (filter: CaseFilter) => ({ filter, search, sort: { by: 'number', dir: 'asc' } }) as const;
  return {
    rows: (filter) => iterateCases(reader, selection(filter)),
    count: (filter) => exactCount(reader, selection(filter)),
    logHead() {
      const head = readHead(reader, device);
      return head === null ? null : { device, seq: head.seq, hash: head.hash };
    },
    // The connection and its snapshot belong to the job.
    close() {},
  };
}

/** The list may answer a very common word with "at least so many"; a ledger prints the exact number. */
function exactCount(reader: Connection['reader'], selection: Parameters<typeof countCases>[1]): number {
  const { total, totalIsExact } = countCases(reader, selection);
  if (totalIsExact) return total;
  let count = 0;
  for (const _record of iterateCases(reader, selection)) count += 1;
  return count;
}
