/** A start tag, an empty-element tag or an end tag; comments, CDATA and instructions are passed over as wholes. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][\s\S]*?>|<(\/?)(?:([\w.-]+):)?([\w.-]+)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*?)(\/?)>/gu;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*("[^"]*"|'[^']*')/gu;

/** One tag of an XML text, as written. */
export interface Tag {
  /** The whole tag, with its brackets. */
  readonly text: string;
  /** Without its prefix. */
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
}

/** Rewrites tags in their order; everything that `visit` returns null for stays byte for byte. */
export function rewriteTags(xml: string, visit: (tag: Tag) => string | null): string {
  return xml.replace(
    MARKUP,
    (text: string, close: string | undefined, _prefix: unknown, name: string | undefined, _rest: unknown, empty) => {
      if (name === undefined) return text;
      const kind = close === '/' ? 'close' : empty === '/' ? 'empty' : 'open';
      return visit({ text, name, kind }) ?? text;
    },
  );
}

/** Value of an attribute by its local name, entities resolved; null when the tag has none. */
export function attribute(tag: string, name: string): string | null {
  for (const [, key = '', quoted = ''] of tag.matchAll(ATTRIBUTE))
    if (key === name || key.endsWith(`:${name}`)) return decodeXml(quoted.slice(1, -1));
  return null;
}

/** The tag with an attribute set; put in at its end where the tag has none. */
export function withAttribute(tag: string, name: string, value: string | number): string {
  const written = `${name}="${encodeXml(String(value))}"`;
  let found = false;
  const changed = tag.replace(ATTRIBUTE, (whole, key: string) => {
    if (key !== name) return whole;
    found = true;
    return written;
  });
  return found ? changed : tag.replace(/\s*(\/?)>$/u, ` ${written}$1>`);
}

/** The tag without an attribute. */
export function withoutAttribute(tag: string, name: string): string {
  return tag.replace(new RegExp(String.raw`\s+${name}\s*=\s*(?:"[^"]*"|'[^']*')`, 'u'), '');
}

/**
 * Puts an element before the first of the elements that must come after it, else at the end. `xml`: what stands between the
 * tags of the parent, or its end with the closing tag of the parent.
 */
export function insertBefore(xml: string, later: readonly string[], element: string): string {
  let depth = 0;
  let at: number | null = null;
  for (const match of xml.matchAll(MARKUP)) {
    const [, close, , name, , empty] = match;
    if (name === undefined) continue;
    if (depth === 0 && (close === '/' || later.includes(name))) {
      at = match.index;
      break;
    }
    if (close === '/') depth -= 1;
    else if (empty !== '/') depth += 1;
  }
  return at === null ? xml + element : xml.slice(0, at) + element + xml.slice(at);
}

/** Rewrites the text of every element of a local name that holds text only; `change` sees it with entities resolved. */
export function rewriteTexts(xml: string, names: readonly string[], change: (text: string) => string): string {
  const pattern = new RegExp(
    String.raw`(<(?:[\w.-]+:)?(?:${names.join('|')})(?:\s(?:"[^"]*"|'[^']*'|[^>"'])*)?>)([^<]+)(?=</)`,
    'gu',
  );
  return xml.replace(pattern, (whole, tag: string, written: string) => {
    if (tag.endsWith('/>')) return whole;
    const before = decodeXml(written);
    const after = change(before);
    return after === before ? whole : `${tag}${encodeXml(after)}`;
  });
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five entities of XML and character numbers; any other stays as written. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/giu,
    (whole, hex, decimal, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** A text as XML, good for elements and attributes; a line break in an attribute survives. */
export function encodeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
