import { expect, test } from 'vitest';
import type { MatchedPhoto, PhotoPlanView } from '#core/contract/views-photo.ts';
import { errorWorkbookName } from '../../../../renderer/src/features/import/error-workbook-name.ts';
import {
  changedChoice,
  confirmedPhotos,
  proposedChoices,
} from '../../../../renderer/src/features/import/photo-choices.ts';

const target = { id: 'f1', number: 'MY-XS-2026-00001', about: '', row: null };
const photo = (key: string, over: Partial<MatchedPhoto> = {}): MatchedPhoto => ({
  key,
  path: `${key}.jpg`,
  bytes: 1,
  takenAt: null,
  lon: null,
  lat: null,
  role: 'before',
  target: null,
  candidates: [],
  reason: '',
  known: false,
  doubts: [],
  ...over,
});
const plan: PhotoPlanView = {
  plan: 'p',
  photos: [
    photo('1', { target }),
    photo('2', { target, known: true }),
    photo('3', { candidates: [target] }),
    photo('4'),
  ],
  counts: { found: 4, matched: 2, ambiguous: 1, unplaced: 1 },
  others: [],
};

test('only what is sure and not there yet is proposed', () => {
  expect(confirmedPhotos(proposedChoices(plan)).map(({ photo: key }) => key)).toEqual(['1']);
});

test('a photo that gets its finding by hand goes along, one without never does', () => {
  const chosen = changedChoice(proposedChoices(plan), '3', { findingId: 'f1' });
  const ticked = changedChoice(chosen, '4', { ticked: true });
  expect(confirmedPhotos(ticked).map(({ photo: key }) => key)).toEqual(['1', '3']);
  expect(confirmedPhotos(changedChoice(ticked, '1', { ticked: false })).map(({ photo: key }) => key)).toEqual(['3']);
});

test('the name of an error workbook does not grow with every round', () => {
  expect(errorWorkbookName('巡查排查表.xls')).toBe('巡查排查表-问题反馈表.xlsx');
  expect(errorWorkbookName('巡查排查表-问题反馈表.xlsx')).toBe('巡查排查表-问题反馈表.xlsx');
});
