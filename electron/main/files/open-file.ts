import { extname } from 'node:path';

/** Documents that are opened in the system's program for them. Never anything that could run. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  '.xlsx',
  '.xls',
  '.csv',
  '.docx',
  '.doc',
  '.pdf',
  '.txt',
  '.json',
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
]);

/** Whether a file is a document; a dropped program is not started. */
export function isDocument(path: string): boolean {
  return DOCUMENTS.has(extname(path).toLowerCase());
}
