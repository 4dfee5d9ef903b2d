import type { HeqingEvent } from '#core/contract/bridge.ts';
import type { AppErrorData, Reply } from '#core/contract/errors.ts';
import type { FromBackend, ToBackend } from '#core/contract/host.ts';
import type { Printer } from '../print/printer.ts';
import type { JobHost } from './job-host.ts';
import { createPending } from './pending.ts';
import { createRestartPolicy } from './restart-policy.ts';
import { BACKEND_DIED, BACKEND_FAILED, PROGRAM_ENDS, STATE_WORDS } from './wording.ts';

/** A started backend process. */
export interface BackendChild {
  post(message: ToBackend): void;
  onMessage(listener: (message: FromBackend) => void): void;
  /** Called once, when the process has ended; `how` is for the log. */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

/** Progress of a request. */
export type Progress = Pick<Extract<FromBackend, { readonly type: 'progress' }>, 'phase' | 'done' | 'total'>;
/** A reply, and whom the request signed in or out. */
export type Answered = Pick<Extract<FromBackend, { readonly type: 'reply' }>, 'reply' | 'signedIn'>;
/** What the backend says beside answers. */
export type BackendNews = Extract<FromBackend, { readonly type: 'changed' | 'deadlineReached' | 'report' }>;
/** The event that tells the windows of the backend's state. */
export type BackendState = Extract<HeqingEvent, { readonly type: 'backend.state' }>;

/** A data folder, and whether it is for sample data (示例数据). */
export interface DataPlace {
  readonly dataFolder: string;
  readonly sample: boolean;
}

/** How the host works; the rest of main is reached through these. */
export interface HostOptions {
  readonly dataFolder: string;
  readonly launch: () => BackendChild;
  /** Job processes of one backend; they end with it. */
  readonly jobsOf: (post: (message: ToBackend) => void) => JobHost;
  readonly print: Printer;
  readonly now: () => number;
  readonly onState: (state: BackendState) => void;
  readonly onNews: (news: BackendNews) => void;
  /** An end that nobody asked for. */
  readonly onDeath: (how: string) => void;
}

/** A request to the backend that is under way. */
export interface Asked {
  readonly answered: Promise<Answered>;
  cancel(): void;
}

/** Keeps the backend process running and carries questions to it. */
export interface BackendHost {
  start(): void;
  /** Starts again after the state `failed`; else without effect. */
  restart(): void;
  ask(route: string, input: unknown, accountId: string | null, onProgress: (progress: Progress) => void): Asked;
  /** Token for a path; a refusal when there is no backend. */
  grant(path: string): Promise<Reply<string>>;
  /** Path behind a token, null when it was not handed out. */
  resolve(token: string): Promise<Reply<string | null>>;
  checkDay(): void;
  state(): BackendState;
  /** Closes this data folder and goes on with another; what is under way is answered as when the program ends. */
  move(place: DataPlace, limit: Promise<unknown>): Promise<void>;
  /** Closes the database and ends the process, by force if it does not within `limit`. */
  close(limit: Promise<unknown>): Promise<void>;
}

/**
 * Makes the host. What is asked while the backend opens waits in its process. What is under way when it dies is answered
 * with BACKEND_DIED and never asked again by itself: a command may have been written before its reply was lost.
 */
export function createBackendHost(options: HostOptions): BackendHost {
  const policy = createRestartPolicy();
  const pending = createPending();
  let child: BackendChild | null = null;
  /** Why there is no process; what is asked then gets this. */
  let absence: AppErrorData = PROGRAM_ENDS;
  let state: BackendState = { type: 'backend.state', state: 'restarting', message: STATE_WORDS.opening };
  let ending = false;
  let place: DataPlace = { dataFolder: options.dataFolder, sample: false };

  function tell(name: BackendState['state'], message: string): void {
    state = { type: 'backend.state', state: name, message };
    options.onState(state);
  }

  function start(): void {
    const started = options.launch();
    const jobs = options.jobsOf((message) => started.post(message));
    let refusal: AppErrorData | null = null;
    child = started;
    started.onMessage((message) => {
      if (message.type === 'refused') refusal = message.error;
      take(message, started, jobs);
      if (refusal !== null) started.kill();
    });
    started.onExit((how) => {
      jobs.killAll();
      child = null;
      ended(how, refusal);
    });
    started.post({ type: 'open', ...place });
  }

  function take(message: FromBackend, from: BackendChild, jobs: JobHost): void {
    switch (message.type) {
      case 'opening':
        tell('restarting', message.message);
        break;
      case 'opened':
        tell('ready', message.recovered ? STATE_WORDS.recovered : STATE_WORDS.ready);
        break;
      case 'refused':
        // Told when the process has ended: only then can it be started again.
        break;
      case 'progress':
        pending.progress(message.id, message);
        break;
      case 'reply':
      case 'granted':
      case 'resolved':
        pending.settle(message.id, message);
        break;
      case 'print':
        void options
          .print({ html: message.html, pdf: message.pdf })
          .then((reply) => from.post({ type: 'printed', order: message.order, reply }));
        break;
      case 'launchJob':
        jobs.launch(message);
        break;
      case 'jobMessage':
        jobs.send(message.job, message.message);
        break;
      case 'killJob':
        jobs.kill(message.job);
        break;
      default:
        options.onNews(message);
    }
  }

  function ended(how: string, refusal: AppErrorData | null): void {
    if (ending) pending.failAll(PROGRAM_ENDS);
    else if (refusal !== null) fail(refusal, refusal);
    else died(how);
  }

  function died(how: string): void {
    options.onDeath(how);
    if (!policy.mayRestart(options.now())) {
      fail(BACKEND_FAILED, BACKEND_DIED);
      return;
    }
    // Before the new process is there: what is asked from now on is for that one.
    pending.failAll(BACKEND_DIED);
    tell('restarting', STATE_WORDS.restarting);
    start();
  }

  function fail(reason: AppErrorData, underWay: AppErrorData): void {
    absence = reason;
    pending.failAll(underWay);
    tell('failed', reason.message);
  }

  /** Sends a question; without a process it is refused at once. */
  function question(make: (id: number) => ToBackend, onProgress: (progress: Progress) => void = () => {}) {
    const { id, answer } = pending.add(onProgress);
    if (child === null) pending.fail(id, absence);
    else child.post(make(id));
    return { id, answer };
  }

  /** Asks the process to close; ends it by force after `limit`. Answers with what resolves when it has ended. */
  async function endChild(limit: Promise<unknown>): Promise<{ readonly gone: Promise<void> }> {
    ending = true;
    const last = child;
    if (last === null) return { gone: Promise.resolve() };
    const gone = new Promise<void>((resolve) => last.onExit(() => resolve()));
    last.post({ type: 'close' });
    await Promise.race([gone, limit]);
    last.kill();
    return { gone };
  }

  return {
    start,
    restart() {
      if (state.state !== 'failed' || ending) return;
      policy.forgive();
      tell('restarting', STATE_WORDS.opening);
      start();
    },
    ask(route, input, accountId, onProgress) {
      const { id, answer } = question((id) => ({ type: 'request', id, route, input, accountId }), onProgress);
      const answered = answer.then(
        (found): Answered => (found.type === 'reply' ? found : { reply: { ok: false, error: failureOf(found) } }),
      );
      return { answered, cancel: () => child?.post({ type: 'cancel', id }) };
    },
    async grant(path) {
      const found = await question((id) => ({ type: 'grant', id, path })).answer;
      return found.type === 'granted' ? { ok: true, data: found.token } : { ok: false, error: failureOf(found) };
    },
    async resolve(token) {
      const found = await question((id) => ({ type: 'resolve', id, token })).answer;
      return found.type === 'resolved' ? { ok: true, data: found.path } : { ok: false, error: failureOf(found) };
    },
    checkDay: () => child?.post({ type: 'checkDay' }),
    state: () => state,
    async move(to, limit) {
      tell('restarting', to.sample ? STATE_WORDS.toSample : STATE_WORDS.opening);
      const { gone } = await endChild(limit);
      await gone;
      ending = false;
      place = to;
      policy.forgive();
      start();
    },
    async close(limit) {
      await endChild(limit);
    },
  };
}

function failureOf(found: { readonly type: string; readonly error?: AppErrorData }): AppErrorData {
  return found.error ?? BACKEND_DIED;
}
