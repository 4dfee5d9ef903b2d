import type { AppErrorData, Reply } from './errors.ts';
import type { Route } from './routes.ts';
import type { AccountView } from './views.ts';

/*
 * What main and the backend process say to each other. Both are ours and of one version, so these are types without a
 * run-time schema. `id` is main's own number of a question; windows' ids go no further than main.
 */

/** Main → backend. */
export type ToBackend =
  /** The first message, once. Answered by `opened` or `refused`; what is asked before that waits. */
  | {
      readonly type: 'open';
      readonly dataFolder: string;
      /** The folder is for sample data (示例数据), which is made there first when it is not. */
      readonly sample: boolean;
    }
  | {
      readonly type: 'request';
      readonly id: number;
      readonly route: string;
      readonly input: unknown;
      readonly accountId: string | null;
    }
  | { readonly type: 'cancel'; readonly id: number }
  /** Hands out a token for a path that the user chose in a dialog, or that main wrote itself. */
  | { readonly type: 'grant'; readonly id: number; readonly path: string }
  | { readonly type: 'resolve'; readonly id: number; readonly token: string }
  /** The job process `job` said something, or ended. */
  | { readonly type: 'jobMessage'; readonly job: number; readonly message: unknown }
  | { readonly type: 'jobExited'; readonly job: number; readonly how: string }
  /** What became of a page that was to be printed. */
  | { readonly type: 'printed'; readonly order: number; readonly reply: Reply<null> }
  /** The machine woke up: the day may be another. */
  | { readonly type: 'checkDay' }
  /** Close the database and end. */
  | { readonly type: 'close' };

/** Backend → main. */
export type FromBackend =
  /** Long work while opening, in Chinese. */
  | { readonly type: 'opening'; readonly message: string }
  /** `recovered`: the last program did not close the database; its unfinished write was undone. */
  | { readonly type: 'opened'; readonly recovered: boolean }
  /** The database can't be opened; the process ends. */
  | { readonly type: 'refused'; readonly error: AppErrorData }
  /** `signedIn` when the request signed somebody in (the account) or out (null). */
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly reply: Reply<unknown>;
      readonly signedIn?: { readonly account: AccountView | null };
    }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly phase: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'changed'; readonly route: Route }
  | { readonly type: 'granted'; readonly id: number; readonly token: string }
  | { readonly type: 'resolved'; readonly id: number; readonly path: string | null }
  /** A utility process can't start another: main does it, and passes on what both say. */
  | { readonly type: 'launchJob'; readonly job: number; readonly entry: string; readonly heapMb: number }
  | { readonly type: 'jobMessage'; readonly job: number; readonly message: unknown }
  | { readonly type: 'killJob'; readonly job: number }
  /** Prints an HTML file into a PDF file; both lie in the data folder. Only main has windows. */
  | { readonly type: 'print'; readonly order: number; readonly html: string; readonly pdf: string }
  /** The local day changed, or a deadline of an hour was reached. */
  | { readonly type: 'deadlineReached'; readonly today: string }
  | { readonly type: 'report'; readonly id: string; readonly error: ErrorTrace };

/** An error without the words of its message, which may quote what a person wrote. */
export interface ErrorTrace {
  readonly name: string;
  readonly code: string | null;
  /** Lines of the stack; paths from the program's own folder on. */
  readonly frames: readonly string[];
}

/** Where main puts dropped and pasted files, below the data folder; the backend empties it when it opens and closes. */
export const RECEIVED_FOLDER = ['staging', 'received'] as const;
