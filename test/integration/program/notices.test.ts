import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#core/contract/routes.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { iterateAllCases } from '#db/repositories/cases.ts';
import { act, aCase, intoRectifying } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

type Notice = InputOf<'calendar.load'>['notice'];

const holiday = (date: string, name: string) => ({ date, kind: 'holiday', name }) as const;
const working = (date: string) => ({ date, kind: 'makeupWorkday', name: '元旦' }) as const;
const FIXED = [holiday('2027-01-01', '元旦'), holiday('2027-05-01', '劳动节'), holiday('2027-10-01', '国庆节')];

/** A notice of the right shape that nobody issued. */
function notice(over: Partial<Notice> = {}): Notice {
  const usual = {
    id: 'cn-2027',
    year: 2027,
    documentNumber: '国办发明电〔2026〕9号',
    title: '国务院办公厅关于2027年部分节假日安排的通知',
  };
  return { ...usual, issuedOn: '2026-12-01', source: '测试用，并非真实通知', supersedes: null, days: FIXED, ...over };
}

/** A week off after the new year, a Saturday worked for it. */
const WEEK = ['2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'].map((date) =>
  holiday(date, '元旦'),
);
const LONG = notice({ days: [...FIXED, ...WEEK, working('2027-01-09')] });

let program: Program;
beforeEach(async () => {
  program = await openProgram({ day: '2026-12-21' });
});
afterEach(() => program.remove());

/** Cases at every distance from the new year, in several states; the last two are withdrawn and suspended. */
async function manyCases(): Promise<void> {
  const ids: string[] = [];
  for (let index = 0; index < 14; index += 1) {
    program.clock.setDay(`2026-12-${String(15 + index).padStart(2, '0')}`);
    const { id } = await aCase(program, index % 4 === 0 ? { source: '信访' } : {}, {
      rectificationType: index % 3 === 0 ? 'immediate' : 'timeLimited',
    });
    ids.push(id);
    if (index % 5 !== 4) await intoRectifying(program, id);
  }
  program.clock.setDay('2026-12-29');
  const [withdrawn, suspended] = ids.slice(-2);
  await act(program, withdrawn ?? '', { type: 'case.withdrawn', reason: '重复立案' }, 'supervisor');
  await act(program, ids[11] ?? '', {
    type: 'case.referralRequested',
    kind: 'police',
    authority: '公安分局',
    reason: '涉嫌犯罪',
    at: '2026-12-28T15:30',
  });
  if (suspended !== undefined)
    await act(program, ids[10] ?? '', { type: 'case.clockSuspended', reason: 'appraisal', document: '鉴定委托书' });
}

const cases = (): ReadonlyMap<string, CaseRecord> =>
  new Map([...iterateAllCases(program.connection.reader)].map((row) => [row.id, row]));
const load = (one: Notice) => program.call('calendar.load', { notice: one }, 'supervisor');
const logged = () =>
  program.connection.sqlite
    .prepare<[], { type: string; at: number; payload: string }>('select type, at, payload from event_log order by seq')
    .all();

async function expectSound() {
  const { sound, fault } = await program.call('log.verify', {});
  expect([sound, fault]).toEqual([true, null]);
}

/** What a plain comparison of all rows before and after says has moved. */
function moved(before: ReadonlyMap<string, CaseRecord>, after: ReadonlyMap<string, CaseRecord>) {
  return [...after.values()].flatMap((row) =>
    row.dues.flatMap((to) => {
      const from = before.get(row.id)?.dues.find((due) => due.clockId === to.clockId);
      return JSON.stringify(from) === JSON.stringify(to)
        ? []
        : [{ caseId: row.id, caseNumber: row.number, clockId: to.clockId, from, to }];
    }),
  );
}

describe('a notice for a year into which open cases reach', () => {
  it('moves what it said it would, what a plain comparison of the rows shows, and nothing else', async () => {
    await manyCases();
    const before = cases();
    const preview = await program.call('calendar.preview', { notice: LONG }, 'supervisor');
    expect(cases()).toEqual(before);
    const done = await load(LONG);
    expect(done.moves).toEqual(preview);
    const after = cases();
    expect([...preview].sort(byClock)).toEqual(moved(before, after).sort(byClock));
    expect(preview.filter(({ from, to }) => from?.dueOn !== to.dueOn).length).toBeGreaterThan(3);
    const touched = new Set(preview.map(({ caseId }) => caseId));
    expect(touched.size).toBeLessThan(after.size);
    for (const [id, row] of after) {
      expect(row.rev - (before.get(id)?.rev ?? 0)).toBe(touched.has(id) ? 1 : 0);
      if (!touched.has(id)) expect(row).toEqual(before.get(id));
    }
    await expectSound();
  });

  it('makes provisional dates certain, as far as it reaches', async () => {
    await manyCases();
    const provisional = (rows: ReadonlyMap<string, CaseRecord>) =>
      [...rows.values()].flatMap(({ dues }) => dues.filter((due) => due.provisional)).length;
    expect(provisional(cases())).toBeGreaterThan(4);
    await load(LONG);
    expect(provisional(cases())).toBe(0);
  });

  it('changes all of them in one step with one event that lists them old → new', async () => {
    await manyCases();
    const count = logged().length;
    const { moves } = await load(LONG);
    const [first, ...rest] = logged().slice(count);
    expect(first?.type).toBe('calendar.noticeLoaded');
    expect(JSON.parse(first?.payload ?? '')).toMatchObject({ notice: { id: 'cn-2027' }, moves });
    expect(rest).toHaveLength(new Set(moves.map(({ caseId }) => caseId)).size);
    expect(rest.every(({ type, at }) => type === 'case.deadlinesRestated' && at === first?.at)).toBe(true);
  });

  it('that fails at the last case leaves all as it was, and the old calendar in use', async () => {
    await manyCases();
    const before = [cases(), logged()];
    const { sqlite } = program.connection;
    const last = (await program.call('calendar.preview', { notice: LONG }, 'supervisor')).at(-1)?.caseNumber;
    sqlite.exec(
      `create trigger power_cut before update on case_record when old.number = '${last}' begin select raise(abort, 'power cut'); end`,
    );
    expect((await program.send('calendar.load', { notice: LONG }, 'supervisor')).ok).toBe(false);
    sqlite.exec('drop trigger power_cut');
    expect([cases(), logged()]).toEqual(before);
    const { dues } = await intoRectifying(program, (await aCase(program)).id);
    expect(dues.every((due) => due.provisional)).toBe(true);
    await expectSound();
    await load(LONG);
    await expectSound();
  });

  it('counts for a case that was suspended meanwhile, once it goes on', async () => {
    await manyCases();
    await load(LONG);
    const suspended = [...cases().values()].find(({ state }) => state.clock === 'suspended');
    program.clock.setDay('2027-01-11');
    const { dues } = await act(program, suspended?.id ?? '', { type: 'case.clockResumed', basis: '鉴定意见已出' });
    expect(dues.every((due) => due.dueOn !== null && !due.provisional)).toBe(true);
    await expectSound();
  });

  it('that moves no date is loaded all the same, without an event in any case', async () => {
    const { moves } = await load(LONG);
    expect(moves).toEqual([]);
    expect(logged().at(-1)?.type).toBe('calendar.noticeLoaded');
    const [day] = await program.call('calendar.year', { year: 2027 });
    expect(day).toMatchObject({ published: true, kind: 'holiday', notice: '国办发明电〔2026〕9号' });
  });
});

describe('a corrected notice', () => {
  const corrected = notice({
    id: 'cn-2027-2',
    documentNumber: '国办发明电〔2026〕11号',
    issuedOn: '2026-12-20',
    supersedes: 'cn-2027',
  });

  it('takes the place of the one it names, moves what that changes, and keeps the other on record', async () => {
    await manyCases();
    await load(LONG);
    const between = cases();
    const preview = await program.call('calendar.preview', { notice: corrected }, 'supervisor');
    const { moves } = await load(corrected);
    expect(moves).toEqual(preview);
    expect([...moves].sort(byClock)).toEqual(moved(between, cases()).sort(byClock));
    expect(moves.length).toBeGreaterThan(0);
    expect(
      (await program.call('calendar.notices', {}))
        .filter(({ year }) => year === 2027)
        .map(({ id, supersedes }) => [id, supersedes]),
    ).toEqual([
      ['cn-2027', null],
      ['cn-2027-2', 'cn-2027'],
    ]);
    await expectSound();
  });

  // Loaded without its place it would count for nothing, or push the one in force aside without a word.
  it.each([
    ['names none though the year has one', { supersedes: null }],
    ['names one of another year', { supersedes: 'cn-2026' }],
    ['names one that is not there', { supersedes: 'cn-1999' }],
    [
      'is issued on a day to come',
      { supersedes: 'cn-2027', issuedOn: '2027-01-05', documentNumber: '国办发明电〔2027〕1号' },
    ],
  ])('that %s is refused, in the preview as well', async (_what, over) => {
    await load(LONG);
    const before = logged();
    const wrong = { ...corrected, ...over };
    const replies = [
      await program.send('calendar.preview', { notice: wrong }, 'supervisor'),
      await program.send('calendar.load', { notice: wrong }, 'supervisor'),
    ];
    const [preview, loaded] = replies;
    expect(loaded?.ok).toBe(false);
    expect(preview).toEqual(loaded);
    expect(logged()).toEqual(before);
  });

  it('of a correction names the correction, not the first', async () => {
    await load(LONG);
    await load(corrected);
    const third = notice({ id: 'cn-2027-3', documentNumber: '国办发明电〔2026〕12号', issuedOn: '2026-12-21' });
    expect(
      (await program.send('calendar.load', { notice: { ...third, supersedes: 'cn-2027' } }, 'supervisor')).ok,
    ).toBe(false);
    expect(
      (await program.send('calendar.load', { notice: { ...third, supersedes: 'cn-2027-2' } }, 'supervisor')).ok,
    ).toBe(true);
    await expectSound();
  });
});

function byClock(
  a: { readonly caseId: string; readonly clockId: string },
  b: { readonly caseId: string; readonly clockId: string },
): number {
  return `${a.caseId} ${a.clockId}` < `${b.caseId} ${b.clockId}` ? -1 : 1;
}
