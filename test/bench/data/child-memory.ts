import { readFileSync } from 'node:fs';

/** Peak memory of the processes that this one has started, MB. */
export interface ChildMemory {
  /** Highest of any child so far; NaN where the system does not tell. */
  peak(): number;
  stop(): void;
}

const EVERY_MS = 50;

/** Watches the children of this process from now on (Linux: `VmHWM` of each, read while it lives). */
export function watchChildren(): ChildMemory {
  let peak = Number.NaN;
  const look = () => {
    for (const pid of childrenOf(process.pid)) {
      const mb = peakOf(pid);
      if (mb !== null && !(mb <= peak)) peak = mb;
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

function childrenOf(pid: number): readonly string[] {
  return (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter((one) => one.trim() !== '');
}

function peakOf(pid: string): number | null {
  const found = /VmHWM:\s+(\d+) kB/u.exec(read(`/proc/${pid}/status`) ?? '');
  return found === null ? null : Math.round(Number(found[1]) / 1024);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile, or this system has no such files.
    return null;
  }
}
