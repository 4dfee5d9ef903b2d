import type { DocumentKind } from './document-kinds.ts';

/** Text of an official document; what is not known yet stands in it as `【待填：…】`, see `missing-mark.ts`. */
export type DocumentText = string;

/** A column of a list table; `width` is its share of the width of the text. */
export interface TableColumn {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'center';
}

/** A photo in a document; its bytes lie in the photo folder under `sha256`. */
export interface DocumentPhoto {
  readonly sha256: string;
  readonly caption: string;
}

/** One cell of a form: a label or what was filled in. `span`: columns it takes, of six. */
export interface FormCell {
  readonly kind: 'label' | 'value';
  readonly text: DocumentText;
  readonly span: number;
  readonly photos?: readonly DocumentPhoto[];
}

/** One part of the body (正文), in its order on the page. */
export type DocumentBlock =
  /** 一级标题 (黑体) or 二级标题 (楷体). */
  | { readonly type: 'heading'; readonly level: 1 | 2; readonly text: DocumentText }
  | { readonly type: 'paragraph'; readonly text: DocumentText }
  /** A list with a head that comes again on every page. */
  | {
      readonly type: 'table';
      readonly columns: readonly TableColumn[];
      readonly rows: readonly (readonly DocumentText[])[];
    }
  /** A form (表单): rows of six columns. */
  | { readonly type: 'form'; readonly rows: readonly (readonly FormCell[])[] };

/** An official document (文书) as every writer renders it: .docx, HTML and PDF say the same. */
export interface DocumentModel {
  readonly kind: DocumentKind;
  /** 发文机关标志 over the red line; null for a document without a red head. */
  readonly letterhead: string | null;
  /** 文号 */
  readonly number: DocumentText | null;
  readonly title: DocumentText;
  /** 主送机关, without the colon. */
  readonly recipients: DocumentText | null;
  readonly blocks: readonly DocumentBlock[];
  /** 附件说明, one name each. */
  readonly attachments: readonly DocumentText[];
  /** 署名 and 成文日期 (already in words); both null for a sheet that is not signed. */
  readonly signatory: DocumentText | null;
  readonly date: DocumentText | null;
  /** 附注, without its brackets, e.g. 联系人. */
  readonly note: DocumentText | null;
  /** 抄送机关 */
  readonly copies: DocumentText | null;
}
