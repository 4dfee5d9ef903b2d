import { describe, expect, test } from 'vitest';
import { parseCoordinates } from '#core/domain/geo/parse-coordinates.ts';
import district from '#resources/towns/110118.json' with { type: 'json' };

const { box } = district;
const read = (pair: string) => parseCoordinates({ pair }, { box });

describe('one cell with both, in the spellings that occur', () => {
  test.each([
    '117.2083,40.5033',
    '117.2083，40.5033',
    '117.2083、40.5033',
    '117.2083 40.5033',
    '117.2083/40.5033',
    '117.2083\n40.5033',
    '（117.2083，40.5033）',
    '[117.2083, 40.5033]',
    '１１７．２０８３，４０．５０３３',
    '117。2083，40。5033',
    'E117.2083 N40.5033',
    '117.2083°E 40.5033°N',
    '东经117.2083北纬40.5033',
    '東經117.2083 北緯40.5033',
    '北纬40.5033，东经117.2083',
    '经度：117.2083 纬度：40.5033',
    '坐标：117.2083,40.5033',
    '中心点坐标:117.2083,40.5033',
    'X:117.2083,Y:40.5033',
    'x=117.2083 y=40.5033',
    'lng:117.2083,lat:40.5033',
    'lon=117.2083&lat=40.5033',
    'POINT(117.2083 40.5033)',
    '117.2083,40.5033,85.2',
    '约117.2083,40.5033',
    '117.2083,40.5033。',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ ok: true, value: { lon: 117.2083, lat: 40.5033, raw: text } });
  });

  test.each([
    '117°12′30″,40°30′12″',
    '117°12′30″40°30′12″',
    '117度12分30秒，40度30分12秒',
    '东经117度12分30秒北纬40度30分12秒',
    'E：117°12′30″ N：40°30′12″',
    '117-12-30,40-30-12',
    '117 12 30 40 30 12',
    '117:12:30 40:30:12',
    '117.12.30,40.30.12',
    '117.12′30″,40.30′12″',
    '117°12.5′ 40°30.2′',
    '117°12′30,40°30′12',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ ok: true, value: { lon: 117.208333, lat: 40.503333 } });
  });

  test.each([
    ['117.2083,40.5033（高德）', 'GCJ-02'],
    ['117.2083,40.5033(WGS84)', 'WGS84'],
    ['百度坐标：117.2083,40.5033', 'BD-09'],
    ['GCJ02:117.2083,40.5033', 'GCJ-02'],
  ])('%s names its own system', (text, datum) => {
    expect(read(text)).toMatchObject({ ok: true, value: { datum } });
    const declared = parseCoordinates({ pair: text }, { box, declared: 'CGCS2000' });
    expect(declared).toMatchObject({ value: { datum: 'CGCS2000' } });
  });
});

describe('what is no pair of degrees is told, with what it may be', () => {
  test.each([
    ['39423456.78,4483210.12', 'COORDINATE_PLANE', '3 度带，带号可能为 39，中央经线 117°'],
    ['4483210.12 39423456.78', 'COORDINATE_PLANE', '带号可能为 39'],
    ['X:4483210.12 Y:39423456.78', 'COORDINATE_PLANE', '带号可能为 39'],
    ['20423456,4483210', 'COORDINATE_PLANE', '6 度带，带号可能为 20，中央经线 117°'],
    ['423456.78,4483210.12', 'COORDINATE_PLANE', '以米为单位'],
    ['13024380.1,4943210.2', 'COORDINATE_PLANE', 'EPSG:3857'],
    ['0,0', 'COORDINATE_MISSING', '0'],
    ['117.2083,0', 'COORDINATE_INCOMPLETE', '0'],
    ['117.2083', 'COORDINATE_INCOMPLETE', '只有一个'],
    ['E117.2083,N40.5033；E117.2090,N40.5040', 'COORDINATE_SEVERAL', '几个点'],
    ['117.2083,40.5033至117.2090,40.5040', 'COORDINATE_SEVERAL', '几个点'],
    ['桥边', 'COORDINATE_UNREADABLE', '可写作'],
  ])('%s → %s', (text, code, words) => {
    const found = read(text);
    expect(found).toMatchObject({ ok: false, error: { code } });
    expect(found.ok ? '' : found.error.message).toContain(words);
  });

  test.each([
    ['1172083,405033', { lon: '117.2083', lat: '40.5033' }],
    ['117.2083,405033', { lon: '117.2083', lat: '40.5033' }],
    ['405033,1172083', { lon: '117.2083', lat: '40.5033' }],
    ['117°2083,40°5033', { lon: '117.2083', lat: '40.5033' }],
    // 117.1230 or 117°12′30″: nobody can tell.
    ['1171230,403012', undefined],
    ['39423456.78,4483210.12', undefined],
  ])('%s: proposed %o', (text, mended) => {
    const found = read(text);
    expect(found.ok ? 'read' : found.error.data).toEqual(mended);
  });

  test.each([
    ['117,40.5', '1 位小数，位置只准到约 10 公里'],
    ['117.2,40.5', '1 位小数，位置只准到约 10 公里'],
    ['117.21,40.51', '2 位小数，位置只准到约 1 公里'],
    ['117.211,40.511', '3 位小数，位置只准到约 100 米'],
  ])('%s is read, and its want of decimals told', (text, words) => {
    const found = read(text);
    expect(found.ok && found.value.notes.join()).toContain(words);
  });
});
