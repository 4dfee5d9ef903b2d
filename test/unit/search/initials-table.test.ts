import { pinyin, polyphonic } from 'pinyin-pro';
import { describe, expect, test } from 'vitest';
import { FURTHER_INITIALS } from '#core/domain/search/initials.ts';
import { COMMON_INITIALS, TABLE_FROM } from '#core/domain/search/initials-table.ts';

const LAST = 0x9fff;
const first = (reading: string) => reading.normalize('NFD').toLowerCase().slice(0, 1);

describe('the table of pinyin initials', () => {
  test('has the first letter of the commonest reading of every character, and a dot where there is none', () => {
    expect(COMMON_INITIALS.length).toBe(LAST - TABLE_FROM + 1);
    const others = [...COMMON_INITIALS].flatMap((letter, at) => {
      const character = String.fromCodePoint(TABLE_FROM + at);
      const letterNow = first(pinyin(character, { pattern: 'first', toneType: 'none' }));
      return letter === (/[a-z]/u.test(letterNow) ? letterNow : '.') ? [] : [`${character}: ${letter}, ${letterNow}`];
    });
    expect(others).toEqual([]);
  });

  test('goes on with readings that their characters have, each another one than the commonest, once', () => {
    const pairs = FURTHER_INITIALS.match(/../gu) ?? [];
    expect(new Set(pairs.map((pair) => pair[0])).size).toBe(pairs.length);
    const wrong = pairs.filter((pair) => {
      const [character = '', letter = ''] = pair;
      const readings = polyphonic(character, { type: 'array', toneType: 'none' })[0] ?? [];
      const common = COMMON_INITIALS[character.charCodeAt(0) - TABLE_FROM];
      return letter === common || !readings.some((reading) => first(reading) === letter);
    });
    expect(wrong).toEqual([]);
  });
});
