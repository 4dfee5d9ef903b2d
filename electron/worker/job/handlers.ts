import type { JobKind } from './protocol.ts';
import type { JobHandler } from './serve.ts';

/** Every job of the job process. Loaded when asked for: a process runs one job, and should not wait for what the others need. */
export const JOB_HANDLERS: Readonly<Record<JobKind, JobHandler>> = {
  'import.parse': async (input, control) => (await import('./import-parse.ts')).runImportParse(input, control),
  'reaches.read': async (input) => (await import('./reach-read.ts')).runReachRead(input),
  'import.errorWorkbook': async (input, control) =>
    (await import('./error-workbook.ts')).runErrorWorkbook(input, control),
  'import.pictures': async (input) => (await import('./workbook-pictures.ts')).runWorkbookPictures(input),
  'photos.unpack': async (input) => (await import('./unpack-photos.ts')).runUnpackPhotos(input),
  'document.checkTemplate': async (input) => (await import('./document-template.ts')).runTemplateCheck(input),
  'document.write': async (input, control) => (await import('./document-write.ts')).runDocumentWrite(input, control),
  'ledger.export': async (input, control) => (await import('./ledger-export.ts')).runLedgerExport(input, control),
  'ledger.compare': async (input, control) => (await import('./ledger-compare.ts')).runLedgerCompare(input, control),
  'ledger.exportParts': async (input, control) => (await import('./ledger-parts.ts')).runLedgerParts(input, control),
};
