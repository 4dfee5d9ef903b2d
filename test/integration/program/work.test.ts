import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '#core/contract/routes.ts';
import { addDays, daysBetween } from '#core/domain/deadline/civil-date.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { countCases } from '#db/repositories/lists/case-lists.ts';
import { findingQuery, FINDING_LIST } from '#db/repositories/lists/finding-lists.ts';
import { totalOf } from '#db/repositories/lists/run.ts';
import { aCase, act, aConfirmed, intoRectifying, reported } from '#test/harness/flow.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type PEOPLE, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram({ day: '2026-11-02' });
});
afterEach(() => program.remove());

type Summary = OutputOf<'work.summary'>;

const summary = (who: keyof typeof PEOPLE = 'clerk') => program.call('work.summary', {}, who);
const numbers = ({ groups }: Summary, key: string) =>
  groups.find((group) => group.key === key)?.rows.map(({ number }) => number);

/** Each count must be the size of the list that its filter opens. */
function expectTrue({ groups }: Summary): void {
  const { reader } = program.connection;
  for (const group of groups) {
    const listed =
      group.list === 'case'
        ? countCases(reader, { filter: group.filter as CaseFilter })
        : totalOf(reader, FINDING_LIST, findingQuery(reader, { filter: group.filter }));
    expect({ key: group.key, total: listed.total }).toEqual({ key: group.key, total: group.total });
  }
}

describe('the work list', () => {
  it('of an empty program says that it is empty', async () => {
    const { empty, groups } = await summary();
    expect(empty).toBe(true);
    expect(groups.every(({ total }) => total === 0)).toBe(true);
  });

  it('moves a case from 3 个工作日内 over 今日到期 to 已超期 as the days pass, in exactly one of them', async () => {
    const { id, number } = await aCase(program);
    await intoRectifying(program, id);
    const { dueOn } = await program.call('case.get', { id });
    if (dueOn === null) throw new Error('no due date');
    const seen: string[] = [];
    for (const day of daysAround(dueOn)) {
      program.clock.setDay(day);
      const list = await summary();
      expectTrue(list);
      const keys = ['dueSoon', 'dueToday', 'overdue'].filter((key) => numbers(list, key)?.includes(number));
      expect(keys.length).toBeLessThanOrEqual(1);
      if (keys[0] !== undefined && seen.at(-1) !== keys[0]) seen.push(keys[0]);
    }
    expect(seen).toEqual(['dueSoon', 'dueToday', 'overdue']);
  });

  it('shows each role what it decides: 待复核 to a clerk, 待销号 and 延期待审批 to a supervisor, 待签收 to an inspector', async () => {
    const review = await aCase(program);
    await intoRectifying(program, review.id);
    await reported(program, review.id, '2026-11-02');
    const extended = await aCase(program, { place: '另一处' });
    await intoRectifying(program, extended.id);
    await act(program, extended.id, { type: 'case.extensionRequested', amount: 1, unit: 'day', reason: '汛期' });
    expect(numbers(await summary('reviewer'), 'toReview')).toEqual([review.number]);
    expect(numbers(await summary('supervisor'), 'toExtend')).toEqual([extended.number]);
    expect(numbers(await summary('clerk'), 'toExtend')).toBeUndefined();
    await act(program, review.id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
    const after = await program.call('case.get', { id: review.id });
    const key = after.state.handling === 'pendingClosure' ? 'toClose' : 'toReview';
    expect(numbers(await summary('supervisor'), key)).toEqual([review.number]);
    expect((await summary('administrator')).groups.some(({ section }) => section === 'mine')).toBe(false);
    for (const who of ['clerk', 'supervisor', 'inspector', 'administrator'] as const) expectTrue(await summary(who));
  });

  it('names the first day of a suspension, and what waits for others: 待签收, 移送待受理, 转办待回复', async () => {
    const { id, number } = await aCase(program);
    const waiting = await summary();
    expect(numbers(waiting, 'toAssign')).toEqual([number]);
    await intoRectifying(program, id);
    await act(program, id, {
      type: 'case.referralRequested',
      kind: 'police',
      authority: '密云公安分局',
      reason: '涉嫌犯罪',
      at: null,
    });
    await act(program, id, { type: 'case.referralDelivered', letterNumber: '密水移〔2026〕1号', at: null });
    await act(program, id, { type: 'case.clockSuspended', reason: 'referral', document: '密水函〔2026〕2号' });
    const { id: findingId, rev, number: finding } = await aConfirmed(program, { place: '第三处' });
    await program.call('finding.act', { id: findingId, rev, act: { type: 'finding.returned', reason: '再核' } });
    const { rev: now } = await program.call('finding.get', { id: findingId });
    await program.call('finding.act', {
      id: findingId,
      rev: now,
      act: { type: 'finding.transferred', to: '区城管委', letterNumber: '转〔2026〕3号', replyDueOn: '2026-11-20' },
    });
    const list = await summary();
    expectTrue(list);
    expect(numbers(list, 'referral')).toEqual([number]);
    const suspended = list.groups.find(({ key }) => key === 'suspended')?.rows[0];
    expect(suspended).toMatchObject({ number, suspendedSince: '2026-11-02' });
    const transferred = list.groups.find(({ key }) => key === 'transferred')?.rows[0];
    expect(transferred).toMatchObject({ number: finding, unit: '区城管委', dueOn: '2026-11-20' });
  });
});

describe('我办理的', () => {
  const mine = async (who: keyof typeof PEOPLE) => numbers(await summary(who), 'handled');

  it('are the open cases in which one took a step, whoever acts next', async () => {
    const one = await aCase(program);
    const other = await aCase(program, { place: '另一处' });
    expect([await mine('clerk'), await mine('inspector')]).toEqual([[one.number, other.number], []]);
    await intoRectifying(program, one.id);
    await reported(program, one.id, '2026-11-02');
    expect([await mine('clerk'), await mine('inspector')]).toEqual([[one.number, other.number], [one.number]]);
    expect(await mine('supervisor')).toEqual([]);
    await act(program, other.id, { type: 'case.withdrawn', reason: '误报' }, 'supervisor');
    expect([await mine('clerk'), await mine('supervisor')]).toEqual([[one.number], []]);
    for (const who of ['clerk', 'supervisor', 'inspector', 'administrator'] as const) expectTrue(await summary(who));
  });

  it('are found together with other filters, the search and given keys', async () => {
    const one = await aCase(program);
    const other = await aCase(program, { place: '潮河口' });
    await intoRectifying(program, one.id);
    const group = (await summary('inspector')).groups.find(({ key }) => key === 'handled');
    const handledBy = group?.list === 'case' ? group.filter.handledBy : undefined;
    const list = async (filter: object, search = '') =>
      (await program.call('case.list', { filter: { handledBy, ...filter }, search, page: {} })).rows.map(
        ({ id }) => id,
      );
    expect(await list({})).toEqual([one.id]);
    expect(await list({ ids: [one.id, other.id] })).toEqual([one.id]);
    expect(await list({ ids: [other.id] })).toEqual([]);
    expect(await list({ townCode: ['110118116'] }, 'QDJZ')).toEqual([one.id]);
    expect(await list({}, '潮河口')).toEqual([]);
    const { facets } = await program.call('case.facets', { filter: { handledBy: [...(handledBy ?? [])] } });
    expect(facets.find(({ key }) => key === 'handling')?.values).toMatchObject([
      { value: 'rectifying.active', count: 1 },
    ]);
  });
});

describe('a case that nobody minds', () => {
  it('is 已超期 until it is overdue by three times its term, and 严重超期 from that day on, never both', async () => {
    const { id, number } = await aCase(program);
    await intoRectifying(program, id);
    const { dueOn, facts } = await program.call('case.get', { id });
    const clock = facts.clocks.find(({ kind, stoppedOn }) => kind === 'rectification' && stoppedOn === null);
    if (dueOn === null || clock === undefined) throw new Error('no deadline');
    const gross = addDays(dueOn, 3 * daysBetween(clock.startedOn, dueOn));
    for (const [day, key, other] of [
      [addDays(dueOn, 1), 'overdue', 'gross'],
      [addDays(gross, -1), 'overdue', 'gross'],
      [gross, 'gross', 'overdue'],
      [addDays(gross, 400), 'gross', 'overdue'],
    ] as const) {
      program.clock.setDay(day);
      const list = await summary();
      expectTrue(list);
      expect({ day, in: numbers(list, key), not: numbers(list, other) }).toEqual({ day, in: [number], not: [] });
    }
  });
});

describe('what changed since the last visit', () => {
  const changes = (after: number | null, who: keyof typeof PEOPLE = 'clerk') =>
    program.call('work.changes', { after, page: { offset: 0, size: 10 } }, who);

  it('lists what others did, by record, the latest first, and nothing of one’s own', async () => {
    const { through } = await changes(null);
    const { id, number } = await aCase(program);
    await intoRectifying(program, id);
    const forClerk = await changes(through);
    expect(forClerk).toMatchObject({ total: 1, complete: true });
    expect(forClerk.records[0]).toMatchObject({ kind: 'case', id, number, count: 1 });
    expect(forClerk.records[0]?.events).toMatchObject([{ label: '签收', actorName: 'inspector甲' }]);
    const forInspector = await changes(through, 'inspector');
    expect(forInspector.records.map(({ kind, count }) => [kind, count])).toEqual([
      ['case', 2],
      ['finding', 3],
    ]);
    expect((await changes(forInspector.through, 'inspector')).records).toEqual([]);
  });

  it('asked for the first time tells where the log stands, not its whole history', async () => {
    await aCase(program);
    const first = await changes(null, 'supervisor');
    expect(first.records).toEqual([]);
    expect(first.through).toBeGreaterThan(0);
  });

  it('pages through the records, each once', async () => {
    for (let n = 0; n < 5; n += 1) {
      await program.call('finding.register', { problem: aProblem({ place: `第 ${n} 处` }) }, 'inspector');
    }
    const ids: string[] = [];
    for (let offset = 0; offset < 6; offset += 2) {
      const { records, total } = await program.call('work.changes', { after: 0, page: { offset, size: 2 } });
      expect(total).toBe(5);
      ids.push(...records.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(5);
  });
});

describe('a notice in a file', () => {
  const read = async (content: string, name: string) => {
    const path = join(program.root, name);
    writeFileSync(path, content);
    return program.send('calendar.readNotice', { file: program.ports.files.grant(path) }, 'supervisor');
  };

  it('is read as JSON or as the text of the notice, and written nowhere', async () => {
    const notice = program.ports.reference.notices.find(({ year }) => year === 2026);
    const json = await read(JSON.stringify(notice), '2026.json');
    expect(json).toMatchObject({ ok: true, data: { year: 2026, days: notice?.days } });
    const text = '\uFEFF国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。';
    expect(await read(text, '2027.txt')).toMatchObject({ ok: true, data: { year: 2027, doubts: [] } });
    expect(await program.call('calendar.notices', {})).toHaveLength(program.ports.reference.notices.length);
  });

  it('that is none is refused by its name: half a JSON, another JSON, a text without dates, a huge file', async () => {
    for (const [content, name, code] of [
      ['{"year": 2027', 'half.json', 'NOTICE_FILE_UNREADABLE'],
      ['{"year": 2027}', 'other.json', 'NOTICE_FILE_UNREADABLE'],
      ['放假', 'short.txt', 'NOTICE_TEXT_UNREADABLE'],
      [' '.repeat(1024 * 1024 + 1), 'huge.txt', 'NOTICE_FILE_UNREADABLE'],
    ] as const) {
      const reply = await read(content, name);
      expect(reply, name).toMatchObject({ ok: false, error: { code } });
    }
    expect(await program.send('calendar.readNotice', { file: 'nothing' }, 'supervisor')).toMatchObject({
      ok: false,
      error: { code: 'FILE_TOKEN_UNKNOWN' },
    });
  });
});

/** Every day from a week before to two days after. */
function daysAround(date: string): string[] {
  const at = Date.parse(date);
  return Array.from({ length: 10 }, (_, n) => new Date(at + (n - 7) * 86_400_000).toISOString().slice(0, 10));
}
