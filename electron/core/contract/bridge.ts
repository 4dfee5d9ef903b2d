import type { Reply } from './errors.ts';
import type { Route } from './routes.ts';
import type { AccountView } from './views.ts';

/** One request of a window. `id` is made by the window: progress and cancelling name it. */
export interface BridgeRequest {
  readonly id: string;
  /** A route of `routes` (answered by the backend) or of `shellRoutes` (answered by the shell). */
  readonly route: string;
  readonly input: unknown;
  /** Account whose screen sent it. Not carried out when somebody else has signed in meanwhile (`SIGNED_IN_OTHER`). */
  readonly of?: string;
}

/** Everything that reaches a window unasked; few and typed. */
export type HeqingEvent =
  /** A command went through, in this window or another; the window asks anew for what it shows. */
  | { readonly type: 'data.changed'; readonly route: Route }
  /** Progress of a running request: `done` of `total` (null while unknown), `phase` in Chinese. */
  | {
      readonly type: 'job.progress';
      readonly id: string;
      readonly phase: string;
      readonly done: number;
      readonly total: number | null;
    }
  /** A request that had reported progress has ended. */
  | { readonly type: 'job.finished'; readonly id: string }
  /** The local day changed, or a deadline was reached: what is shown by urgency is stale. */
  | { readonly type: 'deadline.reached'; readonly today: string }
  /** Who is signed in changed (all windows of the program share it). */
  | { readonly type: 'session.changed'; readonly account: AccountView | null }
  /** The backend died and is started again, is back, or can't be started; `message` in Chinese says what to do. */
  | { readonly type: 'backend.state'; readonly state: 'ready' | 'restarting' | 'failed'; readonly message: string }
  /** A menu entry was chosen. */
  | { readonly type: 'menu.command'; readonly command: MenuCommand };

/** Menu entries that the window itself carries out. */
export type MenuCommand = 'search' | 'newFinding' | 'keys' | 'about' | 'signOut';

/** What the preload puts on `window.heqing`: two functions and nothing else. */
export interface HeqingBridge {
  /** Always a reply, never a rejection. */
  request(request: BridgeRequest): Promise<Reply<unknown>>;
  /** Calls `listener` for every event; returns what ends it. */
  onEvent(listener: (event: HeqingEvent) => void): () => void;
}

/** Name of the one request channel and of the one event channel. */
export const CHANNELS = { request: 'heqing:request', event: 'heqing:event' } as const;
