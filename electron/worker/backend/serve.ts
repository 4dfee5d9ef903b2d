import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { CallContext } from '#app/environment.ts';
import type { JobProgress } from '#app/ports.ts';
import { createClient } from '#core/contract/client.ts';
import type { AppErrorData } from '#core/contract/errors.ts';
import { traceOf } from '#core/contract/error-trace.ts';
import type { ToBackend } from '#core/contract/host.ts';
import type { AccountView } from '#core/contract/views.ts';
import type { Result } from '#core/domain/shared/result.ts';
import { type OpenedProgram, openProgram } from '../node/open-program.ts';
import type { ProgramFiles } from '../node/program-files.ts';
import { type DayWatch, type SetTimer, watchDay } from './day-watch.ts';
import type { BackendPort } from './port.ts';
import { clearReceived } from './received.ts';
import { sampleClock } from './sample.ts';
import { createRemotePrinter } from './remote-printer.ts';
import { createRemoteJobs } from './remote-jobs.ts';

/** What the backend process brings. */
export interface Surroundings {
  readonly files: ProgramFiles;
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** Ends the process. */
  readonly end: () => void;
}

/** A backend that answers. */
export interface Served {
  /** Reports an exception that nobody caught, before the process ends. */
  reportFault(error: unknown): void;
}

interface Running {
  readonly program: OpenedProgram;
  readonly day: DayWatch;
}

type Asked = Extract<ToBackend, { readonly type: 'request' }>;

/**
 * Answers main until it says `close`. It keeps nobody signed in: every request names the account, and a request that
 * signs in or out says so with its reply. Requests that come while the database is being opened wait for it.
 */
export function serveBackend(port: BackendPort, { files, now, setTimer, end }: Surroundings): Served {
  const jobs = createRemoteJobs(port.post);
  const printer = createRemotePrinter(port.post);
  const cancels = new Map<number, AbortController>();
  const { promise: running, resolve: opened } = Promise.withResolvers<Running | null>();
  const report = (id: string, error: unknown) =>
    port.post({ type: 'report', id, error: traceOf(error, `${dirname(files.resources)}/`) });

  async function open(data: string, sample: boolean): Promise<void> {
    const result = await openOrExplain(data, sample);
    if (!result.ok) {
      port.post({ type: 'refused', error: result.error });
      opened(null);
      return;
    }
    const { backend, ports, folder } = result.value;
    clearReceived(folder.root);
    backend.onChange((route) => port.post({ type: 'changed', route }));
    const day = watchDay(ports.clock, setTimer, (today) => port.post({ type: 'deadlineReached', today }));
    opened({ program: result.value, day });
    port.post({ type: 'opened', recovered: result.value.recovered });
  }

  async function openOrExplain(data: string, sample: boolean): Promise<Result<OpenedProgram>> {
    try {
      const onProgress = ({ phase }: JobProgress) => port.post({ type: 'opening', message: `正在${phase}，请稍候。` });
      const clock = sample ? await sampleClock(data, { now, onProgress, launch: jobs.launch }) : now;
      return await openProgram({
        data,
        create: true,
        files,
        now: clock,
        onProgress,
        report,
        launch: jobs.launch,
        printer,
      });
    } catch (error) {
      const id = randomUUID();
      report(id, error);
      return { ok: false, error: notOpened(id) };
    }
  }

  async function answer({ id, route, input, accountId }: Asked): Promise<void> {
    const cancel = new AbortController();
    cancels.set(id, cancel);
    const here = await running;
    if (here === null) return;
    let signed: { readonly accountId: string | null } | null = null;
    const context: CallContext = {
      accountId,
      signal: cancel.signal,
      onProgress: (progress) => port.post({ type: 'progress', id, ...progress }),
      signIn: (who) => {
        signed = { accountId: who };
      },
    };
    const reply = await here.program.backend.dispatch(route, input, context);
    cancels.delete(id);
    const signedIn = await accountOf(here.program, signed);
    port.post({ type: 'reply', id, reply, ...(signedIn === null ? {} : { signedIn }) });
  }

  async function close(): Promise<void> {
    const here = await running;
    if (here !== null) {
      here.day.stop();
      clearReceived(here.program.folder.root);
      here.program.close();
    }
    end();
  }

  port.onMessage((message) => {
    switch (message.type) {
      case 'open':
        return void open(message.dataFolder, message.sample);
      case 'request':
        return void answer(message);
      case 'cancel':
        return cancels.get(message.id)?.abort();
      case 'grant':
        return void running.then((here) => {
          if (here !== null)
            port.post({ type: 'granted', id: message.id, token: here.program.ports.files.grant(message.path) });
        });
      case 'resolve':
        return void running.then((here) => {
          if (here !== null)
            port.post({ type: 'resolved', id: message.id, path: here.program.ports.files.resolve(message.token) });
        });
      case 'jobMessage':
        return jobs.said(message.job, message.message);
      case 'jobExited':
        return jobs.exited(message.job, message.how);
      case 'printed':
        return printer.printed(message.order, message.reply);
      case 'checkDay':
        return void running.then((here) => here?.day.check());
      case 'close':
        return void close();
    }
  });
  return { reportFault: (error) => report(randomUUID(), error) };
}

/** Whom a request signed in (null: out), as the windows see them; null when it did neither. */
async function accountOf(
  { backend }: OpenedProgram,
  signed: { readonly accountId: string | null } | null,
): Promise<{ readonly account: AccountView | null } | null> {
  if (signed === null) return null;
  const client = createClient((route, input) => backend.dispatch(route, input, { accountId: signed.accountId }));
  const current = await client.call('session.current', {});
  return { account: current.ok ? current.data.account : null };
}

function notOpened(id: string): AppErrorData {
  const message = `程序内部出错，没有打开数据库，也没有改动任何内容。请重新启动程序；仍然如此时，把编号 ${id} 告诉维护人员。`;
  return { code: 'INTERNAL', message, data: { id } };
}
