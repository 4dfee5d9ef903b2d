import type { DocumentKind } from '../document-kinds.ts';
import { type DocumentField, field, type Filler, optional } from '../document-fields.ts';
import type { DocumentBlock, DocumentModel } from '../document-model.ts';
import type { DocumentOffice, DocumentSource } from '../document-source.ts';

/** What a kind of document is made of: its fields for a case, and the document that their values give. */
export interface KindOfDocument {
  readonly fields: (source: DocumentSource, office: DocumentOffice) => readonly DocumentField[];
  /** `sources`: one, or several where the kind may stand for several cases. */
  readonly compose: (fill: Filler, office: DocumentOffice, sources: readonly DocumentSource[]) => DocumentModel;
  /** What is missing beside the fields, in words. */
  readonly missing?: (sources: readonly DocumentSource[]) => readonly string[];
}

/** What begins a letter of the bureau. */
interface LetterStart {
  readonly title: string;
  readonly recipients: string | null;
}

/** The fields of a letter (公文) of the bureau in the order in which they stand on it; `body`: those of its kind. */
export function letterFields(
  office: DocumentOffice,
  { title, recipients }: LetterStart,
  body: readonly DocumentField[],
): readonly DocumentField[] {
  return [
    field('number', '文号', office.nextNumber),
    field('title', '标题', title),
    field('recipients', '主送单位', recipients),
    ...body,
    ...closingFields(office, office.bureau),
    optional('contact', '联系人', office.contact),
    optional('phone', '联系电话', office.phone),
    optional('copies', '抄送单位', null),
  ];
}

/** 附件, 落款 and 成文日期. */
export function closingFields(office: DocumentOffice, signatory: string | null): readonly DocumentField[] {
  return [
    optional('attachments', '附件', null, 'lines'),
    field('signatory', '落款', signatory),
    field('date', '成文日期', office.today, 'date'),
  ];
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
