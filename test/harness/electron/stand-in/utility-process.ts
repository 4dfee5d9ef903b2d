import { type ChildProcess, type StdioOptions, fork } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { strict, strictEmitter } from './strict.ts';
import { type UtilityChild, world } from './world.ts';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: StdioOptions;
  readonly serviceName?: string;
}

const KNOWN = new Set(['env', 'execArgv', 'cwd', 'stdio', 'serviceName']);
const SHIM = new URL('../parent-port.ts', import.meta.url).href;

/** A spec's clock goes for every process of the program. */
const CLOCK = process.env['HEQING_TEST_CLOCK']
  ? ['--require', fileURLToPath(new URL('../clock.cjs', import.meta.url))]
  : [];

/** A utility process: a forked Node with `process.parentPort`, in a group of its own so that Ctrl+C reaches main alone. */
class UtilityProcess extends strictEmitter('utilityProcess') implements UtilityChild {
  readonly serviceName: string;
  private readonly child: ChildProcess;

  constructor(path: string, args: readonly string[], options: ForkOptions) {
    super();
    if (!world.ready) throw new Error('utilityProcess.fork must be called after app is ready');
    for (const key of Object.keys(options))
      if (!KNOWN.has(key)) throw new Error(`utilityProcess.fork: unknown option ${key}`);
    this.serviceName = options.serviceName ?? basename(path);
    const stdio = options.stdio ?? 'inherit';
    this.child = fork(path, [...args], {
      env: options.env ?? process.env,
      execArgv: [...(options.execArgv ?? []), '--import', SHIM, ...CLOCK],
      serialization: 'advanced',
      detached: true,
      stdio: typeof stdio === 'string' ? ['ignore', stdio, stdio, 'ipc'] : [...stdio, 'ipc'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    world.utilities.add(this);
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('error', (error) => process.stderr.write(`utility process ${this.serviceName}: ${error.message}\n`));
    this.child.on('exit', (code, signal) => {
      world.utilities.delete(this);
      world.events.emit('utility-gone');
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15));
    });
  }

  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  get stdout(): Readable | null {
    return this.child.stdout;
  }

  get stderr(): Readable | null {
    return this.child.stderr;
  }

  /** Throws a DataCloneError for what can't be cloned. A message to a process that is gone is lost, as in Electron. */
  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in of electron transfers no ports');
    const copy = structuredClone(message);
    if (this.child.connected) this.child.send(copy as object, () => {});
  }

  kill(): boolean {
    return this.child.kill('SIGTERM');
  }
}

/** Electron's `utilityProcess`. */
export const utilityProcess = strict('utilityProcess', {
  fork: (path: string | URL, args: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(typeof path === 'string' ? path : fileURLToPath(path), args, options),
});
