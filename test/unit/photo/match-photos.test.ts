import { describe, expect, test } from 'vitest';
import {
  matchPhoto,
  numbersIn,
  type PhotoTarget,
  type PhotoTargets,
  roleInName,
} from '#core/domain/photo/match-photos.ts';

const target = (id: string, over: Partial<PhotoTarget> = {}): PhotoTarget => ({
  id,
  number: `MY-XS-2026-0000${id}`,
  foundOn: '2026-03-05',
  lon: 116.84,
  lat: 40.37,
  datum: 'WGS84',
  ...over,
});

function targetsOf(all: Readonly<Record<string, PhotoTarget>>, near: readonly PhotoTarget[] = []): PhotoTargets {
  return {
    byNumber: (number) => Object.entries(all).flatMap(([key, one]) => (key === number ? [one] : [])),
    byRow: (row) => (row === 9 ? target('9') : null),
    bySequence: (sequence) => (sequence === 5 ? target('5') : null),
    near: () => near,
  };
}

const photo = (path: string, over: object = {}) => ({ path, takenAt: null, lon: null, lat: null, ...over });
const AT = { lon: 116.84, lat: 40.37, takenAt: '2026-03-05T09:30:00' };

describe('a number in the name', () => {
  test.each([
    ['MY-XS-2026-00001.jpg', 'MY-XS-2026-00001'],
    ['my-xs-2026-00001 整改后（2）.JPG', 'MY-XS-2026-00001'],
    ['现场/ＭＹ２０２６００１２１_1.jpg', 'MY202600121'],
    ['GD-1-2.jpg', 'GD-1'],
    ['MY202600121/DJI_0005.jpg', 'MY202600121'],
    ['照片MY202600121整改前.png', 'MY202600121'],
  ])('%s', (path, number) => {
    const found = matchPhoto(photo(path), targetsOf({ [number]: target('1') }));
    expect(found.target?.id).toBe('1');
    expect(found.reason).toContain(number);
  });

  test('is taken as a whole: W-1 is not found in W-12', () => {
    expect(matchPhoto(photo('W-12.jpg'), targetsOf({ 'W-1': target('1') })).target).toBeNull();
  });

  test('of the file itself goes before that of its folder', () => {
    expect(numbersIn('GD-1/GD-2.jpg')[0]).toBe('GD-2');
  });

  test('that two findings have is asked about', () => {
    const both = {
      ...targetsOf({}),
      byNumber: (number: string) => (number === 'GD-1' ? [target('1'), target('2')] : []),
    };
    const found = matchPhoto(photo('GD-1.jpg'), both);
    expect(found.target).toBeNull();
    expect(found.candidates.map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('a row or a 序号 of the batch', () => {
  test.each([
    ['第9行.jpg', '9'],
    ['row9-2.jpg', '9'],
    ['5.jpg', '5'],
    ['05(2).jpg', '5'],
    ['5-整改后.jpg', '5'],
    ['序号5.jpg', '5'],
    ['第5处.jpg', '5'],
    ['5/IMG_2031.jpg', '5'],
  ])('%s', (path, id) => {
    expect(matchPhoto(photo(path), targetsOf({})).target?.id).toBe(id);
  });

  test.each(['DJI_0005.jpg', 'IMG_0005.jpg', '20260305.jpg', '微信图片_20260305093012.jpg'])(
    'a camera counts for itself: %s',
    (path) => {
      expect(matchPhoto(photo(path), targetsOf({})).target).toBeNull();
    },
  );

  test('means nothing without a batch', () => {
    const none = { ...targetsOf({}), byRow: null, bySequence: null };
    expect(matchPhoto(photo('5.jpg'), none).target).toBeNull();
  });
});

describe('place and time', () => {
  test('the one finding within reach', () => {
    const found = matchPhoto(photo('IMG_1.jpg', AT), targetsOf({}, [target('1', { lon: 116.8405 })]));
    expect(found.target?.id).toBe('1');
    expect(found.reason).toMatch(/相距 4\d 米/u);
  });

  test('two findings at nearly the same distance are asked about', () => {
    const near = [target('1', { lon: 116.8402 }), target('2', { lon: 116.8398 })];
    const found = matchPhoto(photo('IMG_1.jpg', AT), targetsOf({}, near));
    expect(found.target).toBeNull();
    expect(found.candidates).toHaveLength(2);
  });

  test('the day decides between two at one place', () => {
    const near = [target('1'), target('2', { foundOn: '2025-08-01' })];
    expect(matchPhoto(photo('IMG_1.jpg', AT), targetsOf({}, near)).target?.id).toBe('1');
  });

  test('beyond the reach is nothing, but a point of unknown system reaches further', () => {
    const far = { lon: 116.845 };
    expect(matchPhoto(photo('IMG_1.jpg', AT), targetsOf({}, [target('1', far)])).target).toBeNull();
    const vague = target('1', { ...far, datum: 'unknown' });
    expect(matchPhoto(photo('IMG_1.jpg', AT), targetsOf({}, [vague])).target?.id).toBe('1');
  });
});

test('before and after are told by the name, then by the folder', () => {
  expect(roleInName('整改后/1.jpg')).toBe('after');
  expect(roleInName('整改后/1整改前.jpg')).toBe('before');
  expect(roleInName('1.jpg')).toBe('before');
  expect(roleInName('复核/1.jpg')).toBe('review');
});
