import { attribute, withAttribute } from './xml.ts';

/** Look of a cell of ours. `title`, `head`, `text`: cells of the sheet 错误说明. */
export type OwnLook = 'title' | 'head' | 'text';
/** Level of a marked cell. */
export type Level = 'error' | 'warning';

/** Formats of a workbook, to which those of marked cells are added; indexes are those of `cellXfs`. */
export interface Styles {
  /** As `base`, filled. */
  marked(base: number, level: Level): number;
  /** Cell of the leading column beside a cell of format `base`: its font and frame, wrapped text. */
  leading(base: number, level: Level | null): number;
  own(look: OwnLook, level?: Level): number;
  /** As `base` without a fill of ours; `base` itself when it has none. */
  unmarked(base: number): number;
  xml(): string;
}

/** Colours nobody picks by hand: by them a filled cell is known again when the file comes back. */
const FILLS: Readonly<Record<Level, string>> = { error: 'FFFDC9CB', warning: 'FFFFF0B8' };
const LEVELS = ['error', 'warning'] as const;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const EMPTY = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;
const THIN = ['left', 'right', 'top', 'bottom'].map((side) => `<P${side} style="thin"><Pcolor auto="1"/></P${side}>`);

/** Reads the formats of a workbook; null: the workbook has none. */
export function readStyles(source: string | null): Styles {
  const styleSheet = whole(source !== null && /<(?:[\w.-]+:)?cellXfs/u.test(source) ? source : EMPTY);
  const prefix = /<([\w.-]+:)?styleSheet/u.exec(styleSheet)?.[1] ?? '';
  const blocks = {
    fonts: blockOf(styleSheet, 'fonts'),
    fills: blockOf(styleSheet, 'fills'),
    borders: blockOf(styleSheet, 'borders'),
  };
  const xfs = elementsOf(blockOf(styleSheet, 'cellXfs'), 'xf');
  const before = { xfs: xfs.length };
  const added: Record<'fonts' | 'fills' | 'borders', string[]> = { fonts: [], fills: [], borders: [] };
  const counts = {
    fonts: elementsOf(blocks.fonts, 'font').length,
    fills: elementsOf(blocks.fills, 'fill').length,
    borders: elementsOf(blocks.borders, 'border').length,
  };
  const known = new Map<string, number>();
  const once = (key: string, make: () => number) => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  const tag = (xml: string) => xml.replaceAll('<P', `<${prefix}`).replaceAll('</P', `</${prefix}`);
  const part = (block: keyof typeof added, xml: string) =>
    once(`${block}:${xml}`, () => counts[block] + added[block].push(tag(xml)) - 1);
  const xf = (xml: string) => once(`xf:${xml}`, () => xfs.push(xml) - 1);
  const ours = new Set(
    elementsOf(blocks.fills, 'fill').flatMap((fill, index) =>
      LEVELS.some((level) => fill.includes(`"${FILLS[level]}"`)) ? [index] : [],
    ),
  );
  const fillOf = (level: Level) =>
    part(
      'fills',
      `<Pfill><PpatternFill patternType="solid"><PfgColor rgb="${FILLS[level]}"/><PbgColor indexed="64"/></PpatternFill></Pfill>`,
    );
  const baseOf = (index: number) =>
    xfs[index] ?? xfs[0] ?? tag('<Pxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>');
  const filled = (base: string, fill: number) => {
    const head = /^<[^>]*>/u.exec(base)?.[0] ?? base;
    const changed = withAttribute(withAttribute(head, 'fillId', fill), 'applyFill', fill === 0 ? 0 : 1);
    return changed + base.slice(head.length);
  };
  const written = (font: string, fill: number, border: string, alignment: string) =>
    xf(
      tag(
        `<Pxf numFmtId="0" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><Palignment ${alignment}/></Pxf>`,
      ),
    );
  const headOf = (base: number) => /^<[^>]*>/u.exec(baseOf(base))?.[0] ?? '';
  return {
    marked: (base, level) => once(`marked:${base}:${level}`, () => xf(filled(baseOf(base), fillOf(level)))),
    leading: (base, level) =>
      once(`leading:${base}:${level}`, () => {
        const of = (name: string) => attribute(headOf(base), name) ?? '0';
        const fill = level === null ? 0 : fillOf(level);
        return written(of('fontId'), fill, of('borderId'), 'vertical="center" wrapText="1"');
      }),
    own(look, level) {
      const bold = look === 'text' ? '' : '<Pb/>';
      const size = look === 'title' ? 14 : 11;
      const font = part('fonts', `<Pfont>${bold}<Psz val="${size}"/><Pname val="宋体"/></Pfont>`);
      const border = look === 'title' ? 0 : part('borders', `<Pborder>${THIN.join('')}<Pdiagonal/></Pborder>`);
      const fill = level === undefined ? 0 : fillOf(level);
      return written(String(font), fill, String(border), 'vertical="top" wrapText="1"');
    },
    unmarked: (base) =>
      once(`unmarked:${base}`, () => {
        const fill = Number(attribute(headOf(base), 'fillId') ?? 0);
        return ours.has(fill) ? xf(filled(baseOf(base), 0)) : base;
      }),
    xml() {
      const all = { ...added, cellXfs: xfs.slice(before.xfs) };
      return (Object.keys(all) as (keyof typeof all)[]).reduce((xml, name) => append(xml, name, all[name]), styleSheet);
    },
  };
}

/** Blocks that every workbook should have, in their order, as Excel takes them when they are missing. */
const BLOCKS = [
  ['fonts', '<Pfonts count="1"><Pfont/></Pfonts>'],
  [
    'fills',
    '<Pfills count="2"><Pfill><PpatternFill patternType="none"/></Pfill><Pfill><PpatternFill patternType="gray125"/></Pfill></Pfills>',
  ],
  ['borders', '<Pborders count="1"><Pborder/></Pborders>'],
] as const;

/** The formats with the blocks that ours go into. */
function whole(xml: string): string {
  const prefix = /<([\w.-]+:)?styleSheet/u.exec(xml)?.[1] ?? '';
  return BLOCKS.reduce((before, [name, block], index) => {
    if (blockOf(before, name) !== '') return before;
    const later = [...BLOCKS.slice(index + 1).map(([other]) => other), 'cellStyleXfs', 'cellXfs'];
    const cleared = before.replace(new RegExp(String.raw`<(?:[\w.-]+:)?${name}(?:\s[^>]*)?/>`, 'u'), '');
    const next = new RegExp(String.raw`<(?:[\w.-]+:)?(?:${later.join('|')})[\s/>]`, 'u');
    return cleared.replace(next, (tag) => block.replaceAll('<P', `<${prefix}`).replaceAll('</P', `</${prefix}`) + tag);
  }, xml);
}

/** Content of a block of formats; empty when there is none. */
function blockOf(xml: string, name: string): string {
  return (
    new RegExp(String.raw`<(?:[\w.-]+:)?${name}(?:\s[^>]*)?(?<!/)>([\s\S]*?)</(?:[\w.-]+:)?${name}>`, 'u').exec(
      xml,
    )?.[1] ?? ''
  );
}

/** Elements of a name that do not lie in each other, as written. */
function elementsOf(xml: string, name: string): string[] {
  const pattern = new RegExp(
    String.raw`<(?:[\w.-]+:)?${name}(?:\s[^>]*)?/>|<(?:[\w.-]+:)?${name}(?:\s[^>]*)?>[\s\S]*?</(?:[\w.-]+:)?${name}>`,
    'gu',
  );
  return xml.match(pattern) ?? [];
}

/** Puts elements at the end of a block and counts them anew. */
function append(xml: string, name: string, elements: readonly string[]): string {
  if (elements.length === 0) return xml;
  const pattern = new RegExp(String.raw`(<(?:[\w.-]+:)?${name}(?:\s[^>]*)?>)([\s\S]*?)(</(?:[\w.-]+:)?${name}>)`, 'u');
  return xml.replace(pattern, (_whole, open: string, content: string, close: string) => {
    const count = Number(attribute(open, 'count') ?? 0) + elements.length;
    return withAttribute(open, 'count', count) + content + elements.join('') + close;
  });
}
