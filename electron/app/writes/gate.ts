import { setImmediate } from 'node:timers/promises';
import { deny } from '../ports.ts';

/**
 * Who may write when. Commands are quick and follow one another; an import of a hundred thousand rows writes for long on a
 * connection of its own, and lists are answered meanwhile. SQLite has one writer: others wait here, where waiting blocks
 * nobody, instead of in the database, where it would stop the program.
 */
export interface WriteGate {
  /** Runs a command once nobody writes alone; whoever wants to write alone waits for it. */
  among<T>(command: () => T | Promise<T>): Promise<T>;
  /** Runs `work` while nobody else writes. Not from inside `among`: it would wait for itself. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Lets others be answered in the middle of `alone`. Refuses `JOB_CANCELLED`, also when the program ends. */
  pause(signal: AbortSignal | undefined): Promise<void>;
  /** The program ends: work that pauses is undone. */
  end(): void;
}

/** What writes by itself, between commands. */
export interface Background {
  stop(): void;
  start(): void;
}

/** Makes the gate of one database. */
export function createWriteGate(background: Background): WriteGate {
  let busy: Promise<void> | null = null;
  let running = 0;
  let drained = (): void => {};
  let ended = false;

  return {
    async among(command) {
      // Not in a function of its own: its caller would go on a moment later, when another may have begun.
      while (busy !== null) await busy;
      running += 1;
      try {
        return await command();
      } finally {
        running -= 1;
        if (running === 0) drained();
      }
    },
    async alone(work) {
      while (busy !== null) await busy;
      const { promise, resolve: free } = Promise.withResolvers<void>();
      busy = promise;
      try {
        if (running > 0) await new Promise<void>((resolve) => (drained = resolve));
        background.stop();
        return await work();
      } finally {
        busy = null;
        free();
        if (!ended) background.start();
      }
    },
    async pause(signal) {
      await setImmediate();
      if (ended || signal?.aborted === true) deny('JOB_CANCELLED', '已取消，没有写入任何内容。');
    },
    end() {
      ended = true;
    },
  };
}
