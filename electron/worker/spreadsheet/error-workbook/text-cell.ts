import { cleanText, escapeForXml } from '#core/domain/ledger/sanitize.ts';
import { columnLetters } from '#core/domain/spreadsheet/grid.ts';
import { encodeXml } from './xml.ts';

/** A cell of ours, never a formula; null: an empty cell that only has its format. Column from 0. */
export function cellXml(
  prefix: string,
  row: number,
  column: number,
  style: number,
  text: string | number | null,
): string {
  const open = `<${prefix}c r="${columnLetters(column)}${row}" s="${style}"`;
  if (text === null) return `${open}/>`;
  if (typeof text === 'number') return `${open}><${prefix}v>${text}</${prefix}v></${prefix}c>`;
  return `${open} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${textXml(text)}</${prefix}t></${prefix}is></${prefix}c>`;
}

/** A text as the content of an element of a spreadsheet: without what XML or Excel can't hold. */
export function textXml(text: string): string {
  return encodeXml(escapeForXml(cleanText(text).text));
}
