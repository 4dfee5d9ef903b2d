import type { HolidayNotice } from '#core/domain/deadline/holiday-notice.ts';
import type { WordBook } from '#core/domain/finding/problem-words.ts';
import type { SeverityRuleSet } from '#core/domain/finding/severity.ts';
import type { RiverTable } from '#core/domain/place/rivers.ts';
import type { ReachSheet } from '#core/domain/place/reach-sheet.ts';
import type { District } from '#core/domain/place/towns.ts';
import type { PolicyBook } from '#core/domain/policy/policy-book.ts';
import type { Refusal, Result } from '#core/domain/shared/result.ts';
import type {
  DocumentJob,
  DocumentJobResult,
  ErrorWorkbookJob,
  ErrorWorkbookResult,
  LedgerJob,
  LedgerJobResult,
  LedgerPartsJob,
  LedgerPartsJobResult,
  ParseJob,
  PictureJob,
  ReturnJob,
  ReturnJobResult,
  TemplateJob,
  UnpackJob,
  UnpackedPhoto,
  WorkbookPicture,
} from './jobs.ts';

/** Time, injected: the only source of "now". */
export interface ClockPort {
  /** Integer milliseconds UTC. */
  now(): number;
  /** Minutes that local civil time is ahead of UTC; +480 in China. */
  readonly offsetMinutes: number;
}

/** Files the program itself handed out, by token; a caller never names a path. */
export interface FilePort {
  /** Path behind a token, null when it was not handed out. */
  resolve(token: string): string | null;
  /** Hands out a token for a path of the program's own. */
  grant(path: string): string;
}

/** Progress of long work: done of all, with the Chinese name of the step. */
export interface JobProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
}

/** How to run a job: where progress goes, and what cancels it. */
export interface JobControl {
  readonly onProgress: (progress: JobProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Work that runs in the job process; it reads the database and never writes it. */
export interface JobPort {
  parseImport(job: ParseJob, control: JobControl): Promise<Result<{ readonly sheet: string }>>;
  /** Reads a sheet of 河段与河长; writes nothing. */
  readReaches(
    job: { readonly path: string },
    control: JobControl,
  ): Promise<Result<ReachSheet & { readonly fileName: string }>>;
  exportLedger(job: LedgerJob, control: JobControl): Promise<Result<LedgerJobResult>>;
  compareReturned(job: ReturnJob, control: JobControl): Promise<Result<ReturnJobResult>>;
  exportLedgerParts(job: LedgerPartsJob, control: JobControl): Promise<Result<LedgerPartsJobResult>>;
  /** Pictures of every sheet; an .xls, .csv or HTML file has none. */
  extractPictures(job: PictureJob, control: JobControl): Promise<Result<readonly WorkbookPicture[]>>;
  /** Pictures (JPEG, PNG) of zips; other entries are left out and counted. */
  unpackPhotos(
    job: UnpackJob,
    control: JobControl,
  ): Promise<Result<{ readonly photos: readonly UnpackedPhoto[]; readonly others: number }>>;
  writeErrorWorkbook(job: ErrorWorkbookJob, control: JobControl): Promise<Result<ErrorWorkbookResult>>;
  /** Names in a template; see `worker/document/template.ts`. */
  checkTemplate(job: TemplateJob, control: JobControl): Promise<Result<{ readonly fields: readonly string[] }>>;
  writeDocuments(job: DocumentJob, control: JobControl): Promise<Result<DocumentJobResult>>;
}

/** Printing of pages, where there is a window to print from. */
export interface PrinterPort {
  /** Prints an HTML file into a PDF file; absolute paths. Code: PRINT_FAILED. */
  print(order: { readonly html: string; readonly pdf: string }): Promise<Result<null>>;
}

/** Reference data shipped with the program, already checked. */
export interface ReferencePort {
  readonly notices: readonly HolidayNotice[];
  readonly policyBook: PolicyBook;
  readonly severityRules: readonly SeverityRuleSet[];
  readonly district: District;
  readonly rivers: RiverTable;
  /** Words by which class and sub-item of a row are told. */
  readonly words: WordBook;
}

/** Folders the program writes to; absolute paths. */
export interface FolderPort {
  readonly backups: string;
  readonly staging: string;
  readonly photos: string;
  /** Copies of imported files, by their SHA-256. */
  readonly imports: string;
  /** The bureau's own templates, each named by its SHA-256. */
  readonly templates: string;
}

/** What a camera wrote into a photo (EXIF). */
export interface PhotoFacts {
  /** `YYYY-MM-DDTHH:mm:ss` by the camera's own clock, without a time zone. */
  readonly takenAt: string | null;
  /** WGS84, 6 places; both or neither. */
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Everything the use cases need from outside. */
export interface Ports {
  readonly clock: ClockPort;
  /** Makes a UUIDv7. */
  readonly newId: () => string;
  /** Key of the log's chain, null where the system offers no key store. */
  readonly chainKey: Uint8Array | null;
  /** Name of this device in the log. */
  readonly device: string;
  readonly files: FilePort;
  readonly folders: FolderPort;
  readonly jobs: JobPort;
  /** Null on the command line. */
  readonly printer: PrinterPort | null;
  readonly reference: ReferencePort;
  /** Reads the EXIF of a picture; never fails, a picture without it has none. */
  readonly photoFacts: (content: Uint8Array) => Promise<PhotoFacts>;
  /** Sixteen hex digits of what a picture looks like; null where it can't be told. Never fails. */
  readonly photoLook: (content: Uint8Array) => string | null;
  /** Heads printed on exports and backups, kept outside the database; a rewritten log disagrees with one of them. */
  readonly anchors: AnchorPort;
  /** Takes an unexpected error under the id that the user sees; no personal data. */
  readonly report: (id: string, error: unknown) => void;
}

/** Heads of the log as they were printed, outside the database. */
export interface AnchorPort {
  all(): readonly { readonly device: string; readonly seq: number; readonly hash: string }[];
  add(heads: readonly { readonly device: string; readonly seq: number; readonly hash: string }[]): void;
}

/** Thrown inside a write transaction to undo it and answer with a refusal. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The value of a result; a refusal undoes the transaction it occurs in. Only inside handlers. */
export function need<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.error);
}

/** Refuses from inside a handler, undoing its transaction. */
export function deny(code: string, message: string, data?: unknown): never {
  throw new Refused(data === undefined ? { code, message } : { code, message, data });
}
