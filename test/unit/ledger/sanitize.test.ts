import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admitsLink,
  CONTINUED,
  cleanNumber,
  cleanSheetName,
  cleanText,
  escapeForXml,
  MAX_CELL_TEXT,
  pageHeaderText,
  pieces,
} from '#core/domain/ledger/sanitize.ts';

/** All that XML 1.0 allows, as one pattern over code points. */
const LEGAL = /^[\t\n\u{20}-\u{7e}\u{80}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\0',
      '\x0b',
      '\x7f',
      '\r',
      '\n',
      '\ufffe',
      '\uffff',
      '\ud800',
      '\udc00',
      '_x000D_',
      '=',
      '乱',
      '𠮷',
    ),
    fc.string(),
  ),
});

describe('cleanText', () => {
  it('lets nothing through that XML forbids, whatever comes in, and changes nothing twice', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const { text } = cleanText(raw);
        expect(text).toMatch(LEGAL);
        expect(cleanText(text)).toMatchObject({ text, illegal: 0 });
      }),
    );
  });

  it('leaves good text alone: rare characters, tabs, line ends', () => {
    const good = '𠮷家营\t“乱建”\n约150 m³ 🏞';
    expect(cleanText(good)).toEqual({ text: good, looksLikeFormula: false, illegal: 0, rest: null });
    expect(cleanText('a\r\nb\rc')).toMatchObject({ text: 'a\nb\nc', illegal: 0 });
  });

  it('counts what it removed or replaced, so that it can be reported', () => {
    expect(cleanText('a\x01b\x0bc\x7f')).toMatchObject({ text: 'abc', illegal: 3 });
    expect(cleanText('a\ufffeb\ud800c\udc00')).toMatchObject({ text: 'a\ufffdb\ufffdc\ufffd', illegal: 3 });
  });

  it.each(['=1+1', '+86 10', '-5', '@SUM(A1)', '\t=1', '＝1'])(
    'marks %j as a text that looks like a formula',
    (raw) => {
      expect(cleanText(raw)).toMatchObject({ text: raw, looksLikeFormula: true });
    },
  );

  it('does not mark a text with these signs inside', () => {
    expect(cleanText('K3+200=a-b@c').looksLikeFormula).toBe(false);
  });

  it('cuts over 32,767 characters at a visible mark, loses nothing, and never splits a pair', () => {
    const filler = fc.constantFrom('乱', '𠮷', '_x000D_', 'a');
    fc.assert(
      fc.property(
        fc.array(filler, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 32_700, max: 34_000 }),
        (units, length) => {
          const raw = units.join('').repeat(Math.ceil(length / units.join('').length));
          const { text, rest } = cleanText(raw);
          expect(escapeForXml(text).length).toBeLessThanOrEqual(MAX_CELL_TEXT);
          expect(text).toMatch(LEGAL);
          if (rest === null) expect(text).toBe(raw);
          else expect(text.slice(0, -CONTINUED.length) + rest).toBe(raw);
          expect(text.endsWith(CONTINUED)).toBe(rest !== null);
        },
      ),
      { numRuns: 40 },
    );
    expect(cleanText('x'.repeat(MAX_CELL_TEXT)).rest).toBeNull();
    expect(cleanText('x'.repeat(MAX_CELL_TEXT + 1)).rest).not.toBeNull();
  });
});

describe('the other guards', () => {
  it('escapes a literal _x000D_, which Excel would turn into a control character, and nothing like it', () => {
    expect(escapeForXml('编号_x000D_尾')).toBe('编号_x005F_x000D_尾');
    expect(escapeForXml('a_x00G0_ x000D_')).toBe('a_x00G0_ x000D_');
    const decode = (text: string) =>
      text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    const escapes = fc.string({ unit: fc.constantFrom('_x000D_', '_x0041', '_', 'x005F', '乱') });
    fc.assert(
      fc.property(escapes, (text) => {
        expect(decode(escapeForXml(text))).toBe(text);
      }),
    );
  });

  it('gives Excel no NaN and no infinity', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1.5].map(cleanNumber)).toEqual([
      null,
      null,
      null,
      0,
      -1.5,
    ]);
  });

  it('makes any text a sheet name that Excel accepts', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const name = cleanSheetName(raw);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name).not.toMatch(/[:\\/?*[\]'\n\t]/);
        expect(name).toMatch(LEGAL);
      }),
    );
    expect(cleanSheetName("6/30 '四乱' [终]")).toBe('6_30 ’四乱’ _终_');
    expect(cleanSheetName('History')).toBe('History_');
    expect(cleanSheetName('  ')).toBe('台账');
    expect(cleanSheetName('𠮷'.repeat(20))).toBe('𠮷'.repeat(15));
  });

  it('stops at the 65,530 links that Excel opens', () => {
    expect([admitsLink(65_529), admitsLink(65_530)]).toEqual([true, false]);
  });

  it('writes a page header in which & stays an ampersand and 255 characters are never passed', () => {
    expect(pageHeaderText('水务局 & 城管委\n二科')).toBe('水务局 && 城管委 二科');
    expect(pageHeaderText('长'.repeat(300), 60)).toBe(`${'长'.repeat(59)}…`);
  });

  it('cuts into pieces that give the text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 9 }), (text, size) => {
        const parts = pieces(text, size);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.length <= size && cleanText(part).illegal <= cleanText(text).illegal)).toBe(
          true,
        );
      }),
    );
  });
});
