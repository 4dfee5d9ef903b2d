/**
 * Kinds of document (文书) the program writes, in the order of a case's life. Formal penalty documents belong to the
 * enforcement system and are none of them (`domain.md` 2.7).
 */
export const DOCUMENT_KINDS = [
  'assignment',
  'supervision',
  'extension',
  'review',
  'closure',
  'notice',
  'working',
] as const;

/** See `DOCUMENT_KINDS`. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What is fixed about a kind. */
export interface KindTraits {
  /** Chinese name. */
  readonly label: string;
  /** Who signs it: the bureau (its 文号 come from a series), the responsible unit (its own number), or nobody. */
  readonly by: 'bureau' | 'unit' | 'nobody';
  /** A 文号 must stand on it. */
  readonly numbered: boolean;
  /** One sheet may stand for several cases. */
  readonly together: boolean;
  /** When it is written, one sentence. */
  readonly about: string;
}

/** 交办单 / 督办单 / 延期申请 / 复核意见 / 销号申请单 / 公示稿 / 期限计算表. */
export const KIND_TRAITS: Readonly<Record<DocumentKind, KindTraits>> = {
  assignment: {
    label: '交办单',
    by: 'bureau',
    numbered: true,
    together: false,
    about: '把案件交主办单位办理，写明问题、整改要求和时限。',
  },
  supervision: {
    label: '督办单',
    by: 'bureau',
    numbered: true,
    together: false,
    about: '对逾期或进展缓慢的案件督促办理，写明事由、要求和反馈期限。',
  },
  extension: {
    label: '延期申请',
    by: 'unit',
    numbered: false,
    together: false,
    about: '由责任单位申请延长整改期限；延期后的到期日按工作日历推算。',
  },
  review: {
    label: '复核意见',
    by: 'bureau',
    numbered: true,
    together: false,
    about: '现场复核的结果和意见，送主办单位。',
  },
  closure: {
    label: '销号申请单',
    by: 'unit',
    numbered: false,
    together: false,
    about: '由责任单位申请销号，附整改前后照片。',
  },
  notice: {
    label: '公示稿',
    by: 'bureau',
    numbered: false,
    together: true,
    about: '整改完成情况的公示；多件可合为一份。',
  },
  working: {
    label: '期限计算表',
    by: 'nobody',
    numbered: false,
    together: false,
    about: '逐日列出期限怎样算出，与案件页的推算相同。',
  },
};
