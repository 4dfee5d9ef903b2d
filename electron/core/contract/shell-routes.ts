import { z } from 'zod';

/** A file as a window sees it: a token of the program's, its name and size; never a path. */
export interface FileView {
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
}

/** What a file dialog is for: decides title and file kinds. */
export const FilePurposeSchema = z.enum([
  'workbook',
  'photos',
  'notice',
  'ledger',
  'ledgers',
  'document',
  'documents',
  'original',
]);
/** See `FilePurposeSchema`. */
export type FilePurpose = z.infer<typeof FilePurposeSchema>;

/** About the running program. */
export interface ShellInfo {
  readonly version: string;
  /** `browser`: the built program through the harness, without the Electron binary. */
  readonly mode: 'electron' | 'browser';
  /** Where the data lies, for people to read. */
  readonly dataFolder: string;
  /** What is shown is sample data (示例数据) in a folder of its own. */
  readonly sample: boolean;
}

const noInput = z.strictObject({});
const Token = z.string().min(1).max(200);

/** Requests that the shell (main process) answers itself; they touch no data. Outputs: see `ShellOutputs`. */
export const shellRoutes = {
  'shell.info': noInput,
  /** Native open dialog; an empty list when the user closes it. */
  'shell.chooseFiles': z.strictObject({ purpose: FilePurposeSchema, multiple: z.boolean() }),
  /** Native save dialog; null when the user closes it. */
  'shell.chooseSave': z.strictObject({ purpose: FilePurposeSchema, suggestedName: z.string().min(1).max(200) }),
  /** A dropped or pasted file, at most 200 MB; kept until the program ends. */
  'shell.receiveFile': z.strictObject({
    name: z.string().min(1).max(255),
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 200 * 1024 * 1024, '文件最大 200 MB'),
  }),
  /** Opens a file in the system's program for it (in the browser: downloads it). */
  'shell.open': z.strictObject({ token: Token }),
  'shell.showInFolder': z.strictObject({ token: Token }),
  /** A further window at an address of the renderer, e.g. `/cases/…`. */
  'shell.openWindow': z.strictObject({ address: z.string().startsWith('/').max(2000) }),
  /** Cancels a running request by its id; without effect when it has ended. */
  'shell.cancel': z.strictObject({ id: z.string() }),
  /** Goes to the sample data (示例数据), made at first, or back to the bureau's own; signs out. */
  'shell.openSample': z.strictObject({ open: z.boolean() }),
  /** Starts the backend again after `backend.state` said `failed`. */
  'shell.restartBackend': noInput,
} as const;

/** Name of a shell route. */
export type ShellRoute = keyof typeof shellRoutes;
/** What a caller passes. */
export type ShellInput<R extends ShellRoute> = z.input<(typeof shellRoutes)[R]>;

/** What each shell route answers. */
export interface ShellOutputs {
  readonly 'shell.info': ShellInfo;
  readonly 'shell.chooseFiles': readonly FileView[];
  readonly 'shell.chooseSave': FileView | null;
  readonly 'shell.receiveFile': FileView;
  readonly 'shell.open': null;
  readonly 'shell.showInFolder': null;
  readonly 'shell.openWindow': null;
  readonly 'shell.cancel': null;
  readonly 'shell.openSample': null;
  readonly 'shell.restartBackend': null;
}
