import type { HandlingState } from '../case/case-state.ts';
import type { RectificationType } from '../case/case-record.ts';
import type { Datum, ProblemCategory, Severity } from '../finding/problem.ts';

/** 四乱类型, in the order of the codes 1–4 (办河湖〔2018〕245号). */
export const CATEGORY_LABELS = {
  occupation: '乱占',
  mining: '乱采',
  dumping: '乱堆',
  building: '乱建',
  other: '非四乱',
} as const satisfies Record<ProblemCategory, string>;

/** 严重程度 */
export const SEVERITY_LABELS = { general: '一般', serious: '较严重', major: '重大' } as const satisfies Record<Severity, string>;

/** 整改类型 */
export const RECTIFICATION_LABELS = {
  immediate: '立行立改',
  timeLimited: '限期整改',
  staged: '分阶段整改',
  longTerm: '长期坚持',
} as const satisfies Record<RectificationType, string>;

/**
 * 完成情况: the six values of the ledger, and 撤案, which the form does not know.
 * 公示中, 待销号 and 待备案 are all past the review and not yet closed: 已复核.
 */
export const COMPLETION_LABELS = {
  pendingAssignment: '未启动',
  pendingReceipt: '未启动',
  'rectifying.active': '整改中',
  'rectifying.staged': '整改中',
  pendingReview: '已完成待复核',
  publicNotice: '已复核',
  pendingClosure: '已复核',
  pendingFiling: '已复核',
  closed: '已销号',
  monitored: '挂账监管',
  withdrawn: '撤案',
} as const satisfies Record<HandlingState, string>;

/** 复核结果 */
export const REVIEW_LABELS = { passed: '通过', rejected: '不通过（退回整改）' } as const;

/**
 * 坐标系 of the printed pair. The pair is stored converted, so the system it came in must not be printed beside it:
 * a reader would convert it a second time. A pair of unknown origin was never converted.
 */
export function printedDatum(datum: Datum): string {
  return datum === 'unknown' ? '不详' : 'CGCS2000';
}

/** 存量 / 增量, derived from 形成时间 (1988 and 2019 are the two borders); null when it cannot be told. */
export function stockOrIncrement(formedPeriod: string): string | null {
  if (formedPeriod.startsWith('2019')) return '增量';
  return formedPeriod.startsWith('1988') ? '存量' : null;
}

const ITEM_LABELS: Readonly<Record<string, string>> = {
  '1.1': '围垦湖泊',
  '1.2': '未依法经省级以上人民政府批准围垦河道',
  '1.3': '非法侵占水域、滩地',
  '1.4': '种植阻碍行洪的林木及高秆作物',
  '2.1': '未经许可在河道管理范围内采砂',
  '2.2': '不按许可要求采砂',
  '2.3': '在禁采区、禁采期采砂',
  '2.4': '未经批准在河道管理范围内取土',
  '3.1': '河湖管理范围内乱扔乱堆垃圾',
  '3.2': '倾倒、填埋、贮存、堆放固体废物',
  '3.3': '弃置、堆放阻碍行洪的物体',
  '4.1': '水域岸线长期占而不用、多占少用、滥占滥用',
  '4.2': '未经许可和不按许可要求建设涉河项目',
  '4.3': '河道管理范围内修建阻碍行洪的建筑物、构筑物',
};

/** 问题细项 of a code of 办河湖〔2018〕245号; an unknown code is printed as it is, never dropped. */
export function itemLabel(code: string): string {
  return ITEM_LABELS[code] ?? code;
}
