import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LedgerJobResult, LedgerPartsJob, LedgerPartsJobResult } from '#app/jobs.ts';
import { ledgerReader } from '#app/ledger/ledger-reader.ts';
import { CaseFilterSchema, FindingFilterSchema } from '#core/contract/schemas.ts';
import { SPLITS } from '#core/domain/ledger/ledger-scope.ts';
import { ok, type Refusal, type Result, refuse } from '#core/domain/shared/result.ts';
import { type OutputFile, openOutputFile } from '../ledger/output-file.ts';
import { writeRefusal } from '../ledger/write-refusals.ts';
import { openZip, ZipTooLarge } from '../ledger/xlsx/zip-writer.ts';
import { type LedgerBook, LedgerInputSchema, type ProgramFiles, withLedger, writeOne } from './ledger-export.ts';
import type { JobControl } from './serve.ts';

/** Input of the job: the request, and where the program's own files lie. */
export interface LedgerPartsInput extends LedgerPartsJob, ProgramFiles {}

const InputSchema = LedgerInputSchema.extend({
  sendingId: z.string(),
  folder: z.string().min(1),
  parts: z
    .array(
      z.object({
        exportId: z.string(),
        fileName: z.string().min(1),
        scope: z.object({ by: z.enum(SPLITS), value: z.string(), name: z.string() }),
        filter: z.unknown(),
      }),
    )
    .min(1),
});
type Input = z.output<typeof InputSchema>;

/**
 * Parts a ledger among towns or units: all files are written under one snapshot, then packed into a zip that appears whole or
 * not at all. Refusals: those of `runLedgerExport`, `LEDGER_COUNT_MISMATCH` (rows that are of no part), `LEDGER_TOO_LARGE`.
 */
export async function runLedgerParts(raw: unknown, control: JobControl): Promise<Result<LedgerPartsJobResult>> {
  const input = InputSchema.parse(raw);
  mkdirSync(input.folder, { recursive: true });
  return withLedger(input, async (book) => {
    const written = await writeParts(book, input, control);
    if (!written.ok) return written;
    const found = written.value.reduce((sum, { rows }) => sum + rows, 0);
    const counted = countAll(book, input);
    // The parts were counted before: somebody may have entered a row of yet another town meanwhile.
    return found === counted ? pack(input, written.value) : refuse('LEDGER_COUNT_MISMATCH', leftOut(counted, found));
  });
}

function countAll({ definition, connection: { reader } }: LedgerBook, { filter, search, meta }: Input): number {
  const database = ledgerReader(reader, search, meta.device);
  return definition.list === 'finding'
    ? database.countFindings(FindingFilterSchema.parse(filter))
    : database.countCases(CaseFilterSchema.parse(filter));
}

function leftOut(counted: number, found: number): string {
  return `筛选条件统计为 ${counted} 条，各份合计 ${found} 条，没有生成文件；可能有人刚刚登记或改动了记录，请重新导出。`;
}

async function writeParts(book: LedgerBook, input: Input, control: JobControl): Promise<Result<LedgerJobResult[]>> {
  const total = input.parts.length;
  const written: LedgerJobResult[] = [];
  for (const [at, { exportId, scope, filter }] of input.parts.entries()) {
    const one = { ...input, filter, outPath: join(input.folder, `${at}.xlsx`), meta: { ...input.meta, exportId } };
    control.progress({ phase: '分别写入台账', done: at, total });
    const part = { scope, sendingId: input.sendingId };
    const made = await writeOne(book, one, part, { progress: () => undefined });
    if (!made.ok) return made;
    written.push(made.value);
  }
  control.progress({ phase: '分别写入台账', done: total, total });
  return ok(written);
}

async function pack(input: Input, written: readonly LedgerJobResult[]): Promise<Result<LedgerPartsJobResult>> {
  let file: OutputFile | null = null;
  try {
    file = await openOutputFile(input.outPath);
    const zip = openZip(file.stream);
    const parts: LedgerJobResult[] = [];
    for (const [at, made] of written.entries()) {
      const name = input.parts[at]?.fileName ?? `${at + 1}.xlsx`;
      await zip.store(name, readFileSync(made.path));
      rmSync(made.path);
      parts.push({ ...made, path: name });
    }
    await zip.close();
    const { path, sha256, bytes } = await file.finish();
    return ok({ path, sha256, bytes, parts });
  } catch (error) {
    await file?.discard();
    const refusal = error instanceof ZipTooLarge ? TOO_LARGE : writeRefusal(error, input.outPath);
    if (refusal === null) throw error;
    return refuse(refusal.code, refusal.message, refusal.data);
  }
}

const TOO_LARGE: Refusal = {
  code: 'LEDGER_TOO_LARGE',
  message: '各份台账合计超过 4 GB，一个压缩包放不下；请缩小筛选范围分几次导出，或选择不带照片。',
};
