import { runImportParse } from './import-parse.ts';
import { runLedgerExport } from './ledger-export.ts';
import type { JobKind } from './protocol.ts';
import type { JobHandler } from './serve.ts';

/** Every job of the job process. */
export const JOB_HANDLERS: Readonly<Record<JobKind, JobHandler>> = {
  'import.parse': runImportParse,
  'ledger.export': runLedgerExport,
};
