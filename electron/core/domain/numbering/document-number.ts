import { ok, type Result, refuse } from '../shared/result.ts';
import { normaliseNumber } from './record-number.ts';

/** A document number (文号) taken apart: 机关代字〔年份〕顺序号号. `serial` from 1. */
export interface DocumentNumberParts {
  /** 机关代字, e.g. `京密河`. */
  readonly agency: string;
  readonly year: number;
  readonly serial: number;
}

/** A document number as read, with what departs from the formal writing (Chinese; empty when nothing does). */
export interface ReadDocumentNumber extends DocumentNumberParts {
  readonly formal: string;
  readonly notes: readonly string[];
}

const SHAPE = /^([\p{Script=Han}A-Z]{1,20})〔(\d{4})〕(第?)(\d{1,6})号?$/u;

/** Writes a document number: `京密河〔2026〕1号`; six-angle brackets, no leading zeros, no 第. Throws RangeError on a bad year or serial. */
export function formatDocumentNumber(parts: DocumentNumberParts): string {
  if (!Number.isSafeInteger(parts.serial) || parts.serial < 1) throw new RangeError(`serial: ${parts.serial}`);
  if (!Number.isInteger(parts.year) || parts.year < 1000 || parts.year > 9999)
    throw new RangeError(`year: ${parts.year}`);
  return `${parts.agency}〔${parts.year}〕${parts.serial}号`;
}

/**
 * Reads a document number in the spellings that occur (other brackets, full-width digits, leading zeros, 第, no 号) and
 * says what the formal writing would be. Code: DOCUMENT_NUMBER_UNREADABLE.
 */
export function parseDocumentNumber(text: string): Result<ReadDocumentNumber> {
  const [, agency, year, ordinal, digits] = SHAPE.exec(normaliseNumber(text)) ?? [];
  if (!agency || !year || !digits || Number(digits) < 1) {
    return refuse(
      'DOCUMENT_NUMBER_UNREADABLE',
      `“${text}”不是文号；文号写作 机关代字〔年份〕顺序号，如 京密河〔2026〕1号。`,
    );
  }
  const parts = { agency, year: Number(year), serial: Number(digits) };
  const formal = formatDocumentNumber(parts);
  return ok({ ...parts, formal, notes: notesOn(text, formal, ordinal !== '', digits) });
}

function notesOn(text: string, formal: string, ordinal: boolean, digits: string): readonly string[] {
  if (text.trim() === formal) return [];
  const faults: string[] = [];
  if (!/〔\d{4}〕/u.test(text.normalize('NFKC'))) faults.push('年份应用六角括号〔〕');
  if (digits.startsWith('0')) faults.push('顺序号前不加 0');
  if (ordinal) faults.push('顺序号前不加“第”');
  if (!text.trimEnd().endsWith('号')) faults.push('末尾应有“号”');
  return [`${faults.length === 0 ? '写法不规范' : faults.join('，')}；正式写法为 ${formal}。`];
}
