import type { AppErrorData } from '#core/contract/errors.ts';

/** Answer to what was being asked when the backend died: the outcome is not known, but it is whole. */
export const BACKEND_DIED: AppErrorData = {
  code: 'BACKEND_DIED',
  message:
    '后台程序意外中止，正在重新启动；这一步没有收到结果。它要么全部写入，要么没有写入，不会只写入一半。请核对后再决定是否重做。',
};

/** Answer while the backend can't be kept running. */
export const BACKEND_FAILED: AppErrorData = {
  code: 'BACKEND_FAILED',
  message:
    '后台程序接连意外中止，已停止自动重启；已保存的内容都在。请点「重新启动后台」；仍然如此时，重新启动电脑，或把数据文件夹中 logs 里的日志交给维护人员。',
};

/** Answer once the program is ending. */
export const PROGRAM_ENDS: AppErrorData = { code: 'PROGRAM_ENDS', message: '程序正在退出，这一步没有办理。' };

/** What the windows are told. */
export const STATE_WORDS = {
  toSample: '正在准备示例数据，第一次约需十几秒，请稍候。',
  opening: '正在打开数据库，请稍候。',
  restarting: '后台程序意外中止，正在重新启动。已保存的内容都在；刚才没有完成的一步请核对后再办理。',
  ready: '后台程序已就绪。',
  recovered: '上次没有正常关闭，已检查并恢复数据库，已保存的内容都在。',
} as const;
