import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDms, parseAngle } from '#core/domain/geo/angle.ts';

const DEGREES = 117 + 12 / 60 + 30.5 / 3600;

describe('parseAngle', () => {
  it.each([
    '117°12′30.5″',
    '117°12\'30.5"',
    "117°12'30.5''",
    '117°12’30.5”',
    '117º12＇30.5＂',
    '117度12分30.5秒',
    '１１７度１２分３０．５秒',
    '117 度 12 分 30.5 秒',
    '117° 12′ 30.5″',
    '117°12′30.5',
    '117-12-30.5',
    '117－12－30.5',
    '117 12 30.5',
    '117　12　30.5',
    '117:12:30.5',
    '117：12：30.5',
    '117.12.30.5',
    'E117°12′30.5″',
    '117°12′30.5″E',
    '117°12′30.5″ E',
    '东经117°12′30.5″',
    '东经：117度12分30.5秒',
    '经度 117-12-30.5',
    '117°12′30.5″东经',
  ])('%s', (text) => {
    const read = parseAngle(text);
    expect(read.ok ? read.value.degrees : read.error).toBeCloseTo(DEGREES, 9);
    expect(read).toMatchObject({ value: { form: 'dms' } });
  });

  it.each([
    ['117.208472', 117.208472, null],
    ['１１７．２０８４７２', 117.208472, null],
    ['117。208472', 117.208472, null],
    ['117.208472°', 117.208472, null],
    ['117.208472度', 117.208472, null],
    ['E117.208472', 117.208472, 'lon'],
    ['N 40.5', 40.5, 'lat'],
    ['北纬40.5°', 40.5, 'lat'],
    ['纬度：40.5', 40.5, 'lat'],
    ['lat=40.5', 40.5, 'lat'],
    ['lng:117', 117, 'lon'],
    ['117°30′', 117.5, null],
    ['117°30.5′', 117 + 30.5 / 60, null],
    ['117度', 117, null],
    ['W117.5', -117.5, 'lon'],
    ['-33.5', -33.5, null],
  ])('%s is %d (%s)', (text, degrees, axis) => {
    const read = parseAngle(text);
    expect(read).toMatchObject({ ok: true, value: { axis } });
    expect(read.ok ? read.value.degrees : read.error).toBeCloseTo(degrees, 12);
  });

  it.each(['117°60′00″', '117度12分60秒', '117-75-10', '117°12′99″'])(
    'refuses %s: no such minutes or seconds',
    (text) => expect(parseAngle(text)).toMatchObject({ error: { code: 'COORDINATE_MINUTES' } }),
  );

  it.each([
    '',
    '不详',
    '117..5',
    '117°x′',
    '12 30',
    '117-12',
    '117.5.',
    '1,170',
    '117°12′30″40',
    'E117.5N',
    '1.17e2',
    '°',
    '117 12-30',
  ])('refuses “%s” and shows how it may be written', (text) =>
    expect(parseAngle(text)).toMatchObject({
      error: { code: 'COORDINATE_UNREADABLE', message: expect.stringContaining('117°12′30.5″') },
    }),
  );
});

describe('formatDms', () => {
  it('reads back to half of its last place, and never writes 60 seconds', () => {
    const write = fc.constantFrom(
      (dms: string) => dms,
      (dms: string) => dms.replace('°', '度').replace('′', '分').replace('″', '秒'),
      (dms: string) => dms.replace(/[°′]/gu, '-').replace('″', ''),
      (dms: string) => dms.replace(/[°′]/gu, ' ').replace('″', ''),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 180e8 }).map((n) => n / 1e8),
        fc.integer({ min: 0, max: 5 }),
        write,
        (degrees, places, spell) => {
          const read = parseAngle(spell(formatDms(degrees, places)));
          expect(read.ok).toBe(true);
          expect(Math.abs((read.ok ? read.value.degrees : Number.NaN) - degrees)).toBeLessThanOrEqual(
            0.5000001 / 3600 / 10 ** places,
          );
        },
      ),
    );
    expect(formatDms(116.99999999, 1)).toBe('117°0′0.0″');
    expect(formatDms(-0.5)).toBe('-0°30′0.00″');
  });
});
