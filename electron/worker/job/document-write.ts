import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import type { DocumentItem, DocumentJob, DocumentJobResult } from '#app/jobs.ts';
import type { DocumentModel } from '#core/domain/document/document-model.ts';
import type { TemplateScope } from '#core/domain/document/template-fields.ts';
import { ok, type Result } from '#core/domain/shared/result.ts';
import type { Pictures } from '../document/docx-blocks.ts';
import { type Picture, readPicture } from '../document/picture.ts';
import { fillTemplate } from '../document/template.ts';
import { docxOf } from '../document/write-docx.ts';
import { type FinishedFile, openOutputFile } from '../ledger/output-file.ts';
import { writeRefusal } from '../ledger/write-refusals.ts';
import { createZipWriter } from '../spreadsheet/error-workbook/zip-writer.ts';
import type { JobControl } from './serve.ts';

const InputSchema = z.object({
  items: z
    .array(
      z.object({
        fileName: z.string().min(1),
        // Composed by this program.
        model: z.custom<DocumentModel>((value) => typeof value === 'object' && value !== null),
        template: z
          .object({
            path: z.string().min(1),
            data: z.custom<TemplateScope>((value) => typeof value === 'object' && value !== null),
          })
          .nullable(),
        printed: z.string().min(1).nullable(),
      }),
    )
    .min(1),
  photos: z.string().min(1),
  outPath: z.string().min(1),
  zip: z.boolean(),
}) satisfies z.ZodType<DocumentJob>;

/** Writes documents as .docx, one file or a zip, whole or not at all. Codes: those of writing a file. */
export async function runDocumentWrite(raw: unknown, control: JobControl): Promise<Result<DocumentJobResult>> {
  const job = InputSchema.parse(raw);
  try {
    const file = await openOutputFile(job.outPath);
    try {
      const documents = await writeItems(job, file.stream, control);
      file.stream.end();
      await finished(file.stream);
      const { path, sha256, bytes }: FinishedFile = await file.finish();
      return ok({ path, sha256, bytes, documents });
    } catch (error) {
      await file.discard();
      throw error;
    }
  } catch (error) {
    const refusal = writeRefusal(error, job.outPath, '文书');
    if (refusal === null) throw error;
    return { ok: false, error: refusal };
  }
}

async function writeItems(
  { items, photos, zip }: DocumentJob,
  out: NodeJS.WritableStream & Parameters<typeof createZipWriter>[0],
  control: JobControl,
): Promise<DocumentJobResult['documents']> {
  const packer = zip ? createZipWriter(out) : null;
  const written: DocumentJobResult['documents'][number][] = [];
  for (const item of items) {
    control.progress({ phase: '写入文书', done: written.length, total: items.length });
    const { bytes, missing } = await bytesOf(item, photos);
    if (packer === null) out.write(bytes);
    else await packer.add(item.fileName, [bytes]);
    written.push({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, missing });
  }
  await packer?.finish();
  return written;
}

/** What was printed, the bureau's own template filled, else the program's own layout. */
async function bytesOf(item: DocumentItem, photos: string) {
  const { model, template, printed } = item;
  if (printed !== null) return { bytes: readFileSync(printed), missing: null };
  if (template !== null) return fillTemplate(readFileSync(template.path), template.data);
  return { bytes: await docxOf(model, await picturesOf(item, photos)), missing: null };
}

async function picturesOf({ model }: DocumentItem, folder: string): Promise<Pictures> {
  const pictures = new Map<string, Picture>();
  const cells = model.blocks.flatMap((block) => (block.type === 'form' ? block.rows.flat() : []));
  for (const { sha256 } of cells.flatMap(({ photos = [] }) => photos)) {
    const path = join(folder, sha256);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue;
    const picture = await readPicture(readFileSync(path));
    if (picture !== null) pictures.set(sha256, picture);
  }
  return pictures;
}
