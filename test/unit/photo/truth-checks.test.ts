import { describe, expect, test } from 'vitest';
import { bitsApart, type CheckedPhoto, photoDoubts } from '#core/domain/photo/truth-checks.ts';

const PLACE = { lon: 116.84, lat: 40.37, datum: 'WGS84' } as const;
const photo = (over: Partial<CheckedPhoto> = {}): CheckedPhoto => ({
  role: 'after',
  sha256: 'a'.repeat(64),
  takenAt: '2026-04-01T10:00:00',
  lon: 116.84,
  lat: 40.37,
  look: '0123456789abcdef',
  ...over,
});
const before = photo({
  role: 'before',
  sha256: 'b'.repeat(64),
  takenAt: '2026-03-05T10:00:00',
  look: 'ffff0000ffff0000',
});
const kinds = (...args: Parameters<typeof photoDoubts>) => photoDoubts(...args).map(({ kind }) => kind);

describe('doubts about a photo', () => {
  test('none about a sound one', () => {
    expect(kinds(photo(), [before], PLACE, [])).toEqual([]);
  });

  test('taken at the very moment of the earlier one is not later', () => {
    expect(kinds(photo({ takenAt: before.takenAt }), [before], PLACE, [])).toEqual(['afterNotLater']);
  });

  test('far away, but not when the error of the coordinates explains it', () => {
    const away = photo({ lon: 116.848 });
    expect(kinds(away, [before], PLACE, [])).toEqual(['farAway']);
    expect(kinds(away, [before], { ...PLACE, datum: 'unknown' }, [])).toEqual([]);
  });

  test('the same and the nearly same picture elsewhere are told apart, each with its number', () => {
    const elsewhere = [
      { sha256: 'a'.repeat(64), look: null, number: 'MY-XS-2026-00001' },
      { sha256: 'c'.repeat(64), look: '0123456789abcdee', number: 'MY-XS-2026-00002' },
      { sha256: 'd'.repeat(64), look: 'fedcba9876543210', number: 'MY-XS-2026-00003' },
    ];
    const doubts = photoDoubts(photo(), [before], PLACE, elsewhere);
    expect(doubts.map(({ kind }) => kind)).toEqual(['samePicture', 'alikePicture']);
    expect(doubts[0]?.text).toContain('00001');
    expect(doubts[1]?.text).toContain('00002');
    expect(doubts[1]?.text).not.toContain('00003');
  });

  test('one picture for before and after', () => {
    expect(kinds(photo({ sha256: before.sha256 }), [before], PLACE, [])).toEqual(['samePicture']);
  });

  test('no metadata', () => {
    expect(kinds(photo({ takenAt: null, lon: null, lat: null }), [before], PLACE, [])).toEqual(['noMetadata']);
  });
});

test('bits are counted in every place', () => {
  expect(bitsApart('0000000000000000', 'f00000000000000f')).toBe(8);
  expect(bitsApart('0123456789abcdef', '0123456789abcdef')).toBe(0);
});
