import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkOutcome } from '#core/contract/views-ledger.ts';
import { aCase, intoRectifying } from '#test/harness/flow.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
});
afterAll(() => program.remove());

const PROGRESS = { type: 'case.progressReported', text: '已清运一半' } as const;
const outcomes = (results: readonly BulkOutcome[]) => results.map(({ outcome }) => outcome);

describe('rows and counts of the ledger', () => {
  it('carry what the ledger prints beside the row', async () => {
    const { id } = await aCase(program);
    const { rows } = await program.call('case.ledger', { filter: { ids: [id] }, page: {} });
    expect(rows[0]).toMatchObject({ id, facts: { round: 1, extensionsGranted: 0, beforePhotos: 0, suspensions: [] } });
  });

  it('a count opens exactly its rows', async () => {
    await aCase(program, { category: 'mining', item: null, river: '潮河' });
    const { id } = await aCase(program, { category: 'dumping', item: null, river: '白河' });
    await intoRectifying(program, id);
    const filter = { category: ['mining' as const, 'dumping' as const] };
    const { facets, due } = await program.call('case.facets', { filter });
    for (const { key, values } of facets) {
      for (const { value, count } of values) {
        const narrowed = { ...filter, [key]: [value] };
        const { total } = await program.call('case.list', { filter: narrowed, page: {} });
        expect({ key, value, total }).toEqual({ key, value, total: count });
      }
    }
    for (const band of due) {
      const { total } = await program.call('case.list', { filter: { ...filter, ...band.filter }, page: {} });
      expect({ band: band.key, total }).toEqual({ band: band.key, total: band.count });
    }
    expect(due.some(({ count }) => count > 0)).toBe(true);
  });

  it('values are named as people know them', async () => {
    await aCase(program, { townCode: '110118116', town: '石城镇' });
    const { facets } = await program.call('case.facets', { filter: {} });
    const labels = (key: string) => facets.find((facet) => facet.key === key)?.values.map(({ label }) => label);
    expect(labels('handling')).toContain('待交办');
    expect(labels('townCode')).toContain(
      program.ports.reference.district.towns.find(({ code }) => code === '110118116')?.name,
    );
  });
});

describe('one act on many cases', () => {
  it('is done case by case: a refused one keeps its reason and stops nobody', async () => {
    const [one, two, three] = [await aCase(program), await aCase(program), await aCase(program)];
    const items = [
      { id: one.id, rev: one.rev },
      { id: two.id, rev: two.rev + 5 },
      { id: three.id, rev: three.rev },
    ];
    const results = await program.call('case.actMany', { items, act: PROGRESS });
    expect(outcomes(results)).toEqual(['done', 'refused', 'done']);
    expect(results[1]).toMatchObject({ number: two.number, message: expect.stringContaining('已被他人更新') });
    expect((await program.call('case.get', { id: two.id })).rev).toBe(two.rev);
    for (const { id, rev } of [one, three]) {
      expect(await program.call('case.get', { id })).toMatchObject({ rev: rev + 1, progress: '已清运一半' });
      expect((await program.call('case.timeline', { id })).at(-1)).toMatchObject({ type: PROGRESS.type });
    }
  });

  it('stops where it is cancelled: what is done stays, the rest is not begun', async () => {
    const cases = [await aCase(program), await aCase(program), await aCase(program)];
    const stop = new AbortController();
    const seen: number[] = [];
    const reply = await program.backend.dispatch(
      'case.actMany',
      { items: cases.map(({ id, rev }) => ({ id, rev })), act: PROGRESS },
      {
        accountId: program.accounts.clerk,
        signal: stop.signal,
        onProgress: ({ done }) => {
          seen.push(done);
          if (done === 1) stop.abort();
        },
      },
    );
    expect(reply).toMatchObject({ ok: true });
    expect(outcomes((reply.ok ? reply.data : []) as readonly BulkOutcome[])).toEqual(['done', 'notBegun', 'notBegun']);
    expect(seen).toEqual([1]);
  });

  it('is refused as a whole to a role that it does not belong to', async () => {
    const { id, rev } = await aCase(program);
    const act = { type: 'case.withdrawn', reason: '重复立案' } as const;
    const reply = await program.send('case.actMany', { items: [{ id, rev }], act });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('tells beforehand with how many it can be done, and why not with the first of the others', async () => {
    const waiting = await aCase(program);
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    const actions = await program.call('case.actionsMany', { ids: [waiting.id, id] });
    const by = (type: string) => actions.find((action) => action.type === type);
    expect(by('case.progressReported')).toMatchObject({ allowed: 2, reason: null });
    expect(by('case.assigned')).toMatchObject({ allowed: 1, reason: expect.stringContaining('整改中') });
    // Nobody may close yet, and the clerk may never withdraw.
    expect([by('case.closureApproved'), by('case.withdrawn')]).toEqual([undefined, undefined]);
  });
});

describe('an edit in place', () => {
  it('is an event that keeps the old value', async () => {
    const { id, rev, river } = await aCase(program);
    const saved = await program.call('case.editDetails', { id, rev, changes: { river: '清水河', remarks: '  ' } });
    expect(saved.rev).toBe(rev + 1);
    expect(await program.call('case.get', { id })).toMatchObject({ river: '清水河', remarks: null });
    const last = (await program.call('case.timeline', { id })).at(-1);
    expect(last).toMatchObject({ type: 'case.detailsChanged', label: '修改案件信息' });
    expect(last?.details).toMatchObject({ changes: { river: { from: river, to: '清水河' } } });
  });

  const refused: readonly [string, Parameters<typeof program.send<'case.editDetails'>>[1]['changes'], string][] = [
    ['that changes nothing', { source: '自查' }, 'NOTHING_CHANGED'],
    ['of one coordinate alone', { lon: null }, 'VALIDATION_FAILED'],
    ['to a sub-item of another class', { category: 'mining', item: '1.1' }, 'ITEM_OF_OTHER_CATEGORY'],
    ['to a day to come', { foundOn: '2026-11-03' }, 'VALIDATION_FAILED'],
  ];
  it.each(refused)('%s is refused and leaves the case alone', async (_, changes, code) => {
    const before = await aCase(program, { source: '自查', lon: 116.9, lat: 40.5 });
    const { id, rev } = before;
    const reply = await program.send('case.editDetails', { id, rev, changes });
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(await program.call('case.get', { id })).toEqual(before);
  });

  it('on an older revision, of a closed case or by an inspector is refused', async () => {
    const { id, rev } = await aCase(program);
    const stale = await program.send('case.editDetails', { id, rev: rev + 1, changes: { river: '清水河' } });
    expect(stale).toMatchObject({ ok: false, error: { code: 'STALE_REVISION' } });
    const inspector = await program.send('case.editDetails', { id, rev, changes: { river: '清水河' } }, 'inspector');
    expect(inspector).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    await program.call('case.act', { id, rev, act: { type: 'case.withdrawn', reason: '重复立案' } }, 'supervisor');
    const ended = await program.send('case.editDetails', { id, rev: rev + 1, changes: { river: '清水河' } });
    expect(ended).toMatchObject({ ok: false, error: { code: 'TRANSITION_NOT_ALLOWED' } });
  });
});

describe('saved views', () => {
  const spec = {
    filter: { handling: ['closed' as const] },
    search: '垃圾',
    sort: [{ by: 'number', dir: 'desc' as const }],
  };
  const save = (name: string, shared = false) => program.call('view.save', { list: 'case', name, spec, shared });
  const names = async (who: 'clerk' | 'reviewer') =>
    (await program.call('view.list', { list: 'case' }, who)).map(({ name }) => name);

  it('are one’s own until they are shared, and come back as they were kept', async () => {
    await save('只给自己');
    const shared = await save('给大家', true);
    expect(await names('reviewer')).toEqual(['给大家']);
    const views = await program.call('view.list', { list: 'case' }, 'reviewer');
    expect(views[0]).toEqual({ id: shared.id, name: '给大家', spec, shared: true, own: false, ownerName: 'clerk甲' });
    expect(await program.call('view.list', { list: 'finding' })).toEqual([]);
  });

  it('are renamed, changed and removed by the owner alone', async () => {
    const { id } = await save('原名', true);
    const other = { ...spec, search: '' };
    const strange = await program.send('view.change', { id, name: '占用', spec, shared: true }, 'reviewer');
    expect(strange).toMatchObject({ ok: false, error: { code: 'VIEW_NOT_OWN' } });
    const removed = await program.send('view.remove', { id }, 'reviewer');
    expect(removed).toMatchObject({ ok: false, error: { code: 'VIEW_NOT_OWN' } });
    const changed = await program.call('view.change', { id, name: '新名', spec: other, shared: false });
    expect(changed).toMatchObject({ name: '新名', spec: other, shared: false });
    await program.call('view.remove', { id });
    expect(await names('clerk')).not.toContain('新名');
    const gone = await program.send('view.remove', { id });
    expect(gone).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('have names of their own, for one person', async () => {
    const { id } = await save('重名');
    const twice = await program.send('view.save', { list: 'case', name: ' 重名 ', spec, shared: false });
    expect(twice).toMatchObject({ ok: false, error: { code: 'VIEW_NAME_TAKEN' } });
    expect(await program.call('view.change', { id, name: '重名', spec, shared: true })).toMatchObject({ shared: true });
    await program.call('view.save', { list: 'case', name: '重名', spec, shared: false }, 'reviewer');
  });

  it('hold a filter of their own list: what the list would refuse is refused when it is saved, and changed', async () => {
    const ofFindings = { ...spec, filter: { state: ['confirmed' as const] } };
    const wrong = await program.send('view.save', { list: 'case', name: '线索的', spec: ofFindings, shared: false });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    const { id } = await program.call('view.save', {
      list: 'finding',
      name: '线索的',
      spec: ofFindings,
      shared: false,
    });
    const changed = await program.send('view.change', { id, name: '线索的', spec, shared: false });
    expect(changed).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    expect((await program.call('view.list', { list: 'finding' }))[0]?.spec.filter).toEqual(ofFindings.filter);
  });
});
