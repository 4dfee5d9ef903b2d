import type { HeqingEvent } from '#core/contract/bridge.ts';
import type { Progress } from '../backend/backend-host.ts';

/** A window as long work needs it; all of it is without effect once the window is closed. */
export interface WorkWindow {
  emit(event: HeqingEvent): void;
  /** Taskbar: 0 to 1, above 1 while the end is unknown, below 0 for none. */
  setProgressBar(part: number): void;
}

/** What tells a person that long work has ended while no window was looked at. */
export interface Teller {
  readonly anyFocused: () => boolean;
  readonly notify: (title: string, body: string) => void;
  readonly now: () => number;
}

/** One request that may take long: its progress shown in the window and its taskbar button, its end told. */
export interface LongWork {
  progress(progress: Progress): void;
  /** To be called after the reply is on its way. */
  finished(ok: boolean): void;
}

/** From so many milliseconds on, people look elsewhere meanwhile. */
const LONG_MS = 5_000;

const NAMES: Readonly<Record<string, string>> = {
  'import.stage': '表格读取核对',
  'import.commit': '导入',
  'ledger.export': '台账导出',
  'document.make': '文书生成',
  'log.verify': '日志核验',
  'backup.make': '备份',
  'backup.prove': '备份验证',
};

/** Follows one request of a window. */
export function followWork(id: string, route: string, window: WorkWindow, teller: Teller): LongWork {
  const began = teller.now();
  let progressed = false;
  return {
    progress({ phase, done, total }) {
      progressed = true;
      window.emit({ type: 'job.progress', id, phase, done, total });
      window.setProgressBar(taskbarPart(done, total));
    },
    finished(ok) {
      if (!progressed) return;
      window.emit({ type: 'job.finished', id });
      window.setProgressBar(-1);
      if (teller.now() - began < LONG_MS || teller.anyFocused()) return;
      const name = NAMES[route] ?? '后台任务';
      if (ok) teller.notify(`${name}已完成`, '请回到河清查看结果。');
      else teller.notify(`${name}没有完成`, '请回到河清查看原因。');
    },
  };
}

/** What the taskbar shows; see `WorkWindow.setProgressBar`. */
export function taskbarPart(done: number, total: number | null): number {
  return total === null || total <= 0 ? 2 : Math.min(1, Math.max(0, done / total));
}
