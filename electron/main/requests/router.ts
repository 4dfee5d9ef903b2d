import { randomUUID } from 'node:crypto';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { Reply } from '#core/contract/errors.ts';
import { stackFrames, traceOf } from '#core/contract/error-trace.ts';
import { type ShellRoute, shellRoutes } from '#core/contract/shell-routes.ts';
import type { Asked, BackendHost } from '../backend/backend-host.ts';
import type { LogFile } from '../log/log-file.ts';
import { isTrusted, type Sender } from '../security/sender.ts';
import { followWork, type Teller, type WorkWindow } from './long-work.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { ShellHandlers } from './shell-handlers.ts';

/** What requests are answered with. */
export interface RouterParts {
  readonly host: Pick<BackendHost, 'ask'>;
  readonly session: SessionKeeper;
  readonly handlers: ShellHandlers;
  readonly running: RunningRequests;
  readonly work: (window: BrowserWindow) => WorkWindow;
  readonly teller: Teller;
  readonly log: LogFile;
  /** Folder of the program, left out of the log. */
  readonly root: string;
}

const RequestSchema = z.object({
  id: z.string().min(1).max(100),
  route: z.string().min(1).max(100),
  input: z.unknown(),
  of: z.string().min(1).max(100).optional(),
});

/** Answers one request of a window: always a reply, never a rejection. */
export type Router = (sender: Sender, window: BrowserWindow | null, raw: unknown) => Promise<Reply<unknown>>;

/** Makes the router: shell routes are answered here, all others by the backend under the account that is signed in. */
export function createRouter(parts: RouterParts): Router {
  async function answer(request: z.infer<typeof RequestSchema>, window: BrowserWindow): Promise<Reply<unknown>> {
    const { id, route, input, of } = request;
    if (isShellRoute(route)) return toShell(route, input, window);
    if (of !== undefined && of !== parts.session.accountId()) return failed('SIGNED_IN_OTHER', OTHER_PERSON);
    const work = followWork(id, route, parts.work(window), parts.teller);
    const asked = parts.host.ask(route, input, parts.session.accountId(), work.progress);
    const end = parts.running.began(window, id, asked);
    const { reply, signedIn } = await asked.answered;
    end();
    // Before the reply: the window's next request is of who signed in with this one.
    parts.session.take(signedIn);
    work.finished(reply.ok);
    noteFailure(reply);
    return reply;
  }

  async function toShell(route: ShellRoute, input: unknown, window: BrowserWindow): Promise<Reply<unknown>> {
    const parsed = shellRoutes[route].safeParse(input);
    if (!parsed.success) return failed('VALIDATION_FAILED', issuesText(parsed.error.issues));
    // The handler map is exhaustive by type; here the route is only known at run time.
    const handler = parts.handlers[route] as (value: unknown, window: BrowserWindow) => Promise<Reply<unknown>>;
    return handler(parsed.data, window);
  }

  /** What the maintainer will be asked about: the code and where it came from. */
  function noteFailure(reply: Reply<unknown>): void {
    if (reply.ok || !NOTED.has(reply.error.code)) return;
    const { code, data } = reply.error;
    const reason = z.object({ reason: z.string() }).safeParse(data).data?.reason ?? '';
    parts.log.write({ what: 'reply', id: randomUUID(), code, frames: stackFrames(reason, parts.root) });
  }

  return async (sender, window, raw) => {
    if (!isTrusted(sender) || window === null) {
      return failed('SENDER_REFUSED', '这个请求不是从河清的窗口发出的，没有办理。');
    }
    const request = RequestSchema.safeParse(raw);
    if (!request.success) return failed('VALIDATION_FAILED', '请求的形式不对，没有办理；请更新程序。');
    try {
      return await answer(request.data, window);
    } catch (error) {
      const id = randomUUID();
      parts.log.write({ what: 'error', id, error: traceOf(error, parts.root) });
      return failed('INTERNAL', `程序内部出错，没有写入任何内容。请把编号 ${id} 告诉维护人员。`, { id });
    }
  };
}

/** A late act of the one who was signed in before must not go down under the name of the next. */
const OTHER_PERSON = '发出这项操作的人已退出登录，没有办理；请核对右上角的姓名，需要时重新办理。';

/** Codes of failures that are no refusals. */
const NOTED: ReadonlySet<string> = new Set(['JOB_FAILED', 'JOB_DIED', 'JOB_TIMED_OUT', 'BACKEND_DIED']);

/** Requests under way, by window and the window's own id. */
export interface RunningRequests {
  /** Notes a request; answers with what ends the note. */
  began(window: Pick<BrowserWindow, 'id'>, id: string, asked: Pick<Asked, 'cancel'>): () => void;
  /** Cancels a request of this window; of another window's or an ended one there is none. */
  cancel(window: Pick<BrowserWindow, 'id'>, id: string): void;
}

/** Makes an empty list of requests. */
export function createRunningRequests(): RunningRequests {
  const running = new Map<string, Pick<Asked, 'cancel'>>();
  const key = (window: Pick<BrowserWindow, 'id'>, id: string) => `${window.id} ${id}`;
  return {
    began(window, id, asked) {
      running.set(key(window, id), asked);
      return () => {
        if (running.get(key(window, id)) === asked) running.delete(key(window, id));
      };
    },
    cancel: (window, id) => running.get(key(window, id))?.cancel(),
  };
}

function isShellRoute(route: string): route is ShellRoute {
  return Object.hasOwn(shellRoutes, route);
}

/** The words of our schemas are Chinese; zod's own are for programmers, and only a fault of ours brings them up. */
function issuesText(issues: readonly { readonly message: string }[]): string {
  const ours = issues.map(({ message }) => message).filter((message) => /\p{Script=Han}/u.test(message));
  return ours.length > 0 ? `${ours.join('；')}。` : '请求的内容不完整，没有办理；请更新程序。';
}

function failed(code: string, message: string, data?: unknown): Reply<never> {
  return { ok: false, error: data === undefined ? { code, message } : { code, message, data } };
}
