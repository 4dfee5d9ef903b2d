/** What Node tells a page. `value` and `args` are texts of `wire.ts`. */
export type ToPage =
  | { readonly t: 'reply'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly t: 'reply'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly t: 'event'; readonly channel: string; readonly args: string }
  | { readonly t: 'dialog'; readonly id: number; readonly dialog: PageDialog }
  | { readonly t: 'dialogDone'; readonly id: number }
  | { readonly t: 'accelerators'; readonly list: readonly string[] }
  | { readonly t: 'notice'; readonly id: number; readonly title: string; readonly body: string }
  | { readonly t: 'download'; readonly path: string; readonly name: string }
  | { readonly t: 'go'; readonly path: string }
  | { readonly t: 'open'; readonly path: string }
  | { readonly t: 'reload' }
  /** The page is no longer a window of the program. */
  | { readonly t: 'end'; readonly why: 'closed' | 'elsewhere' | 'quit' };

/** A dialog that a page shows in place of the system's. */
export type PageDialog =
  | {
      readonly kind: 'open';
      readonly title: string;
      readonly multiple: boolean;
      readonly folder: boolean;
      /** As `<input accept>` wants it. */
      readonly accept: string;
    }
  | {
      readonly kind: 'message';
      readonly title: string;
      readonly message: string;
      readonly detail: string;
      readonly buttons: readonly string[];
      readonly defaultId: number;
      readonly cancelId: number;
    };

/** What a page tells Node. */
export type FromPage =
  | { readonly t: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly t: 'send'; readonly channel: string; readonly args: string }
  | { readonly t: 'loaded' }
  | { readonly t: 'focus'; readonly on: boolean }
  | { readonly t: 'accelerator'; readonly accelerator: string }
  | { readonly t: 'noticeClicked'; readonly id: number }
  /** A link or `window.open` wants another window. */
  | { readonly t: 'openWindow'; readonly url: string }
  /** A link or script wants to leave the program's own addresses; not followed. */
  | { readonly t: 'leave'; readonly url: string }
  /** Answer to a dialog: chosen paths (uploaded), or the button's number; null when closed. */
  | { readonly t: 'answer'; readonly id: number; readonly value: readonly string[] | number | null };

/** One POST of a page. */
export interface PageBatch {
  readonly window: number;
  readonly document: string;
  /** `location.href` without its origin. */
  readonly path: string;
  /** False for a frame inside another. */
  readonly top: boolean;
  readonly items: readonly FromPage[];
}

/** Addresses of the harness itself; everything else is the program's. */
export const ADDRESS = {
  enter: '/__harness/enter',
  preload: '/__harness/preload.js',
  events: '/__harness/events',
  messages: '/__harness/messages',
  upload: '/__harness/upload',
  download: '/__harness/download',
  second: '/__harness/second-instance',
} as const;

/** Key in the page's session storage: which window the tab is. */
export const WINDOW_KEY = 'heqing-harness-window';
