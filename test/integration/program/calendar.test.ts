import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#core/contract/routes.ts';
import { aCase, act, intoRectifying, refusal, reported } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram({ day: '2026-12-21' });
});
afterEach(() => program.remove());

type Notice = InputOf<'calendar.load'>['notice'];

/** A notice for 2027 that nobody has issued yet; only its shape is true. */
function notice2027(over: Partial<Notice> = {}): Notice {
  const holiday = (date: string, name: string) => ({ date, kind: 'holiday' as const, name });
  return {
    id: 'cn-2027',
    year: 2027,
    documentNumber: '国办发明电〔2026〕9号',
    title: '国务院办公厅关于2027年部分节假日安排的通知',
    issuedOn: '2026-12-01',
    source: '测试用，并非真实通知',
    supersedes: null,
    days: [
      holiday('2027-01-01', '元旦'),
      holiday('2027-01-04', '元旦'),
      holiday('2027-05-01', '劳动节'),
      holiday('2027-10-01', '国庆节'),
    ],
    ...over,
  };
}

/** A case in review since 2026-12-29: five working days reach into 2027. */
async function caseInto2027(): Promise<string> {
  const { id } = await aCase(program);
  await intoRectifying(program, id);
  program.clock.setDay('2026-12-29');
  await act(program, id, { type: 'case.stageCompleted', text: '主体完成', nextReviewOn: '2027-01-20' });
  await act(program, id, {
    type: 'case.referralRequested',
    kind: 'police',
    authority: '密云公安分局',
    reason: '涉嫌犯罪',
    at: null,
  });
  return id;
}

describe('loading a holiday notice', () => {
  it('lists every due date that moves before it is loaded, and moves exactly these in one step', async () => {
    const id = await caseInto2027();
    const before = await program.call('case.get', { id });
    expect(before.dues.some((due) => due.provisional)).toBe(true);
    const preview = await program.call('calendar.preview', { notice: notice2027() }, 'supervisor');
    expect(await program.call('case.get', { id })).toEqual(before);
    expect(preview.length).toBeGreaterThan(0);
    const done = await program.call('calendar.load', { notice: notice2027() }, 'supervisor');
    expect(done.moves).toEqual(preview);
    const after = await program.call('case.get', { id });
    for (const move of preview) {
      expect(before.dues).toContainEqual(move.from);
      expect(after.dues).toContainEqual(move.to);
    }
    expect(after.dues.every((due) => !due.provisional || (due.dueOn ?? '') > '2027-12-31')).toBe(true);
    expect(after.rev).toBe(before.rev + 1);
    const timeline = await program.call('case.timeline', { id });
    expect(timeline.at(-1)?.type).toBe('case.deadlinesRestated');
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });

  it('is no step in the cases whose dates it moves: they are not 我办理的 of who loads it', async () => {
    const id = await caseInto2027();
    const { moves } = await program.call('calendar.load', { notice: notice2027() }, 'supervisor');
    expect(moves.map(({ caseId }) => caseId)).toContain(id);
    const { groups } = await program.call('work.summary', {}, 'supervisor');
    expect(groups.find(({ key }) => key === 'handled')?.total).toBe(0);
  });

  it('puts off the end of a public notice that runs, so that it can not be finished before the date the calendar now gives', async () => {
    const inNotice = async (endsOn: string | null) => {
      const { id } = await aCase(program, { source: '市级督察' });
      await intoRectifying(program, id);
      await reported(program, id, '2026-12-21');
      await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
      return act(program, id, { type: 'case.noticeStarted', startedOn: '2026-12-21', endsOn, venue: '网站' });
    };
    const usual = await inNotice(null);
    const longer = await inNotice('2027-02-01');
    // Ten working days from 12-21 by the weekday rule; 01-01 and 01-04 turn out to be days off.
    expect(usual.facts.notice?.endsOn).toBe('2027-01-01');
    await program.call('calendar.load', { notice: notice2027() }, 'supervisor');
    const moved = await program.call('case.get', { id: usual.id });
    expect(moved.facts.notice?.endsOn).toBe('2027-01-05');
    expect(moved.noticeTo).toBe('2027-01-05');
    const kept = await program.call('case.get', { id: longer.id });
    expect([kept.facts.notice?.endsOn, kept.noticeTo]).toEqual(['2027-02-01', '2027-02-01']);
    program.clock.setDay('2027-01-05');
    const early = await refusal(program, usual.id, { type: 'case.noticeFinished' });
    expect(early.message).toContain('2027-01-05');
    program.clock.setDay('2027-01-06');
    expect((await act(program, usual.id, { type: 'case.noticeFinished' })).state.handling).toBe('pendingClosure');
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });

  it('leaves a case without running clocks alone', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await act(program, id, { type: 'case.withdrawn', reason: '重复立案' }, 'supervisor');
    const before = await program.call('case.get', { id });
    await program.call('calendar.load', { notice: notice2027() }, 'supervisor');
    expect(await program.call('case.get', { id })).toEqual(before);
  });

  it('undoes everything when one case can not be restated, and counts on by the old calendar', async () => {
    const id = await caseInto2027();
    const before = await program.call('case.get', { id });
    const { sqlite } = program.connection;
    sqlite.exec("create trigger power_cut before update on case_record begin select raise(abort, 'power cut'); end");
    const reply = await program.send('calendar.load', { notice: notice2027() }, 'supervisor');
    expect(reply.ok).toBe(false);
    sqlite.exec('drop trigger power_cut');
    expect(await program.call('case.get', { id })).toEqual(before);
    expect((await program.call('calendar.notices', {})).some(({ year }) => year === 2027)).toBe(false);
    const [day] = await program.call('calendar.year', { year: 2027 });
    expect(day?.published).toBe(false);
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });

  it('is refused twice, and for an empty year, and for a clerk', async () => {
    await program.call('calendar.load', { notice: notice2027() }, 'supervisor');
    const twice = await program.send('calendar.load', { notice: notice2027() }, 'supervisor');
    expect(twice).toMatchObject({ ok: false, error: { code: 'NOTICE_EXISTS' } });
    const empty = await program.send('calendar.load', { notice: notice2027({ id: 'empty', days: [] }) }, 'supervisor');
    expect(empty).toMatchObject({ ok: false, error: { code: 'HOLIDAY_NOTICE_INVALID' } });
    const clerk = await program.send('calendar.load', { notice: notice2027({ id: 'other' }) }, 'clerk');
    expect(clerk).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('a corrected notice supersedes the first and is kept beside it', async () => {
    const id = await caseInto2027();
    await program.call('calendar.load', { notice: notice2027() }, 'supervisor');
    const first = await program.call('case.get', { id });
    const days = [...notice2027().days, { date: '2027-01-05', kind: 'holiday' as const, name: '元旦' }];
    const corrected = notice2027({
      id: 'cn-2027-2',
      documentNumber: '国办发明电〔2026〕10号',
      issuedOn: '2026-12-20',
      supersedes: 'cn-2027',
      days,
    });
    await program.call('calendar.load', { notice: corrected }, 'supervisor');
    expect((await program.call('calendar.notices', {})).filter(({ year }) => year === 2027)).toHaveLength(2);
    expect((await program.call('case.get', { id })).rev).toBeGreaterThanOrEqual(first.rev);
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });
});

describe('the public-notice checker', () => {
  it('counts 4 working days in the notice that claimed ten', async () => {
    const verdict = await program.call('notice.check', { from: '2024-09-29', to: '2024-10-09', workdays: 10 });
    expect(verdict).toMatchObject({ workdays: 4, enough: false });
    expect(verdict.message).toContain('4 个工作日');
  });
});
