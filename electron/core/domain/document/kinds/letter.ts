import type { DocumentKind } from '../document-kinds.ts';
import { type FieldSpec, field, type Filler, optional, type Prefilled } from '../document-fields.ts';
import type { DocumentBlock, DocumentModel } from '../document-model.ts';
import type { DocumentOffice, DocumentSource } from '../document-source.ts';

/** What a kind of document is made of: its fields, what a case says of them, and the document that their values give. */
export interface KindOfDocument {
  /** In the order in which they stand on the document. */
  readonly fields: readonly FieldSpec[];
  readonly prefill: (source: DocumentSource, office: DocumentOffice) => Prefilled;
  /** `sources`: one, or several where the kind may stand for several cases. */
  readonly compose: (fill: Filler, office: DocumentOffice, sources: readonly DocumentSource[]) => DocumentModel;
  /** What is missing beside the fields, in words. */
  readonly missing?: (sources: readonly DocumentSource[]) => readonly string[];
}

/** 附件, 落款 and 成文日期. */
export const CLOSING_FIELDS: readonly FieldSpec[] = [
  optional('attachments', '附件', 'lines'),
  field('signatory', '落款'),
  field('date', '成文日期', 'date'),
];

/** The fields of a letter (公文) of the bureau; `body`: those of its kind. */
export function letterFields(body: readonly FieldSpec[]): readonly FieldSpec[] {
  return [
    field('number', '文号'),
    field('title', '标题'),
    field('recipients', '主送单位'),
    ...body,
    ...CLOSING_FIELDS,
    optional('contact', '联系人'),
    optional('phone', '联系电话'),
    optional('copies', '抄送单位'),
  ];
}

/** What the bureau's settings say of a letter. */
export function officeValues({ nextNumber, bureau, today, contact, phone }: DocumentOffice): Prefilled {
  return { number: nextNumber, signatory: bureau, date: today, contact, phone };
}

/** A letter from its filled-in fields and its body. */
export function letterOf(
  kind: DocumentKind,
  fill: Filler,
  { bureau, redHead }: DocumentOffice,
  blocks: readonly DocumentBlock[],
): DocumentModel {
  return {
    kind,
    letterhead: redHead ? bureau : null,
    number: fill.text('number') || null,
    title: fill.text('title'),
    recipients: fill.text('recipients'),
    blocks,
    attachments: fill.lines('attachments'),
    signatory: fill.text('signatory'),
    date: fill.text('date'),
    note: noteOf(fill),
    copies: fill.has('copies') ? fill.text('copies') || null : null,
  };
}

/** Whom to ask: 附注 under the date. */
export function noteOf(fill: Filler): string | null {
  const [contact, phone] = [fill.text('contact'), fill.text('phone')];
  const parts = [...(contact === '' ? [] : [`联系人：${contact}`]), ...(phone === '' ? [] : [`联系电话：${phone}`])];
  return parts.length === 0 ? null : parts.join('，');
}

/** A first-level heading. */
export function heading(text: string): DocumentBlock {
  return { type: 'heading', level: 1, text };
}

/** Paragraphs of the body. */
export function paragraphs(lines: readonly string[]): readonly DocumentBlock[] {
  return lines.map((text) => ({ type: 'paragraph', text }));
}
