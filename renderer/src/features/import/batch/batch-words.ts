import type { BatchDetail, BatchView, FileCopy, UndoCounts } from '#core/contract/views-import.ts';
import type { RowEffect } from '#core/domain/spreadsheet/row-effects.ts';

/** Address of the page of a batch. */
export function batchAddress(id: string): string {
  return `/import/batches/${id}`;
}

/** Chinese names of the states of a batch. */
export const BATCH_STATES: Readonly<Record<BatchView['state'], string>> = {
  staged: '未写入',
  committed: '已入库',
  undone: '已撤销',
};

/** What a row did, in the words of the preview. */
export const EFFECT_LABELS: Readonly<Record<RowEffect, string>> = {
  created: '新增',
  updated: '更新',
  linked: '同一问题，未写入',
  unchanged: '无变化',
};

/** What is said of the copy of the file. */
export const COPY_TEXTS: Readonly<Record<FileCopy, string>> = {
  kept: '已留存，与导入时逐字节相同，可另存',
  missing: '没有留存，或已从数据文件夹中移走',
  damaged: '留存的副本已损坏，大小与导入时不符',
};

/** A size as people read it. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** What became of the findings that the import made. */
export function workedText({ worked, counts }: Pick<BatchDetail, 'worked' | 'counts'>): string {
  if (counts.created === 0) return '没有新增线索';
  return worked === 0 ? '新增的线索都还没有办理' : `新增的线索中 ${worked} 条已办理`;
}

/** What the import did with the rows of the sheet. */
export function writtenText({ counts }: Pick<BatchDetail, 'counts'>): string {
  const { created, updated, unchanged, suspect, failed, leftOut } = counts;
  const more = [
    unchanged > 0 ? `无变化 ${unchanged} 行` : '',
    suspect > 0 ? `疑似重复未写入 ${suspect} 行` : '',
    failed > 0 ? `有错误未写入 ${failed} 行` : '',
    leftOut > 0 ? `未勾选或同一问题未写入 ${leftOut} 行` : '',
  ].filter((part) => part !== '');
  return [`新增 ${created} 条`, `更新 ${updated} 条`, ...more].join('，');
}

/** What undoing did, or would do. */
export function undoneText({ withdrawn, putBack, partly, kept, unlinked }: UndoCounts): string {
  const parts = [
    withdrawn > 0 ? `撤回 ${withdrawn} 条` : '',
    putBack > 0 ? `恢复 ${putBack} 条${partly > 0 ? `（其中 ${partly} 条有内容保留）` : ''}` : '',
    kept > 0 ? `保留 ${kept} 条` : '',
    unlinked > 0 ? `解除关联 ${unlinked} 行` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '没有需要撤回或恢复的线索' : parts.join('，');
}
