import type { Suspension } from '../deadline/terms.ts';
import type { SuspensionReason } from './case-events.ts';

/** One reason that may suspend the clocks of a case (中止事由). */
export interface SuspensionReasonEntry {
  readonly code: SuspensionReason;
  /** Chinese name as the list and the ledger show it. */
  readonly label: string;
  /** Source of the rule; `可配置默认值` where no national text was found. */
  readonly basis: string;
}

/**
 * The listed reasons. No national text lists them for 清四乱 cases, so all are configurable defaults, not law.
 * An entry is never removed: the log of older cases refers to it.
 */
export const SUSPENSION_REASONS: readonly SuspensionReasonEntry[] = [
  { code: 'referral', label: '已移送有权机关，等待处理结果', basis: '可配置默认值' },
  { code: 'forceMajeure', label: '汛情、冰情等不可抗力，无法施工', basis: '可配置默认值' },
  { code: 'appraisal', label: '等待检测、检验或鉴定结论', basis: '可配置默认值' },
  { code: 'litigation', label: '行政复议或诉讼期间', basis: '可配置默认值' },
  { code: 'approval', label: '等待上级机关或主管部门批复', basis: '可配置默认值' },
];

/** The suspension ledger with each reason in words, for whoever shows or prints the working of a deadline. */
export function suspensionsInWords(suspensions: readonly Suspension[]): readonly Suspension[] {
  return suspensions.map((entry) => ({ ...entry, reason: suspensionLabel(entry.reason) }));
}

/** Chinese name of a reason; the code itself for one that is not on the list. */
export function suspensionLabel(code: SuspensionReason): string {
  return SUSPENSION_REASONS.find((entry) => entry.code === code)?.label ?? code;
}

/** Whether a reason is on the list. */
export function isSuspensionReason(code: string): boolean {
  return SUSPENSION_REASONS.some((entry) => entry.code === code);
}
