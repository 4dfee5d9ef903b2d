import { DOCUMENT_KINDS, type DocumentKind, KIND_TRAITS } from './document-kinds.ts';

/** What the bureau set for its documents (文书). */
export interface DocumentSettings {
  /** Print 发文机关标志 and the red line. */
  readonly redHead: boolean;
  /** Whom to ask; '' = not printed. */
  readonly contact: string;
  readonly phone: string;
  /** 机关代字 of the 文号 of each kind; '' = numbers are typed. Kinds of one 机关代字 share its series. */
  readonly series: Readonly<Record<DocumentKind, string>>;
}

/** 机关代字 until the bureau sets its own; a configurable default (可配置默认值). */
const DEFAULT_AGENCY = '京密河';

/** Settings before anything was set. */
export const DEFAULT_DOCUMENT_SETTINGS: DocumentSettings = {
  redHead: true,
  contact: '',
  phone: '',
  // One entry a kind: the list of kinds is complete.
  series: Object.fromEntries(
    DOCUMENT_KINDS.map((kind) => [kind, KIND_TRAITS[kind].numbered ? DEFAULT_AGENCY : '']),
  ) as Record<DocumentKind, string>,
};
