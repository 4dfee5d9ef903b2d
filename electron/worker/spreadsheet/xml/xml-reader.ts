import { damaged } from '../unreadable.ts';

/** What is told while XML passes; names are local names, the prefix is cut off. */
export interface XmlEvents {
  /** `tag`: everything between `<` and `>`, for `tagValue`; an empty element is opened and closed. */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** Text as written, entities unresolved; may come in pieces. `cdata`: no entities in it. */
  text(source: string, from: number, to: number, cdata: boolean): void;
}

/** Longest tag, deepest nesting: no office program comes near. */
const MOST_TAG = 1 << 20;
const MOST_DEPTH = 200;
const LT = 60;
const GT = 62;
const SLASH = 47;
const DOUBLE = 34;
const SINGLE = 39;
const COLON = 58;

/**
 * Reads XML piece by piece: memory of one piece and one tag. Tags must nest. A DOCTYPE is refused, so no entity can be
 * declared and none unfolds.
 */
export class XmlReader {
  private readonly events: XmlEvents;
  private readonly stack: string[] = [];
  private rest = '';
  private seen = false;

  constructor(events: XmlEvents) {
    this.events = events;
  }

  write(piece: string): void {
    const source = this.rest === '' ? piece : this.rest + piece;
    this.rest = source.slice(this.pass(source));
    if (this.rest.length > MOST_TAG) throw damaged('XML 内容没有正常结束');
  }

  /** To be called at the end: what broke off is damaged. */
  end(): void {
    if (this.rest !== '' || this.stack.length > 0 || !this.seen) throw damaged('XML 内容没有正常结束');
  }

  /** Passes all that is complete; gives the place from which more is needed. */
  private pass(source: string): number {
    let at = 0;
    for (;;) {
      const open = source.indexOf('<', at);
      const until = open === -1 ? source.length : open;
      if (until > at && this.stack.length > 0) this.events.text(source, at, until, false);
      if (open === -1) return source.length;
      const next = source.charCodeAt(open + 1);
      if (next === 33 || next === 63) {
        const end = this.passMarkup(source, open);
        if (end === -1) return open;
        at = end;
        continue;
      }
      const end = next === SLASH ? source.indexOf('>', open) : tagEnd(source, open + 1);
      if (end === -1) return open;
      if (next === SLASH) this.passClose(source, open + 2, end);
      else this.passOpen(source, open + 1, end);
      at = end + 1;
    }
  }

  private passOpen(source: string, from: number, end: number): void {
    const empty = source.charCodeAt(end - 1) === SLASH;
    const to = empty ? end - 1 : end;
    let start = from;
    let stop = from;
    for (; stop < to; stop += 1) {
      const code = source.charCodeAt(stop);
      if (code === COLON) start = stop + 1;
      else if (code <= 32) break;
    }
    if (stop === start) throw damaged('XML 里有没有名称的标记');
    const name = source.slice(start, stop);
    this.seen = true;
    this.events.open(name, stop === to ? name : source.slice(from, to));
    if (empty) this.events.close(name);
    else if (this.stack.push(name) > MOST_DEPTH) throw damaged('XML 嵌套过深');
  }

  private passClose(source: string, from: number, end: number): void {
    const top = this.stack.at(-1);
    if (top !== undefined && end - from === top.length && source.startsWith(top, from)) {
      this.stack.pop();
      this.events.close(top);
      return;
    }
    const written = source.slice(from, end).trimEnd();
    const colon = written.indexOf(':');
    const name = colon === -1 ? written : written.slice(colon + 1);
    if (this.stack.pop() !== name) throw damaged('XML 标记不成对');
    this.events.close(name);
  }

  /** Comments, CDATA, instructions; -1 when more is needed. */
  private passMarkup(source: string, open: number): number {
    if (source.startsWith('<!--', open)) return after(source, '-->', open + 4);
    if (source.startsWith('<![CDATA[', open)) {
      const end = source.indexOf(']]>', open + 9);
      if (end === -1) return -1;
      if (this.stack.length > 0) this.events.text(source, open + 9, end, true);
      return end + 3;
    }
    if (source.startsWith('<?', open)) return after(source, '?>', open + 2);
    if (source.length - open < 9) return -1;
    throw damaged('XML 里有 DOCTYPE 声明，不是正常的表格');
  }
}

function after(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

/** Place of the `>` that ends a tag; one inside quotes does not. */
function tagEnd(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GT) return at;
    else if (code === DOUBLE || code === SINGLE) quote = code;
    else if (code === LT) throw damaged('XML 标记没有结束');
  }
  return -1;
}

/**
 * Value of an attribute by its local name, as written (entities unresolved); null when there is none. For tags with few
 * attributes that are read by the million.
 */
export function tagValue(tag: string, name: string): string | null {
  for (let at = tag.indexOf(name); at !== -1; at = tag.indexOf(name, at + 1)) {
    const before = tag.charCodeAt(at - 1);
    if (at === 0 || (before > 32 && before !== COLON)) continue;
    let next = skipBlanks(tag, at + name.length);
    if (tag.charCodeAt(next) !== 61) continue;
    next = skipBlanks(tag, next + 1);
    const quote = tag.charCodeAt(next);
    if (quote !== DOUBLE && quote !== SINGLE) continue;
    const end = tag.indexOf(quote === DOUBLE ? '"' : "'", next + 1);
    return end === -1 ? null : tag.slice(next + 1, end);
  }
  return null;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}
