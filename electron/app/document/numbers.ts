import { officialDate } from '#core/domain/document/official-date.ts';
import { KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import { civilDateAt } from '#core/domain/deadline/civil-date.ts';
import {
  type DocumentNumberParts,
  formatDocumentNumber,
  parseDocumentNumber,
} from '#core/domain/numbering/document-number.ts';
import type { Reader } from '#db/access.ts';
import { documentByNumber, type StoredDocument } from '#db/repositories/documents.ts';
import type { Ports } from '../ports.ts';

/** A 文号 as it will stand on a document. */
export interface DocumentNumber {
  /** Formal where it can be read as one, else as typed. */
  readonly text: string;
  readonly series: StoredDocument['series'];
  /** What departs from the formal writing, Chinese; null when nothing does. */
  readonly note: string | null;
}

/** Reads a typed 文号; null for none. What is no formal one is kept as typed, with a note. */
export function readNumber(typed: string): DocumentNumber | null {
  const text = typed.trim();
  if (text === '') return null;
  const read = parseDocumentNumber(text);
  if (!read.ok) return { text, series: null, note: read.error.message };
  const { agency, year, serial, formal, notes } = read.value;
  return { text: formal, series: { agency, year, serial }, note: notes.length === 0 ? null : notes.join('') };
}

/** The number `steps` further on in its series; a number of no series only at 0. */
export function numberAfter(number: DocumentNumber, steps: number): DocumentNumber | null {
  if (steps === 0) return number;
  if (number.series === null) return null;
  const series: DocumentNumberParts = { ...number.series, serial: number.series.serial + steps };
  return { text: formatDocumentNumber(series), series, note: null };
}

/** Who bears a 文号 already, in words; null when it is free. */
export function usedBy(reader: Reader, { clock }: Pick<Ports, 'clock'>, number: string): string | null {
  const made = documentByNumber(reader, number);
  if (made === null) return null;
  const on = officialDate(civilDateAt(made.at, clock.offsetMinutes));
  return `文号 ${number} 已用于${on}由${made.actorName}制作的${KIND_TRAITS[made.kind].label}「${made.title}」（${made.fileName}）`;
}
