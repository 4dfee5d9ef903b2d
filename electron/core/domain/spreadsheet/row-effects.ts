/**
 * What an imported row did with a finding: 新增 / 更新 / 同一问题不写入 (only the row is remembered) / 无变化 (it met a finding, and
 * said nothing new).
 */
export const ROW_EFFECTS = ['created', 'updated', 'linked', 'unchanged'] as const;

/** See `ROW_EFFECTS`. */
export type RowEffect = (typeof ROW_EFFECTS)[number];
