import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Datum } from '#core/domain/finding/problem.ts';
import { formatDms } from '#core/domain/geo/angle.ts';
import { fromCgcs2000 } from '#core/domain/geo/datum.ts';
import { distanceMetres } from '#core/domain/geo/distance.ts';
import { type CoordinateInput, parseCoordinates } from '#core/domain/geo/parse-coordinates.ts';
import district from '#resources/towns/110118.json' with { type: 'json' };

const box = district.box;
const read = (input: CoordinateInput, declared: Datum = 'CGCS2000') => parseCoordinates(input, { declared, box });
function pairOf(input: CoordinateInput, declared?: Datum) {
  const result = read(input, declared);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const inBox = fc.record({
  lon: fc.double({ min: box.west, max: box.east, noNaN: true }),
  lat: fc.double({ min: box.south, max: box.north, noNaN: true }),
});

describe('two cells', () => {
  it.each([
    ['as a sheet has them', 116.951619, 40.652029, false],
    ['as text', '116.951619', ' 40.652029 ', false],
    ['swapped', 40.652029, 116.951619, true],
    ['swapped, one of them marked', '40°39\'7.30"N', '116度57分5.8秒', true],
    ['swapped, the other marked', '40度39分7.3秒', 'E116°57′5.83″', true],
    ['marked rightly', '116°57′5.83″E', '40°39′7.30″N', false],
    ['in mixed spellings', '116-57-5.83', '40 39 7.3', false],
  ])('%s', (_name, lon, lat, swapped) => {
    const value = pairOf({ lon, lat });
    expect(distanceMetres(value, { lon: 116.951619, lat: 40.652029 })).toBeLessThan(2);
    expect(value).toMatchObject({ swapped, outsideDistrict: false, datum: 'CGCS2000', raw: `${lon}, ${lat}` });
    expect(value.notes.some((note) => note.includes('填反'))).toBe(swapped);
  });

  it('finds every swap inside the district, and no swap where there is none', () => {
    fc.assert(
      fc.property(inBox, ({ lon, lat }) => {
        const right = pairOf({ lon, lat });
        const wrong = pairOf({ lon: lat, lat: lon });
        expect(right.swapped).toBe(false);
        expect(wrong).toMatchObject({ swapped: true, lon: right.lon, lat: right.lat, outsideDistrict: false });
      }),
    );
  });

  it('reads 度分秒 back to within 2 m of the decimals', () => {
    fc.assert(
      fc.property(inBox, ({ lon, lat }) => {
        const value = pairOf({ lon: formatDms(lon, 1), lat: formatDms(lat, 1) });
        expect(distanceMetres(value, { lon, lat })).toBeLessThan(2.1);
      }),
    );
  });

  it('tells a swap outside the district by a latitude no place can have, and flags the place', () => {
    expect(pairOf({ lon: 40.9, lat: 118.9 })).toMatchObject({
      lon: 118.9,
      lat: 40.9,
      swapped: true,
      outsideDistrict: true,
    });
    expect(pairOf({ lon: 118.9, lat: 40.9 }).notes.join()).toContain('不在本区范围');
  });

  it('needs the box where longitude and latitude are both below 90: in the west of the country', () => {
    const west = { west: 80, east: 81, south: 41, north: 42 };
    const options = { declared: 'CGCS2000', box: west } as const;
    const place = { lon: 80.512345, lat: 41.512345, outsideDistrict: false };
    expect(parseCoordinates({ lon: 41.512345, lat: 80.512345 }, options)).toMatchObject({
      value: { ...place, swapped: true },
    });
    expect(parseCoordinates({ lon: 80.512345, lat: 41.512345 }, options)).toMatchObject({
      value: { ...place, swapped: false },
    });
  });

  it('takes the borders of the box as inside', () => {
    expect(pairOf({ lon: box.west, lat: box.north }).outsideDistrict).toBe(false);
    expect(pairOf({ lon: box.west - 0.000001, lat: box.north }).outsideDistrict).toBe(true);
  });
});

describe('one text with both', () => {
  it.each([
    '116.951619,40.652029',
    '116.951619，40.652029',
    '116.951619、40.652029',
    '116.951619 40.652029',
    '(116.951619, 40.652029)',
    '（116.951619；40.652029）',
    '116.951619/40.652029',
    '116.951619\n40.652029',
    '116.951619\t40.652029',
    '116°57′5.83″ 40°39′7.30″',
    '116°57′5.83″40°39′7.30″',
    '116°57′5.83″E，40°39′7.30″N',
    '116°57′5.83″E40°39′7.30″N',
    'E116°57′5.83″ N40°39′7.30″',
    '东经116°57′5.83″，北纬40°39′7.30″',
    '东经116度57分5.83秒北纬40度39分7.30秒',
    '经度：116.951619 纬度：40.652029',
    '东经116.951619北纬40.652029',
    '116 57 5.83 40 39 7.30',
    '116-57-5.83 40-39-7.30',
    'lng:116.951619,lat:40.652029',
    '116.951619°E 40.652029°N',
    '北纬40°39′7.30″，东经116°57′5.83″',
    'N40.652029 E116.951619',
  ])('%s', (pair) => {
    const value = pairOf({ pair });
    expect(distanceMetres(value, { lon: 116.951619, lat: 40.652029 })).toBeLessThan(1);
    expect(value).toMatchObject({ swapped: false, raw: pair });
  });

  it('says so when an unmarked text has latitude first', () => {
    expect(pairOf({ pair: '40.652029,116.951619' })).toMatchObject({ swapped: true, lon: 116.951619 });
  });

  it.each([
    ['', 'COORDINATE_MISSING'],
    ['116.95', 'COORDINATE_INCOMPLETE'],
    ['116°57′5.83″', 'COORDINATE_INCOMPLETE'],
    ['116.95,40.65,120', 'COORDINATE_UNREADABLE'],
    ['117.5 E 40.5', 'COORDINATE_UNREADABLE'],
    ['水库东岸', 'COORDINATE_UNREADABLE'],
    ['116.95,东岸', 'COORDINATE_UNREADABLE'],
  ])('refuses “%s” with %s', (pair, code) => expect(read({ pair })).toMatchObject({ ok: false, error: { code } }));
});

describe('what is refused', () => {
  it.each([
    [null, null, 'COORDINATE_MISSING', '没有填写'],
    ['', '　', 'COORDINATE_MISSING', '没有填写'],
    [0, 0, 'COORDINATE_MISSING', '都是 0'],
    [116.95, null, 'COORDINATE_INCOMPLETE', '缺少纬度'],
    ['', '40.65', 'COORDINATE_INCOMPLETE', '缺少经度'],
    ['见附图', '40.65', 'COORDINATE_UNREADABLE', '见附图'],
    ['116°75′0″', '40°1′1″', 'COORDINATE_MINUTES', '116°75′0″'],
    [39_495_000.5, 4_501_000.2, 'COORDINATE_PLANE', '带号可能为 39'],
    [4_501_000.2, 495_000.5, 'COORDINATE_PLANE', '平面坐标'],
    [116_951_619, 40_652_029, 'COORDINATE_PLANE', '平面坐标'],
    [1169.51, 40.65, 'COORDINATE_RANGE', '漏写小数点'],
    [95, 92, 'COORDINATE_RANGE', '大于 90'],
    ['116.9E', '40.6E', 'COORDINATE_AXES', '都标为经度'],
  ])('%s, %s → %s', (lon, lat, code, words) => {
    expect(read({ lon, lat })).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(words) } });
  });
});

describe('datum', () => {
  const place = { lon: 116.951619, lat: 40.652029 };

  it('takes WGS84 as CGCS2000 and changes nothing', () => {
    expect(pairOf(place, 'WGS84')).toMatchObject({ ...place, datum: 'WGS84', notes: [] });
  });

  it.each(['GCJ-02', 'BD-09'] as const)('converts a declared %s, keeps the raw text and says by how much', (datum) => {
    const given = fromCgcs2000(place, datum);
    const value = pairOf(given, datum);
    expect(distanceMetres(given, place)).toBeGreaterThan(300);
    expect(distanceMetres(value, place)).toBeLessThan(1);
    expect(value).toMatchObject({ datum, raw: `${given.lon}, ${given.lat}` });
    expect(value.notes.join()).toMatch(new RegExp(`坐标系为 ${datum}，已换算为 CGCS2000（移动约 \\d{3,4} 米`));
  });

  it('never converts an undeclared one', () => {
    const given = fromCgcs2000(place, 'GCJ-02');
    const silent = parseCoordinates(given, { box });
    expect(silent).toMatchObject({
      ok: true,
      value: { ...given, datum: 'unknown', notes: [expect.stringContaining('未注明坐标系')] },
    });
  });

  it('judges the district by the converted place', () => {
    const border = { lon: box.east - 0.000005, lat: 40.5 };
    const given = fromCgcs2000(border, 'GCJ-02');
    expect(given.lon).toBeGreaterThan(box.east);
    expect(pairOf(given, 'GCJ-02').outsideDistrict).toBe(false);
    expect(pairOf(given, 'CGCS2000').outsideDistrict).toBe(true);
  });

  it('warns of too few decimals only when both have few', () => {
    expect(pairOf({ lon: 116.95, lat: 40.65 }).notes.join()).toContain('只有 2 位小数');
    expect(pairOf({ lon: 116.95, lat: 40.65203 }).notes).toEqual([]);
    expect(pairOf({ lon: 117, lat: 40.5 }).notes.join()).toContain('约 10 公里');
  });
});

describe('any text at all', () => {
  const piece = fc.constantFrom(
    '116.95',
    '40.65',
    '116',
    '57',
    '°',
    '′',
    '″',
    '度',
    '分',
    '秒',
    '东经',
    '北纬',
    'E',
    'N',
    '-',
    ' ',
    ',',
    '，',
    '.',
    '(',
    '）',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );

  it('is read or refused in Chinese, never half: a pair is finite, in range, and has its raw text', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        for (const result of [read({ pair: first }), read({ lon: first, lat: second })]) {
          if (!result.ok) {
            expect(result.error.code).toMatch(/^COORDINATE_/);
            expect(result.error.message).toMatch(/[\u4e00-\u9fff].*。$/su);
            continue;
          }
          expect(Math.abs(result.value.lon)).toBeLessThanOrEqual(180);
          expect(Math.abs(result.value.lat)).toBeLessThanOrEqual(90);
          expect([first, `${first}, ${second}`]).toContain(result.value.raw);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
