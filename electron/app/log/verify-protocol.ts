import type { ChainHead } from '#core/domain/log/canonical.ts';
import type { KeyRange } from '#db/repositories/events.ts';
import type { ReadLog } from './verify.ts';
import type { FoldedRange, RowCounts } from './verify-rows.ts';

/** What a thread is started with. */
export interface ThreadInput {
  readonly path: string;
  readonly key: Uint8Array | null;
  readonly anchors: readonly ChainHead[];
  /** Ranges to fold. Work 0 is the reading of the chains, work `i` the fold of range `i - 1`; taken in this order. */
  readonly ranges: readonly KeyRange[];
  /** Shared by all threads, at the places of `SHARED`. */
  readonly shared: Int32Array<SharedArrayBuffer>;
}

/** Places in the shared memory. */
export const SHARED = {
  /** Next work that nobody has taken. */
  next: 0,
  /** 0 wait, 1 begin, 2 end without work. */
  begin: 1,
} as const;

/** What a thread says, in the order of its life. */
export type ThreadMessage =
  /** It has its snapshot: the heads of the log as JSON, and how many rows there are. */
  | { readonly type: 'ready'; readonly heads: string; readonly stored: RowCounts }
  | { readonly type: 'step'; readonly events: number }
  | { readonly type: 'log'; readonly log: ReadLog }
  | { readonly type: 'rows'; readonly work: number; readonly rows: FoldedRange }
  /** It met an error; `code` is that of SQLite or the file system. */
  | { readonly type: 'failed'; readonly message: string; readonly code: string | null };
