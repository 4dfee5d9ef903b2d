import type { StagedImport } from '#core/contract/views-import.ts';

/** 52 条新增、3 条更新 */
export function writeLine({ create, update }: StagedImport['writes']): string {
  if (create === 0 && update === 0) return '没有要写入的行';
  const parts = [...(create > 0 ? [`${create} 条新增`] : []), ...(update > 0 ? [`${update} 条更新`] : [])];
  return parts.join('、');
}

/** Why there is nothing to write, and what to do; null: there is. */
export function whyNothing({ writes, counts }: Pick<StagedImport, 'writes' | 'counts'>): string | null {
  if (writes.create + writes.update > 0) return null;
  const { error, suspect, unchanged, unticked } = counts;
  const fresh = counts.new + counts.update;
  if (fresh > 0 && unticked > 0) return '没有勾选要写入的行；请勾选后写入。';
  if (suspect > 0) return `没有可写入的行：${suspect} 行疑似重复待决定${error > 0 ? `，${error} 行有错误` : ''}。`;
  if (error > 0) return `没有可写入的行：${error} 行有错误，改正后才能写入。`;
  if (unchanged > 0) return `${unchanged} 行都已登记过、内容没有变化，不用写入。`;
  return '表中没有数据行。';
}
