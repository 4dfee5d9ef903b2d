import { z } from 'zod';
import type { Refusal } from '#core/domain/shared/result.ts';
import type {
  DocumentJob,
  DocumentJobResult,
  ErrorWorkbookJob,
  ErrorWorkbookResult,
  LedgerJobResult,
  LedgerPartsJobResult,
  PictureJob,
  ReturnJobResult,
  TemplateJob,
  UnpackJob,
  UnpackedPhoto,
  WorkbookPicture,
} from '#app/jobs.ts';
import type { ImportParseInput, ImportParseOutput } from './import-parse.ts';
import type { LedgerCompareInput } from './ledger-compare.ts';
import type { LedgerExportInput } from './ledger-export.ts';
import type { LedgerPartsInput } from './ledger-parts.ts';
import type { ReachReadInput } from './reach-read.ts';
import type { ReachSheet } from '#core/domain/place/reach-sheet.ts';

/** Every job, with what it takes and gives; plain JSON both ways. A new job is one more line here and in `handlers.ts`. */
export interface JobKinds {
  readonly 'import.parse': { readonly input: ImportParseInput; readonly output: ImportParseOutput };
  readonly 'reaches.read': {
    readonly input: ReachReadInput;
    readonly output: ReachSheet & { readonly fileName: string };
  };
  readonly 'import.errorWorkbook': { readonly input: ErrorWorkbookJob; readonly output: ErrorWorkbookResult };
  readonly 'import.pictures': { readonly input: PictureJob; readonly output: readonly WorkbookPicture[] };
  readonly 'photos.unpack': {
    readonly input: UnpackJob;
    readonly output: { readonly photos: readonly UnpackedPhoto[]; readonly others: number };
  };
  readonly 'document.checkTemplate': {
    readonly input: TemplateJob;
    readonly output: { readonly fields: readonly string[] };
  };
  readonly 'document.write': { readonly input: DocumentJob; readonly output: DocumentJobResult };
  readonly 'ledger.export': { readonly input: LedgerExportInput; readonly output: LedgerJobResult };
  readonly 'ledger.compare': { readonly input: LedgerCompareInput; readonly output: ReturnJobResult };
  readonly 'ledger.exportParts': { readonly input: LedgerPartsInput; readonly output: LedgerPartsJobResult };
}

/** Name of a job. */
export type JobKind = keyof JobKinds;

/** Host → job: the one message; cancelling is killing the process. */
export interface StartMessage {
  readonly id: string;
  readonly type: 'start';
  readonly kind: string;
  readonly input: unknown;
}

/** Progress of a job: `done` of `total` (null while unknown), `phase` in Chinese. */
export interface JobProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
}

/** Job → host. `failed` is also how a refusal travels. */
export type JobMessage =
  | ({ readonly id: string; readonly type: 'progress' } & JobProgress)
  | { readonly id: string; readonly type: 'done'; readonly result: unknown }
  | { readonly id: string; readonly type: 'failed'; readonly error: Refusal };

const StartSchema = z.object({ id: z.string(), type: z.literal('start'), kind: z.string(), input: z.unknown() });
const JobMessageSchema = z.discriminatedUnion('type', [
  z.object({
    id: z.string(),
    type: z.literal('progress'),
    phase: z.string(),
    done: z.number(),
    total: z.number().nullable(),
  }),
  z.object({ id: z.string(), type: z.literal('done'), result: z.unknown() }),
  z.object({
    id: z.string(),
    type: z.literal('failed'),
    error: z.object({ code: z.string(), message: z.string(), data: z.unknown().optional() }),
  }),
]);

/** A start message, null for anything else. */
export function readStart(raw: unknown): StartMessage | null {
  const parsed = StartSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/** A message of the job with this id, null for anything else: what comes out of a process that read a hostile file is not trusted. */
export function readJobMessage(raw: unknown, id: string): JobMessage | null {
  const parsed = JobMessageSchema.safeParse(raw);
  return parsed.success && parsed.data.id === id ? (parsed.data as JobMessage) : null;
}
