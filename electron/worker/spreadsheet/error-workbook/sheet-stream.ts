/** What is done to the three parts of a sheet's XML. */
export interface SheetEdits {
  /** Everything before the rows. `prefix`: that of the sheet's elements, with its colon, or empty. */
  head(xml: string, prefix: string): string;
  /** One whole `<row>` element. */
  row(xml: string): string;
  /** Rows that were still to come when the last one was seen. */
  lastRows(): string;
  /** Everything after the rows, the closing tag of the sheet with it. */
  tail(xml: string): string;
}

const BEGIN = /<([\w.-]+:)?sheetData(?:\s[^>]*)?(\/?)>/u;
const END = /<\/(?:[\w.-]+:)?sheetData\s*>/uy;
/** A row with its cells; attributes of rows hold no brackets. */
const ROW = /<(?:[\w.-]+:)?row(?:\s[^<>]*)?(?:\/>|(?<!\/)>[\s\S]*?<\/(?:[\w.-]+:)?row\s*>)/uy;
const NEXT_TAG = /</gu;
/** Characters gathered before they are handed on. */
const CHUNK = 1 << 16;

/** Passes a sheet through row by row: memory of one row and of what stands before and after the rows. */
export async function* editSheet(source: AsyncIterable<Uint8Array>, edits: SheetEdits): AsyncGenerator<string> {
  let phase: 'head' | 'rows' | 'tail' = 'head';
  let rest = '';
  let ready = '';
  for await (const text of decoded(source)) {
    rest += text;
    if (phase === 'head') {
      const begin = BEGIN.exec(rest);
      if (begin === null) continue;
      const [tag, prefix = '', empty] = begin;
      ready += edits.head(rest.slice(0, begin.index), prefix);
      rest = rest.slice(begin.index + tag.length);
      if (empty === '/') {
        ready += `${tag.slice(0, -2)}>${edits.lastRows()}</${prefix}sheetData>`;
        phase = 'tail';
      } else {
        ready += tag;
        phase = 'rows';
      }
    }
    if (phase === 'rows') {
      let at = 0;
      for (;;) {
        NEXT_TAG.lastIndex = at;
        const next = NEXT_TAG.exec(rest)?.index;
        if (next === undefined) break;
        ROW.lastIndex = next;
        END.lastIndex = next;
        const row = ROW.exec(rest);
        const end = row === null ? END.exec(rest) : null;
        if (end !== null) {
          ready += edits.lastRows() + end[0];
          at = next + end[0].length;
          phase = 'tail';
          break;
        }
        if (row === null) break;
        ready += edits.row(row[0]);
        at = next + row[0].length;
        if (ready.length >= CHUNK) {
          yield ready;
          ready = '';
        }
      }
      rest = rest.slice(at);
    }
  }
  if (phase !== 'tail') throw new Error('the sheet ends within its rows');
  yield ready + edits.tail(rest);
}

async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let encoding: 'utf-8' | 'utf-16le' | null = null;
  let decoder = new TextDecoder();
  for await (const chunk of source) {
    if (encoding === null) {
      encoding = chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8';
      decoder = new TextDecoder(encoding);
    }
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
