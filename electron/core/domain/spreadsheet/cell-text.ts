import type { GridCell } from './grid.ts';

/** Nothing to clean and nothing that NFKC would change: printable ASCII and common Chinese characters. Most cells are. */
const PLAIN = /^[!-~\u4e00-\u9fff]*$/u;

/**
 * A cell as the reader of the sheet sees it, outer blanks cut, null when empty. Inner blanks stay (`张　伟`), so do
 * leading zeros; a number is written out in full, never as `1.38e+10`, and padded when its format says `00000`.
 */
export function cellText(cell: GridCell): string | null {
  if (cell.value === null || cell.kind === 'uncached') return null;
  if (cell.kind === 'number' && typeof cell.value === 'number') return numberText(cell.value, cell.format);
  if (cell.kind === 'boolean') return cell.value === true ? '是' : '否';
  const text = cleanText(String(cell.value));
  return text === '' ? null : text;
}

/** Cuts outer blanks (full-width and zero-width ones too) and control characters; keeps line breaks and inner blanks. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u200b\ufeff\ufffe\uffff\p{Cc}]/gu, (char) => (char === '\n' || char === '\t' ? char : ''))
    .toWellFormed()
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '');
}

/** Text for comparing: full-width forms folded (NFKC), all blanks out, lower case. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(/[\s\u3000\u200b\ufeff]/gu, '')
    .toLowerCase();
}

/** A finite number in plain digits, at most 15 significant ones, as Excel keeps them; `00000` pads. */
export function numberText(value: number, format?: string): string {
  if (!Number.isFinite(value)) return String(value);
  const short = format === undefined ? String(value) : '';
  // Up to 15 digits are as Excel keeps them; most numbers of a sheet are.
  if (short !== '' && short.length <= 15 && !short.includes('e')) return Object.is(value, -0) ? '0' : short;
  const rounded = Number(value.toPrecision(15));
  const plain = Number.isInteger(rounded) ? BigInt(rounded).toString() : plainFraction(rounded);
  const zeros = format && /^0{2,30}$/u.test(format) ? format.length : 0;
  return Number.isInteger(rounded) && rounded >= 0 ? plain.padStart(zeros, '0') : plain;
}

/**
 * True for a number whose digits Excel has already lost: integers of 16 digits and more (15 are kept). An 18-digit
 * number must be stored as text.
 */
export function lostDigits(cell: GridCell): boolean {
  return cell.kind === 'number' && typeof cell.value === 'number' && Math.abs(cell.value) >= 1e15;
}

function plainFraction(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/u, '').replace(/\.$/u, '') : text;
}
