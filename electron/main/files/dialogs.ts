import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { FileFilter, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { FilePurpose } from '#core/contract/shell-routes.ts';
import { safeName } from './safe-name.ts';

interface Purpose {
  readonly open: string;
  readonly save: string;
  readonly filters: readonly FileFilter[];
}

const PURPOSES: Readonly<Record<FilePurpose, Purpose>> = {
  workbook: {
    open: '选择要导入的表格',
    save: '表格另存为',
    filters: [{ name: '表格（Excel、CSV）', extensions: ['xlsx', 'xls', 'csv'] }],
  },
  photos: {
    open: '选择照片',
    save: '照片另存为',
    filters: [
      { name: '照片（JPEG、PNG）', extensions: ['jpg', 'jpeg', 'png'] },
      { name: '照片压缩包（zip）', extensions: ['zip'] },
    ],
  },
  notice: {
    open: '选择放假安排文件',
    save: '放假安排另存为',
    filters: [{ name: '放假安排（JSON、文本）', extensions: ['json', 'txt'] }],
  },
  ledger: {
    open: '选择台账',
    save: '台账另存为',
    filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
  },
  ledgers: {
    open: '选择台账压缩包',
    save: '分份台账另存为',
    filters: [{ name: '压缩包（zip）', extensions: ['zip'] }],
  },
  document: {
    open: '选择文书',
    save: '文书另存为',
    filters: [{ name: '文书（Word、PDF）', extensions: ['docx', 'pdf'] }],
  },
  // Of any kind that can be imported; it keeps its own ending.
  original: { open: '选择文件', save: '原文件另存为', filters: [] },
  documents: {
    open: '选择文书压缩包',
    save: '多份文书另存为',
    filters: [{ name: '压缩包（zip）', extensions: ['zip'] }],
  },
};

const ANY: FileFilter = { name: '所有文件', extensions: ['*'] };

/** Options of the open dialog of a purpose. */
export function openDialog(purpose: FilePurpose, multiple: boolean): OpenDialogOptions {
  const { open, filters } = PURPOSES[purpose];
  return {
    title: open,
    buttonLabel: '选择',
    filters: [...filters, ANY],
    properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
  };
}

/** Options of the save dialog of a purpose. */
export function saveDialog(purpose: FilePurpose, suggestedName: string): SaveDialogOptions {
  const { save, filters } = PURPOSES[purpose];
  return {
    title: save,
    buttonLabel: '保存',
    defaultPath: safeName(suggestedName),
    filters: filters.length === 0 ? [ANY] : [...filters],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
}

/**
 * The path with the ending of its purpose, where the dialog left it out (Linux does). Not where that file exists: the
 * dialog asked about another name, and nobody has agreed to replace this one.
 */
export function withEnding(path: string, purpose: FilePurpose, exists: (path: string) => boolean = existsSync): string {
  const ending = PURPOSES[purpose].filters[0]?.extensions[0];
  if (extname(path) !== '' || ending === undefined) return path;
  const whole = `${path}.${ending}`;
  return exists(whole) ? path : whole;
}
