import type { Refusal } from '#core/domain/shared/result.ts';

const REASONS: Readonly<Record<string, { readonly code: string; readonly text: string }>> = {
  ENOENT: { code: 'LEDGER_FOLDER_MISSING', text: '保存位置的文件夹不存在，请另选文件夹' },
  ENOTDIR: { code: 'LEDGER_FOLDER_MISSING', text: '保存位置不是文件夹，请另选文件夹' },
  EACCES: { code: 'LEDGER_NOT_WRITABLE', text: '没有写入权限，或文件正在 Excel／WPS 中打开；请关闭该文件或另选位置' },
  EPERM: { code: 'LEDGER_NOT_WRITABLE', text: '没有写入权限，或文件正在 Excel／WPS 中打开；请关闭该文件或另选位置' },
  EBUSY: { code: 'LEDGER_NOT_WRITABLE', text: '文件正被其他程序占用；请关闭该文件或另选位置' },
  EROFS: { code: 'LEDGER_NOT_WRITABLE', text: '保存位置是只读的，请另选位置' },
  EISDIR: { code: 'LEDGER_NOT_WRITABLE', text: '同名文件夹已存在，请换一个文件名' },
  ENAMETOOLONG: { code: 'LEDGER_NAME_TOO_LONG', text: '文件名过长，请改短' },
  ENOSPC: { code: 'LEDGER_DISK_FULL', text: '磁盘空间不足，请清理磁盘或另选位置' },
  EDQUOT: { code: 'LEDGER_DISK_FULL', text: '磁盘配额不足，请清理磁盘或另选位置' },
};

/** The refusal for an I/O error while a ledger (or `what` else) is written, by its `code`; null for anything else. */
export function writeRefusal(error: unknown, path: string, what = '台账'): Refusal | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const reason = REASONS[error.code];
  return reason === undefined
    ? null
    : { code: reason.code, message: `${what}未能保存到“${path}”：${reason.text}。`, data: { cause: error.code } };
}
