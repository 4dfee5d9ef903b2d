import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { type ReachSheet, readReachSheet } from '#core/domain/place/reach-sheet.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { readReference } from '../node/reference.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';

const InputSchema = z.object({ path: z.string().min(1), resources: z.string().min(1), district: z.string().min(1) });
/** Input of `reaches.read`. Paths are absolute. */
export type ReachReadInput = z.infer<typeof InputSchema>;

/** Reads a sheet of 河段与河长: the first visible sheet that has such a header. Codes: those of `readWorkbook` and `readReachSheet`. */
export async function runReachRead(raw: unknown): Promise<Result<ReachSheet & { readonly fileName: string }>> {
  const { path, resources, district } = InputSchema.parse(raw);
  const fileName = basename(path);
  const reference = readReference(resources, district);
  if (!reference.ok) return reference;
  const workbook = await readWorkbook(readFileSync(path), fileName);
  if (!workbook.ok) return workbook;
  const visible = workbook.value.sheets.filter(({ hidden }) => !hidden);
  let refused: Result<never> = refuse('WORKBOOK_EMPTY', `“${fileName}”里没有可读的工作表。`);
  for (const sheet of visible) {
    const read = readReachSheet(sheet, reference.value.district);
    if (read.ok) return ok({ ...read.value, fileName });
    refused = read;
  }
  return refused;
}
