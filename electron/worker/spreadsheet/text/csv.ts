import { MOST_COLUMNS } from '../grid-builder.ts';
import { tooLarge } from '../unreadable.ts';

/** Separators that are found out, in the order in which they are preferred. */
const SEPARATORS = [',', '\t', ';', '|'] as const;
/** Longest quoted text: what Excel keeps in a cell. A quote that is not closed by then was no quote. */
const MOST_QUOTED = 32_767;
/** Stray quotes after which quotes count as plain characters: each costs a search through the text. */
const MOST_STRAY = 20;
/** Longest field of any kind: a line without end is no table. */
const MOST_FIELD = 1 << 20;
/** Records by which the separator is told. */
const SAMPLE = 60;

/** One record. `stray`: it has a quote that is never closed, read as a plain character. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly stray: boolean;
}

/** Tells the separator: the one that cuts most records into the same number of fields, more than one. */
export function findSeparator(text: string): string {
  let best: string = ',';
  let most = 0;
  for (const separator of SEPARATORS) {
    const counts = new Map<number, number>();
    let records = 0;
    for (const { fields } of readRecords(text, separator)) {
      records += 1;
      if (fields.length > 1) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
      if (records === SAMPLE) break;
    }
    // A title above the table has no separators; a wider table beats a narrower one that agrees as well.
    const score = Math.max(0, ...[...counts].map(([width, times]) => times + Math.min(width, 50) / 100));
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

/**
 * Records of a separated text. Fields may be quoted, with line breaks, separators and doubled quotes in them; lines end by
 * CR, LF or both, the last one with or without. Every line is a record, an empty one too, so that their number is Excel's row.
 */
export function* readRecords(text: string, separator: string): Generator<CsvRecord> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let strayed = 0;
  while (at < text.length) {
    const fields: string[] = [];
    let stray = false;
    for (;;) {
      const quoted = text[at] === '"' && strayed < MOST_STRAY ? quotedField(text, at, separator) : null;
      if (text[at] === '"' && quoted === null) {
        stray = true;
        strayed += 1;
      }
      const end = quoted?.end ?? plainEnd(text, at, separator);
      if (end - at > MOST_FIELD) throw tooLarge('有一格的文字超过 100 万字（Excel 最多 32767 字），可能不是表格');
      if (fields.push(quoted?.text ?? text.slice(at, end)) > MOST_COLUMNS)
        throw tooLarge(`有一行超过 ${MOST_COLUMNS} 列`);
      at = end + 1;
      if (text[end] === separator) {
        if (at < text.length) continue;
        // A separator as the very last character: an empty field follows it.
        fields.push('');
      } else if (text[end] === '\r' && text[at] === '\n') at += 1;
      break;
    }
    yield { fields, stray };
  }
}

function quotedField(text: string, from: number, separator: string): { text: string; end: number } | null {
  let read = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1 || close - from > MOST_QUOTED * 2) return null;
    read += text.slice(at, close);
    if (read.length > MOST_QUOTED) return null;
    if (text[close + 1] !== '"') {
      // What stands between the closing quote and the separator belongs to the field, as Excel has it.
      const end = plainEnd(text, close + 1, separator);
      return { text: read + text.slice(close + 1, end), end };
    }
    read += '"';
    at = close + 2;
  }
}

function plainEnd(text: string, from: number, separator: string): number {
  const mark = separator.charCodeAt(0);
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === mark || code === 10 || code === 13) break;
  }
  return at;
}
