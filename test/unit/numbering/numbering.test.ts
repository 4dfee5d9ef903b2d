import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocumentNumber, parseDocumentNumber } from '#core/domain/numbering/document-number.ts';
import { checkPrefix, formatNumber, normaliseNumber, parseNumber } from '#core/domain/numbering/record-number.ts';

const year = fc.integer({ min: 1000, max: 9999 });
const serial = fc.integer({ min: 1, max: 999_999 });
const prefix = fc.stringMatching(/^[A-Z][A-Z0-9]{0,9}$/);

describe('record numbers', () => {
  it.each([
    ['finding', 1, 'MY-XS-2026-00001'],
    ['finding', 99_999, 'MY-XS-2026-99999'],
    ['finding', 100_000, 'MY-XS-2026-100000'],
    ['case', 1, 'MY-AJ-2026-0001'],
    ['case', 10_000, 'MY-AJ-2026-10000'],
  ] as const)('%s %d is %s', (kind, n, text) =>
    expect(formatNumber({ prefix: 'MY', kind, year: 2026, serial: n })).toBe(text),
  );

  it('reads back what it wrote, in any spelling a person may use', () => {
    const kind = fc.constantFrom('finding' as const, 'case' as const);
    const spell = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toLowerCase(),
      (text: string) => text.replaceAll('-', '－'),
      (text: string) => ` ${text.replaceAll('-', ' — ')}　`,
      (text: string) => text.replace(/\d/gu, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)),
    );
    fc.assert(
      fc.property(prefix, kind, year, serial, spell, (p, k, y, s, write) => {
        const parts = { prefix: p, kind: k, year: y, serial: s };
        expect(parseNumber(write(formatNumber(parts)))).toEqual({ ok: true, value: parts });
      }),
    );
  });

  it.each([
    '',
    'MY-XS-2026',
    'MY-XX-2026-00001',
    'MY-XS-26-00001',
    'MY-XS-2026-00000',
    'MYXS202600001',
    '京密河〔2026〕1号',
  ])('refuses “%s” and shows how a number is written', (text) =>
    expect(parseNumber(text)).toMatchObject({
      error: { code: 'NUMBER_UNREADABLE', message: expect.stringContaining('MY-XS-2026-00001') },
    }),
  );

  it('throws on what no caller may pass: a number must never be given out wrong', () => {
    const good = { prefix: 'MY', kind: 'case', year: 2026, serial: 1 } as const;
    for (const bad of [{ serial: 0 }, { serial: 1.5 }, { prefix: 'my' }, { prefix: 'M-Y' }, { year: 26 }]) {
      expect(() => formatNumber({ ...good, ...bad })).toThrow(RangeError);
    }
  });

  it('checks a prefix', () => {
    expect(checkPrefix('ｍｙ')).toEqual({ ok: true, value: 'MY' });
    for (const bad of ['', '密云', '1A', 'A-B', 'ABCDEFGHIJK'])
      expect(checkPrefix(bad)).toMatchObject({ error: { code: 'NUMBER_PREFIX_WRONG' } });
  });

  it('folds all bracket forms to one', () => {
    const forms = [
      '京密河〔2026〕1号',
      '京密河[2026]1号',
      '京密河（２０２６）１号',
      '京密河【2026】 1号',
      '京密河［2026］1号',
      '京密河(2026)1号',
    ];
    expect(new Set(forms.map(normaliseNumber))).toEqual(new Set(['京密河〔2026〕1号']));
    expect(normaliseNumber(normaliseNumber(' my–xs－2026 '))).toBe('MY-XS-2026');
  });
});

describe('document numbers', () => {
  it('writes them formally and reads them back', () => {
    expect(formatDocumentNumber({ agency: '京密河', year: 2026, serial: 1 })).toBe('京密河〔2026〕1号');
    fc.assert(
      fc.property(fc.constantFrom('京密河', '京政办发', '办河湖'), year, serial, (agency, y, s) => {
        const formal = formatDocumentNumber({ agency, year: y, serial: s });
        expect(parseDocumentNumber(formal)).toEqual({
          ok: true,
          value: { agency, year: y, serial: s, formal, notes: [] },
        });
      }),
    );
    expect(() => formatDocumentNumber({ agency: '京密河', year: 2026, serial: 0 })).toThrow(RangeError);
  });

  it.each([
    ['京密河〔2026〕001号', '顺序号前不加 0'],
    ['京密河〔2026〕第1号', '不加“第”'],
    ['京密河[2026]1号', '六角括号'],
    ['京密河（2026）1', '末尾应有“号”'],
    ['京密河〔２０２６〕１号', '正式写法为'],
  ])('reads %s and says what is not formal', (text, note) => {
    const read = parseDocumentNumber(text);
    expect(read).toMatchObject({
      ok: true,
      value: { formal: '京密河〔2026〕1号', notes: [expect.stringContaining(note)] },
    });
  });

  it.each(['', '京密河2026-1', '京密河〔26〕1号', '〔2026〕1号', '京密河〔2026〕0号', 'MY-AJ-2026-0001'])(
    'refuses “%s”',
    (text) => expect(parseDocumentNumber(text)).toMatchObject({ error: { code: 'DOCUMENT_NUMBER_UNREADABLE' } }),
  );
});
