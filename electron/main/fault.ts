import { randomUUID } from 'node:crypto';
import type { App, Dialog } from 'electron';
import { traceOf } from '#core/contract/error-trace.ts';
import type { LogFile } from './log/log-file.ts';

/** What a fault of main is told with. */
export interface FaultParts {
  readonly app: Pick<App, 'exit'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly log: LogFile;
  /** Folder of the program, left out of the log. */
  readonly root: string;
}

/** Ends the program after an exception that nobody caught: logged, and told in Chinese instead of Electron's own words. */
export function endInFault({ app, dialog, log, root }: FaultParts, error: unknown): void {
  const id = randomUUID();
  log.write({ what: 'error', id, error: traceOf(error, root) });
  dialog.showErrorBox(
    '河清出错，需要关闭',
    `已保存的内容都在。请重新启动程序；仍然如此时，把编号 ${id} 和数据文件夹中 logs 里的日志交给维护人员。`,
  );
  app.exit(1);
}
