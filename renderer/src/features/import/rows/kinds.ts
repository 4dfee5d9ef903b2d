import type { RowDecision, StagedMessage, StagedRow } from '#core/contract/views-import.ts';
import type { PlannedKind } from '#core/domain/spreadsheet/plan.ts';

/** A word with a sign of its own, so that colour is never the only one. */
export interface Sign {
  readonly word: string;
  readonly sign: string;
}

/** What would happen to a row. */
export const KINDS: Readonly<Record<PlannedKind, Sign>> = {
  new: { word: '新增', sign: '＋' },
  update: { word: '更新', sign: '↻' },
  unchanged: { word: '无变化', sign: '＝' },
  suspect: { word: '疑似重复', sign: '≈' },
  error: { word: '错误', sign: '✕' },
};

/** How grave a remark is. */
export const LEVELS: Readonly<Record<StagedMessage['level'], Sign>> = {
  error: { word: '错误', sign: '✕' },
  warning: { word: '提示', sign: '！' },
  info: { word: '说明', sign: 'ｉ' },
};

/** What a decision means for the row, in a few characters. */
export const DECIDED: Readonly<Record<RowDecision, string>> = {
  new: '按新增',
  update: '按更新',
  same: '不写入',
  rebound: '按反弹',
};

/** Kinds of rows that can be written, so that leaving one out means something. */
export function canBeTicked({ kind }: Pick<StagedRow, 'kind'>): boolean {
  return kind !== 'error' && kind !== 'unchanged';
}

/** The gravest remark on a cell; null: none. */
export function worstOf(messages: readonly StagedMessage[], column: number): StagedMessage | null {
  const here = messages.filter((message) => message.column === column);
  return (
    here.find(({ level }) => level === 'error') ?? here.find(({ level }) => level === 'warning') ?? here[0] ?? null
  );
}
