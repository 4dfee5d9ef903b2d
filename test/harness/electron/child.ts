/**
 * The program of a spec: started by `harness-program.ts`, which is told of windows and answers dialogs over the channel
 * of `child_process.fork`. Arguments: entry of the built main process, root folder.
 */
import { ROOT } from './build.ts';
import { runProgram } from './host.ts';
import { powerMonitor } from './stand-in/system.ts';
import { world } from './stand-in/world.ts';

/** What this process tells the spec. */
export type FromChild =
  /** Main has been read; `first`: the address of the running program that it found. */
  | { readonly t: 'started'; readonly first: string | null }
  | { readonly t: 'window'; readonly id: number; readonly address: string }
  | { readonly t: 'shown'; readonly path: string }
  | { readonly t: 'killed' }
  /** An answer of the spec will be given to the next dialog of its kind. */
  | { readonly t: 'answerKept' }
  | { readonly t: 'ended' };

/** What the spec tells this process. */
export type ToChild =
  | { readonly t: 'answer'; readonly kind: 'open' | 'save' | 'message'; readonly value: unknown }
  /** Wakes the program up: it looks at the clock. */
  | { readonly t: 'resume' }
  | { readonly t: 'killBackend' }
  | { readonly t: 'quit' };

const tell = (message: FromChild) => void process.send?.(message);
const answers: Extract<ToChild, { t: 'answer' }>[] = [];

world.answer = (kind) => {
  const at = answers.findIndex((answer) => answer.kind === kind);
  return at < 0 ? null : Promise.resolve(answers.splice(at, 1)[0]?.value);
};
world.events.on('shown', (path: string) => tell({ t: 'shown', path }));

const [entry = '', root = ROOT] = process.argv.slice(2);
const host = await runProgram({
  entry,
  root,
  onWindow: (window, address) => tell({ t: 'window', id: window.id, address }),
  onFirst: (first) => tell({ t: 'started', first }),
  // What was told before is on its way then.
  onExit: (code) => void process.send?.({ t: 'ended' } satisfies FromChild, () => process.exit(code)),
});

function killBackend(): void {
  const backend = [...world.utilities].find(({ serviceName }) => serviceName === 'heqing-backend');
  if (!backend?.pid) throw new Error('no backend process');
  world.events.once('utility-gone', () => tell({ t: 'killed' }));
  process.kill(backend.pid, 'SIGKILL');
}

process.on('message', (message: ToChild) => {
  if (message.t === 'answer') {
    answers.push(message);
    tell({ t: 'answerKept' });
  } else if (message.t === 'quit') host.quit();
  else if (message.t === 'resume') powerMonitor.emit('resume');
  else killBackend();
});
process.on('disconnect', () => host.quit());
tell({ t: 'started', first: null });
