import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ENTRY, ROOT } from './build.ts';
import type { FromChild, ToChild } from './child.ts';

/** How a program is started. */
export interface StartOptions {
  /** Data folder; also of the program's own settings (`userData`). */
  readonly data: string;
  /** Entry of the built main process and root of its program; those of this clone when not given. */
  readonly entry?: string;
  readonly root?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that runs in a process of its own, through the stand-in. */
export interface ProgramProcess {
  readonly pid: number;
  /** Address of the running program that this start has found. */
  readonly first: string | null;
  /** Everything that was printed. */
  output(): string;
  /** Waits for the next message of a kind. */
  next<T extends FromChild['t']>(kind: T): Promise<Extract<FromChild, { readonly t: T }>>;
  tell(message: ToChild): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Ends it as a user would, and waits. */
  quit(): Promise<void>;
}

const CLOCK = fileURLToPath(new URL('./clock.cjs', import.meta.url));

/** Starts a program; resolves when its main process has been read. */
export async function startProgramProcess(options: StartOptions): Promise<ProgramProcess> {
  const child = fork(
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    [options.entry ?? ENTRY, options.root ?? ROOT],
    {
      cwd: options.root ?? ROOT,
      env: {
        ...process.env,
        XDG_CONFIG_HOME: options.data,
        APPDATA: options.data,
        HEQING_DATA: options.data,
        ...options.env,
      },
      execArgv: ['--disable-warning=ExperimentalWarning', '--require', CLOCK],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const inbox = createInbox(child);
  const died = ended.then((code) => Promise.reject(new Error(`the program ended (${code}):\n${output.join('')}`)));
  died.catch(() => {});
  const next: ProgramProcess['next'] = (kind) => Promise.race([inbox(kind), died]);
  const { first } = await next('started');
  return {
    pid: child.pid ?? 0,
    first,
    output: () => output.join(''),
    next,
    tell: (message) => void child.send(message),
    ended,
    async quit() {
      if (child.connected) child.send({ t: 'quit' } satisfies ToChild);
      await ended;
    },
  };
}

/** Messages that nobody has waited for yet are kept. */
function createInbox(child: ChildProcess) {
  const kept: FromChild[] = [];
  const waiting: { readonly kind: string; resolve(message: FromChild): void }[] = [];
  child.on('message', (message: FromChild) => {
    const at = waiting.findIndex((one) => one.kind === message.t);
    if (at >= 0) waiting.splice(at, 1)[0]?.resolve(message);
    else kept.push(message);
  });
  return <T extends FromChild['t']>(kind: T) =>
    new Promise<Extract<FromChild, { readonly t: T }>>((resolve) => {
      const is = (message: FromChild): message is Extract<FromChild, { readonly t: T }> => message.t === kind;
      const found = kept.find(is);
      if (!found) {
        waiting.push({ kind, resolve: (message) => is(message) && resolve(message) });
        return;
      }
      kept.splice(kept.indexOf(found), 1);
      resolve(found);
    });
}
