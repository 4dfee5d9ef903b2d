import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentHtml } from '#core/domain/document/document-html.ts';
import type { DocumentModel } from '#core/domain/document/document-model.ts';
import type { Environment } from '../environment.ts';
import type { Call } from '../handlers.ts';
import { deny, need } from '../ports.ts';

/** Pages printed into a folder of their own; `remove` takes it away. */
export interface PrintedPages {
  readonly paths: readonly string[];
  remove(): void;
}

/** Beginning of the name of such a folder below the staging folder; what a killed program left there is removed at the next start. */
const FOLDER = 'documents-';

/** Prints documents as PDF, in their order. Codes: DOCUMENT_NO_PRINTER, JOB_CANCELLED, PRINT_FAILED. */
export async function printDocuments(
  { ports }: Environment,
  models: readonly DocumentModel[],
  { context }: Call,
): Promise<PrintedPages> {
  const { printer } = ports;
  if (printer === null)
    deny('DOCUMENT_NO_PRINTER', '命令行不能生成 PDF；请生成 Word（.docx），或在河清的窗口中保存 PDF。');
  const folder = join(ports.folders.staging, `${FOLDER}${ports.newId()}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const paths: string[] = [];
    for (const [index, model] of models.entries()) {
      if (context.signal?.aborted === true) deny('JOB_CANCELLED', '已取消，没有写入任何内容。');
      context.onProgress?.({ phase: '生成 PDF', done: index, total: models.length });
      const html = join(folder, `${index}.html`);
      const pdf = join(folder, `${index}.pdf`);
      writeFileSync(
        html,
        documentHtml(model, (sha256) => inlined(ports.folders.photos, sha256)),
      );
      need(await printer.print({ html, pdf }));
      paths.push(pdf);
    }
    return { paths, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A photo inside the page itself: what is printed fetches nothing. */
function inlined(folder: string, sha256: string): string {
  const path = join(folder, sha256);
  if (!existsSync(path)) return 'data:,';
  const content = readFileSync(path);
  const type = content.subarray(0, 4).toString('hex') === '89504e47' ? 'png' : 'jpeg';
  return `data:image/${type};base64,${content.toString('base64')}`;
}
