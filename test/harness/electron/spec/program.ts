import type { Browser, Page } from '@playwright/test';

/** How a spec starts the program. */
export interface ProgramOptions {
  readonly browser: Browser;
  /** Data folder of this spec; exists. */
  readonly userDataDir: string;
  /** File with the milliseconds by which the program's clock is moved. */
  readonly clockFile: string;
  /** Root and entry of the built program. */
  readonly root: string;
  readonly entry: string;
}

/** A running program as a spec sees it; the same over the stand-in and over Electron. */
export interface Program {
  readonly mode: 'harness' | 'electron';
  readonly userDataDir: string;
  /** Page of the first window; another one after `restart`. */
  page(): Page;
  /** Answers the next dialog of that kind: paths, a path, or the number of a button; null closes it. */
  answerDialog(kind: 'open' | 'save' | 'message', value: readonly string[] | string | number | null): Promise<void>;
  /** Sets the local day of the running program, `YYYY-MM-DD`, and has it look at the clock. */
  setToday(date: string): Promise<void>;
  /** Does what opens another window, and gives its page. */
  openSecondWindow(opener: () => Promise<void>): Promise<Page>;
  /** Ends the program as a user would, and starts it again on the same data. */
  restart(): Promise<Page>;
  /** Ends the backend process with SIGKILL; resolves when it is gone. */
  killBackend(): Promise<void>;
  /** Ends every process of it with SIGKILL, as when the power fails; `restart` starts it again. */
  crash(): Promise<void>;
  /** Numbers of its processes, without the browser's. */
  pids(): number[];
  /** Errors and warnings of the pages (of their console, and what nobody caught), each once it is there. */
  readonly faults: string[];
  /** What the program printed. */
  output(): string;
  close(): Promise<void>;
}

/** The milliseconds that make the present time one of `date` in China. */
export function shiftTo(date: string): number {
  const local = new Date(Date.now() + 8 * 3600_000).toISOString();
  return Date.parse(`${date}T00:00:00Z`) - Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
}
