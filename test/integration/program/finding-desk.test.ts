import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCase, aConfirmed, act, intoRectifying, PNG, reported } from '#test/harness/flow.ts';
import { aProblem, type ProblemInput } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

/** About `metres` north of the usual point. */
const north = (metres: number) => ({ lat: 40.5 + metres / 111_195 });
const register = (over: Partial<ProblemInput> = {}, distinctFrom: string[] = []) =>
  program.call('finding.register', { problem: aProblem(over), distinctFrom });
const near = (over: Partial<ProblemInput> = {}) =>
  program.call('finding.duplicates', { problem: aProblem({ ...north(20), ...over }) });

async function addPhoto(id: string): Promise<string> {
  const path = join(program.root, 'before.png');
  writeFileSync(path, PNG);
  const { rev } = await program.call('finding.get', { id });
  const file = program.ports.files.grant(path);
  return (await program.call('photo.add', { owner: { kind: 'finding', id }, rev, role: 'before', file })).sha256;
}

async function aClosedCase(): Promise<string> {
  const { id } = await aCase(program);
  await intoRectifying(program, id);
  await reported(program, id, '2026-11-02');
  await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
  await act(
    program,
    id,
    { type: 'case.closureApproved', closureNumber: '销〔2026〕1号', opinion: '同意' },
    'supervisor',
  );
  return id;
}

describe('records near a problem that is being typed', () => {
  it('are shown with distance, state, place and photo, before a description is typed', async () => {
    const { id, number } = await register();
    const sha256 = await addPhoto(id);
    expect(await near({ description: '', source: '' })).toMatchObject([
      {
        record: { kind: 'finding', id, number, state: 'pendingVerification' },
        distanceMetres: 20,
        where: '石城镇 红星村 桥下游左岸',
        photo: sha256,
        mergeInto: { id },
        reboundOf: null,
      },
    ]);
  });

  it('of another class or further away than the radius are not', async () => {
    await register();
    expect(await near({ category: 'mining', item: null })).toEqual([]);
    expect(await near(north(60))).toEqual([]);
  });

  it('that were filed are shown once, as their case, into which the new one may be merged', async () => {
    const { id } = await aCase(program);
    const found = await near();
    expect(found.map(({ record }) => record)).toMatchObject([{ kind: 'case', id, state: 'pendingAssignment' }]);
    expect(found[0]?.mergeInto).toMatchObject({ kind: 'case', id });
  });

  it('and closed 80 m away last year are offered as the original of a rebound, not to be merged into', async () => {
    const closed = await aClosedCase();
    program.clock.setDay('2027-09-01');
    expect(await near({ ...north(80), foundOn: '2027-08-30' })).toMatchObject([
      { record: { kind: 'case', id: closed }, mergeInto: null, reboundOf: closed, closedOn: '2026-11-02' },
    ]);
    expect(await near({ ...north(150), foundOn: '2027-08-30' })).toEqual([]);
  });

  it('that were merged name what they were merged into', async () => {
    const target = await register(north(500));
    const merged = await register();
    await program.call('finding.act', {
      id: merged.id,
      rev: merged.rev,
      act: { type: 'finding.merged', target: { kind: 'finding', id: target.id }, reason: '重复' },
    });
    expect(await near()).toMatchObject([{ record: { id: merged.id }, mergeInto: { id: target.id } }]);
  });
});

describe('不是重复', () => {
  it('stated at registration is remembered from both sides and can be taken back', async () => {
    const first = await register();
    const second = await register(north(20), [first.id]);
    const similar = (id: string) => program.call('finding.similar', { id });
    expect(await similar(second.id)).toMatchObject([{ record: { id: first.id }, distinct: true }]);
    expect(await similar(first.id)).toMatchObject([{ record: { id: second.id }, distinct: true }]);
    await program.call('finding.markDistinct', { id: first.id, otherId: second.id, distinct: false });
    expect(await similar(second.id)).toMatchObject([{ distinct: false }]);
    await program.call('finding.markDistinct', { id: first.id, otherId: second.id, distinct: true });
    expect(await similar(second.id)).toMatchObject([{ distinct: true }]);
  });

  it('of a record that is not there registers nothing', async () => {
    const reply = await program.send('finding.register', {
      problem: aProblem(),
      distinctFrom: ['018f0000-0000-7000-8000-000000000000'],
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect((await program.call('finding.list', { filter: {}, page: {} })).total).toBe(0);
  });

  it('of a finding from itself is refused', async () => {
    const { id } = await register();
    expect(await program.send('finding.markDistinct', { id, otherId: id, distinct: true })).toMatchObject({
      ok: false,
      error: { code: 'DISTINCT_FROM_ITSELF' },
    });
  });

  it('puts a pair behind those that are still open', async () => {
    const mine = await register();
    const other = await register(north(5), [mine.id]);
    const open = await register(north(40));
    const similar = await program.call('finding.similar', { id: mine.id });
    expect(similar.map(({ record }) => record.id)).toEqual([open.id, other.id]);
  });
});

describe('修改线索信息', () => {
  it('writes just what is another value, with what it was, and the severity that the rules now propose', async () => {
    const { id, rev } = await register({ quantity: { amount: 10, unit: 'm³' }, item: '3.2' });
    const before = await program.call('finding.get', { id });
    await program.call('finding.editDetails', { id, rev, changes: { remarks: '核对过', town: before.town } });
    const timeline = await program.call('finding.timeline', { id });
    expect(timeline.map(({ label }) => label)).toEqual(['登记', '修改线索信息']);
    expect(timeline[1]?.details['changes']).toEqual({ remarks: { from: null, to: '核对过' } });
  });

  it('to the same value is refused, and nothing is written', async () => {
    const { id, rev } = await register();
    const reply = await program.send('finding.editDetails', { id, rev, changes: { river: '白河' } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'NOTHING_CHANGED' } });
  });

  it('to a severity other than proposed needs a reason; to a day of finding to come is refused', async () => {
    const { id, rev } = await register();
    const changes = { category: 'mining', item: '2.1', quantity: { amount: 600, unit: 'm³' } } as const;
    const proposal = await program.call('finding.proposeSeverity', {
      ...changes,
      zones: [],
      source: '',
      foundOn: '2026-10-20',
    });
    expect(proposal?.explanation).toMatch(/建议/u);
    const other = proposal?.level === 'general' ? 'major' : 'general';
    expect(
      await program.send('finding.editDetails', { id, rev, changes: { ...changes, severity: other } }),
    ).toMatchObject({
      ok: false,
      error: { code: 'SEVERITY_REASON_MISSING' },
    });
    expect(await program.send('finding.editDetails', { id, rev, changes: { foundOn: '2026-11-03' } })).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION_FAILED' },
    });
  });
});

describe('a finding and what hangs on it', () => {
  it('names its case, the finding it was merged into, and those merged into it', async () => {
    const target = await register(north(500));
    const merged = await register();
    await program.call('finding.act', {
      id: merged.id,
      rev: merged.rev,
      act: { type: 'finding.merged', target: { kind: 'finding', id: target.id }, reason: '重复' },
    });
    expect(await program.call('finding.links', { id: merged.id })).toMatchObject({
      mergedInto: { kind: 'finding', number: target.number, state: 'pendingVerification' },
    });
    expect(await program.call('finding.links', { id: target.id })).toMatchObject({
      mergedHere: [{ number: merged.number, state: 'merged' }],
      filedInto: null,
      batch: null,
    });
    const filed = await aCase(program);
    const [id = ''] = filed.findingIds;
    expect(await program.call('finding.links', { id })).toMatchObject({ filedInto: { kind: 'case', id: filed.id } });
  });

  it('an action that belongs to another role says whose it is', async () => {
    const { id } = await register();
    const actions = await program.call('finding.actions', { id }, 'inspector');
    const confirm = actions.find(({ type }) => type === 'finding.confirmed');
    expect(confirm).toMatchObject({ allowed: false, reasons: [expect.stringContaining('经办员')] });
    expect(
      (await program.call('finding.actions', { id })).find(({ type }) => type === 'finding.confirmed')?.allowed,
    ).toBe(true);
  });
});

describe('counts beside the finding list', () => {
  it('stand under the filters of the others and the search, not under their own', async () => {
    await register();
    await register({ category: 'mining', item: '2.1', river: '潮河', description: '挖沙' });
    await aConfirmed(program, { river: '潮河', townCode: '110118107', town: '太师屯镇' });
    const facets = (filter: object, search = '') => program.call('finding.facets', { filter, search });
    const values = (list: readonly { readonly value: string; readonly count: number }[]) =>
      Object.fromEntries(list.map(({ value, count }) => [value, count]));
    const all = await facets({});
    expect(values(all.category)).toEqual({ dumping: 2, mining: 1 });
    expect(values(all.river)).toEqual({ 白河: 1, 潮河: 2 });
    const chao = await facets({ river: ['潮河'] });
    expect(values(chao.category)).toEqual({ dumping: 1, mining: 1 });
    expect(values(chao.river)).toEqual({ 白河: 1, 潮河: 2 });
    const mining = await facets({ category: ['mining'], foundFrom: '2026-01-01' });
    expect(values(mining.river)).toEqual({ 潮河: 1 });
    expect(values(mining.category)).toEqual({ dumping: 2, mining: 1 });
    expect(values((await facets({}, '挖沙')).state)).toEqual({ pendingVerification: 1 });
  });

  it('count a finding of two campaigns for both and one of none apart, and the filter finds them so', async () => {
    await register({ campaigns: ['清河行动', '百日行动'] });
    await register({ campaigns: ['清河行动'] });
    await register();
    const { campaign } = await program.call('finding.facets', { filter: {}, search: '' });
    expect(campaign.map(({ value, count }) => [value, count])).toEqual([
      ['清河行动', 2],
      ['百日行动', 1],
      ['', 1],
    ]);
    const total = async (name: string) =>
      (await program.call('finding.list', { filter: { campaign: [name] }, page: {} })).total;
    expect(await Promise.all(['清河行动', '百日行动', '', '行动', '没有的'].map(total))).toEqual([2, 1, 1, 0, 0]);
  });

  it('agree with the list that choosing the value gives', async () => {
    for (const river of ['白河', '潮河', null]) await register({ river });
    await aConfirmed(program, { river: '潮河' });
    const filter = { state: ['pendingVerification'] } as const;
    const { river } = await program.call('finding.facets', { filter: { state: ['pendingVerification'] } });
    expect(river.map(({ value }) => value).toSorted()).toEqual(['', '潮河', '白河']);
    for (const { value, count } of river) {
      const list = await program.call('finding.list', {
        filter: { ...filter, state: ['pendingVerification'], river: [value] },
        page: {},
      });
      expect(list.total).toBe(count);
    }
  });
});
