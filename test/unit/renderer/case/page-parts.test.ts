import { describe, expect, it } from 'vitest';
import type { PhotoDetails } from '#core/contract/views-case.ts';
import type { TimelineEntry } from '#core/contract/views.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';
import { isCorrectableCaseField } from '#core/domain/case/case-requirements.ts';
import { buildCalendar } from '#core/domain/deadline/calendar.ts';
import { explainDue } from '#core/domain/deadline/due.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import { QINGSILUAN_COLUMNS } from '#core/domain/ledger/qingsiluan-ledger.ts';
import { ACTION_GROUPS } from '../../../../renderer/src/features/case/actions/likely.ts';
import { stripOf } from '../../../../renderer/src/features/case/clocks/strip.ts';
import { CORRECTABLE_FIELDS, editorOf } from '../../../../renderer/src/features/case/facts/editors.ts';
import { factGroups } from '../../../../renderer/src/features/case/facts/rows.ts';
import { photoFacts, sortPhotos } from '../../../../renderer/src/features/case/photos/pairs.ts';
import { correctionsIn, kindOf, objectionsIn } from '../../../../renderer/src/features/case/timeline/entries.ts';
import { aRecord } from './record.ts';

function photo(id: string, role: PhotoRole, place: { lon?: number; lat?: number } = {}): PhotoDetails {
  const { lon = null, lat = null } = place;
  const facts = { takenAt: '2026-03-05T09:30:12', lon, lat, distanceMetres: null, doubts: [], addedAt: 1 };
  return {
    id,
    role,
    fileName: `${id}.jpg`,
    sha256: id,
    bytes: 1,
    ...facts,
    owner: { kind: 'case', id: 'c', number: 'N' },
  };
}

const ids = (pairs: ReturnType<typeof sortPhotos>['pairs']) =>
  pairs.map(({ before, after }) => `${before?.id ?? '-'}|${after?.id ?? '-'}`);

describe('photos in pairs', () => {
  it('stand in the order in which they were added, the latest first', () => {
    const photos = [photo('b1', 'before'), photo('b2', 'before'), photo('a1', 'after'), photo('a2', 'after')];
    expect(ids(sortPhotos(photos).pairs)).toEqual(['b2|a2', 'b1|a1']);
  });

  it('of the same spot stand together, whatever the order', () => {
    const [west, east] = [
      { lon: 116.9, lat: 40.5 },
      { lon: 116.91, lat: 40.5 },
    ];
    const photos = [photo('b1', 'before', west), photo('b2', 'before', east), photo('a1', 'after', east)];
    expect(ids(sortPhotos(photos).pairs)).toEqual(['b2|a1', 'b1|-']);
  });

  it('of a later round stand beside the same one from before; nothing is left out', () => {
    const photos = [photo('b', 'before'), photo('a1', 'after'), photo('a2', 'after'), photo('d', 'during')];
    const sorted = sortPhotos(photos);
    expect(ids(sorted.pairs)).toEqual(['b|a2', 'b|a1']);
    expect(sorted.others.map(({ id }) => id)).toEqual(['d']);
    expect(ids(sortPhotos([]).pairs)).toEqual(['-|-']);
  });

  it('say what the camera wrote, and what it did not', () => {
    const near = { ...photo('a', 'after', { lon: 1, lat: 1 }), distanceMetres: 35 };
    expect(photoFacts(near)).toEqual(['拍摄 2026-03-05 09:30（相机时间）', '距案件位置 35 米', 'a.jpg']);
    expect(photoFacts({ ...near, distanceMetres: 23_100 })[1]).toBe('距案件位置 23.1 千米');
    expect(photoFacts({ ...photo('b', 'before'), takenAt: null }).slice(0, 2)).toEqual(['无拍摄时间', '无定位']);
  });
});

function entry(rev: number, type: string, details: Record<string, unknown> = {}): TimelineEntry {
  return { rev, type, label: type, actorName: '甲', on: `2026-03-0${rev}`, at: 0, details };
}

describe('the timeline', () => {
  it('knows what became of each objection', () => {
    const entries = [
      entry(1, 'case.objectionRaised', { objectionId: 'a', text: '甲处' }),
      entry(2, 'case.objectionRaised', { objectionId: 'b', text: '乙处' }),
      entry(3, 'case.objectionRaised', { objectionId: 'c', text: '丙处' }),
      entry(4, 'case.objectionDismissed', { objectionId: 'a', basis: '不实' }),
      entry(5, 'case.objectionUpheld', { objectionId: 'b', reason: '属实' }),
    ];
    expect(objectionsIn(entries).map(({ text, outcome }) => [text, outcome?.upheld])).toEqual([
      ['甲处', false],
      ['乙处', true],
      ['丙处', true],
    ]);
    expect(objectionsIn(entries.slice(0, 3)).every(({ outcome }) => outcome === null)).toBe(true);
  });

  it('puts corrections beside their fields', () => {
    const correction = { field: 'village', from: null, to: '某村', reason: '笔误', approver: 'x' };
    const found = correctionsIn([entry(1, 'case.filed'), entry(2, 'case.corrected', correction)]);
    expect(found.get('village')).toMatchObject([{ from: null, to: '某村', reason: '笔误', on: '2026-03-02' }]);
  });

  it('files every event under one of its kinds', () => {
    const kinds = new Map(CASE_EVENT_TYPES.map((type) => [type, kindOf({ type })]));
    expect(kinds.get('case.extensionApproved')).toBe('deadline');
    expect(kinds.get('case.referralAccepted')).toBe('supervision');
    expect(kinds.get('case.corrected')).toBe('record');
    expect(kinds.get('case.closureApproved')).toBe('handling');
  });
});

describe('the facts', () => {
  const facts = factGroups(aRecord()).flatMap((group) => group.facts);

  it('are the columns of the ledger in its order', () => {
    const columns = QINGSILUAN_COLUMNS.map(({ field }) => field).slice(2);
    expect(facts.map(({ key }) => key)).toEqual(columns);
    expect(facts.find(({ key }) => key === 'foundAt')?.text).toBe('2026-03-02 09:30');
  });

  // What moves a deadline or decides about closure is not changed by a slip of the pen.
  it('leave severity, class, source and everything that was decided alone', () => {
    const edited = new Set(facts.flatMap(({ edit }) => edit));
    for (const field of ['severity', 'category', 'source'] as const) expect(edited.has(field)).toBe(false);
    for (const { key, edit } of facts)
      if (/Unit|goal|measures|closure|completed|due/iu.test(key)) expect(edit).toEqual([]);
  });
});

describe('corrections', () => {
  it('offer only fields that the machine lets be corrected', () => {
    for (const { value, label } of CORRECTABLE_FIELDS) {
      expect(isProblemField(value) || isCorrectableCaseField(value), value).toBe(true);
      expect(label).not.toBe(value);
    }
  });

  it('offer the items of the class of the case', () => {
    expect(editorOf('item', { category: 'mining' }).options?.every(({ value }) => value.startsWith('2.'))).toBe(true);
    expect(editorOf('village', { category: 'mining' })).toEqual({ kind: 'line' });
  });
});

describe('the actions of the page', () => {
  const shown = ACTION_GROUPS.flatMap(({ types }) => types);

  it('are in one group each; only what has a place of its own is not among them', () => {
    expect(new Set(shown).size).toBe(shown.length);
    expect(CASE_EVENT_TYPES.filter((type) => !shown.includes(type))).toEqual([
      'case.filed',
      'case.photoAttached',
      'case.deadlinesRestated',
      'case.detailsChanged',
    ]);
  });
});

describe('the strip calendar', () => {
  const notice = {
    id: 'x',
    year: 2026,
    documentNumber: '1号',
    title: '通知',
    issuedOn: '2025-11-01',
    source: 's',
    supersedes: null,
    days: [
      { date: '2026-10-01', kind: 'holiday', name: '国庆节' },
      { date: '2026-10-10', kind: 'makeupWorkday', name: '国庆节' },
    ],
  } as const;
  const clock = {
    id: 'review#1',
    kind: 'review',
    term: { amount: 8, unit: 'workday', start: 'nextDay', endRoll: false },
    basis: '可配置默认值',
    startedOn: '2026-09-29',
    startedAt: null,
    round: 1,
    extensions: [],
    stoppedOn: null,
  } as const;
  const calendar = buildCalendar([notice]);
  const months = stripOf(explainDue(clock, [], calendar).working, calendar);
  const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null);

  it('shows whole months in weeks from Monday', () => {
    expect(months.map(({ month }) => month)).toEqual(['2026-09', '2026-10']);
    expect(months[0]?.weeks[0]?.[0]).toBeNull();
    expect(months[0]?.weeks[0]?.[1]).toMatchObject({ date: '2026-09-01' });
    expect(months.every(({ weeks }) => weeks.every((week) => week.length === 7))).toBe(true);
  });

  it('marks 休 and 班 and counts as the working does', () => {
    const on = (date: string) => days.find((day) => day.date === date);
    expect(on('2026-10-01')).toMatchObject({ mark: '休', counted: false, running: null });
    expect(on('2026-10-10')).toMatchObject({ mark: '班', counted: true });
    expect(on('2026-09-30')).toMatchObject({ mark: '', counted: true, running: 1 });
    expect(on('2026-09-28')).toMatchObject({ counted: null });
    expect(days.filter(({ last }) => last).map(({ running }) => running)).toEqual([8]);
  });
});
