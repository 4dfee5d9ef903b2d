import type { CaseState } from '../case/case-state.ts';
import type { CivilDate } from '../deadline/terms.ts';

/** The check boxes 完成进度 of the superior's progress table, in its order and wording. */
export const PROGRESS_BOXES = ['已验收销号', '已完成', '达到时序进度', '未达到时序进度', '尚未启动'] as const;
/** See `PROGRESS_BOXES`. */
export type ProgressBox = (typeof PROGRESS_BOXES)[number];

/**
 * Which box is ticked; null for 撤案, which the form does not know. By the state and the nearest running due date, so that
 * 未达到时序进度 is just what the statistics count as overdue among the cases being rectified:
 *
 * - 已验收销号: closed.
 * - 已完成: rectification reported complete (待复核, 公示中, 待销号, 待备案); a review that sends it back un-ticks it.
 * - 尚未启动: not yet received (待交办, 待签收), overdue or not.
 * - 未达到时序进度: being rectified or 挂账监管, and the nearest due date (整改时限, 交办件时限, 阶段复查日期) lies before `today`.
 * - 达到时序进度: the same, not overdue; also while the clock is suspended, when no due date runs (`dueOn` null).
 */
export function progressBox(
  { handling }: Pick<CaseState, 'handling'>,
  dueOn: CivilDate | null,
  today: CivilDate,
): ProgressBox | null {
  switch (handling) {
    case 'closed':
      return '已验收销号';
    case 'pendingReview':
    case 'publicNotice':
    case 'pendingClosure':
    case 'pendingFiling':
      return '已完成';
    case 'pendingAssignment':
    case 'pendingReceipt':
      return '尚未启动';
    case 'rectifying.active':
    case 'rectifying.staged':
    case 'monitored':
      return dueOn !== null && dueOn < today ? '未达到时序进度' : '达到时序进度';
    case 'withdrawn':
      return null;
  }
}

/** The five boxes as the cell has them, one a line, the ticked one `☑`, the others `□`. */
export function progressText(state: Pick<CaseState, 'handling'>, dueOn: CivilDate | null, today: CivilDate): string {
  const ticked = progressBox(state, dueOn, today);
  return PROGRESS_BOXES.map((box) => `${box === ticked ? '☑' : '□'}${box}`).join('\n');
}
