import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#core/contract/routes.ts';
import { CORRECTABLE_CASE_FIELDS } from '#core/domain/case/case-requirements.ts';
import { PROBLEM_FIELD_LABELS } from '#core/domain/finding/problem-fields.ts';
import { speakChinese } from '#worker/node/chinese-issues.ts';
import { act, aCase, aConfirmed, intoRectifying, refusal, reported } from '#test/harness/flow.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeAll(async () => {
  speakChinese();
  program = await openProgram();
  // Hundreds of commits that no power cut will ask for.
  program.connection.sqlite.pragma('synchronous = off');
});
afterAll(() => program.remove());

async function expectSound() {
  const { sound, fault } = await program.call('log.verify', {});
  expect([sound, fault]).toEqual([true, null]);
}

async function aClosedCase() {
  const { id } = await aCase(program);
  await intoRectifying(program, id);
  await reported(program, id, '2026-11-02');
  await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
  return act(program, id, { type: 'case.closureApproved', closureNumber: null, opinion: '同意' }, 'supervisor');
}

describe('a correction of a closed case', () => {
  const wrong: readonly (string | number | boolean | null | { readonly a: number } | readonly number[])[] = [
    null,
    5,
    -1,
    true,
    '',
    '  ',
    '2026-13-40',
    '2027-01-01',
    'x'.repeat(2001),
    { a: 1 },
    [1],
  ];

  /** What each field may hold at the utmost; a value that the form would not take must not come in by the back door. */
  it('of any field takes a value of that field or none: the row can always be read and the log replayed', async () => {
    const { id } = await aClosedCase();
    const { supervisor } = program.accounts;
    for (const field of [...Object.keys(PROBLEM_FIELD_LABELS), ...CORRECTABLE_CASE_FIELDS]) {
      for (const to of wrong) {
        const { rev, ...before } = await program.call('case.get', { id });
        const reply = await program.send('case.act', {
          id,
          rev,
          act: { type: 'case.corrected', field, from: null, to: to as never, reason: '笔误', approver: supervisor },
        });
        const after = await program.call('case.get', { id });
        if (!reply.ok) {
          expect(
            ['VALIDATION_FAILED', 'NOTHING_CHANGED', 'ITEM_UNKNOWN', 'ITEM_OF_OTHER_CATEGORY'],
            `${field}: ${reply.error.message}`,
          ).toContain(reply.error.code);
          expect(reply.error.message.replaceAll(/GCJ-02|BD-09|CGCS2000|WGS84/g, '')).not.toMatch(/[A-Za-z]{3}/);
          expect({ ...after, rev: 0 }).toEqual({ ...before, rev: 0 });
        }
      }
    }
    await expectSound();
    expect((await program.call('case.list', { filter: { ids: [id] }, page: {} })).total).toBe(1);
  });

  it('keeps the value the row had, whatever the caller says it was', async () => {
    const { id } = await aClosedCase();
    const approver = program.accounts.supervisor;
    await act(program, id, {
      type: 'case.corrected',
      field: 'village',
      from: '从来没有的村',
      to: '黄土梁村',
      reason: '笔误',
      approver,
    });
    const [entry] = (await program.call('case.timeline', { id })).slice(-1);
    expect(entry?.details).toMatchObject({ field: 'village', from: '红星村', to: '黄土梁村' });
    const again = {
      type: 'case.corrected',
      field: 'village',
      from: null,
      to: ' 黄土梁村 ',
      reason: '笔误',
      approver,
    } as const;
    expect(await refusal(program, id, again)).toMatchObject({ code: 'NOTHING_CHANGED' });
  });

  it('does not put 发现日期 or 完成日期 on a day to come, nor a 细项 under another class', async () => {
    const { id } = await aClosedCase();
    const correct = (field: string, to: string) =>
      refusal(program, id, {
        type: 'case.corrected',
        field,
        from: null,
        to,
        reason: '笔误',
        approver: program.accounts.supervisor,
      });
    expect((await correct('foundOn', '2026-11-03')).message).toContain('晚于更正日期');
    expect((await correct('completedOn', '2026-11-03')).message).toContain('晚于更正日期');
    expect((await correct('item', '1.1')).code).toBe('ITEM_OF_OTHER_CATEGORY');
    expect((await correct('category', 'building')).code).toBe('ITEM_OF_OTHER_CATEGORY');
    const half = await refusal(program, id, {
      type: 'case.corrected',
      field: 'lon',
      from: null,
      to: null,
      reason: '笔误',
      approver: program.accounts.supervisor,
    });
    expect(half.message).toContain('同时');
  });
});

describe('filing', () => {
  const file = (input: Partial<InputOf<'case.file'>>) =>
    program.send('case.file', {
      findings: [],
      rectificationType: 'timeLimited',
      goal: null,
      measures: null,
      reboundOf: null,
      ...input,
    });

  it('the same finding chosen twice is said so, not a failure of the program', async () => {
    const { id, rev } = await aConfirmed(program);
    expect(
      await file({
        findings: [
          { id, rev },
          { id, rev },
        ],
      }),
    ).toMatchObject({ ok: false, error: { code: 'FINDING_TWICE' } });
    expect(await program.call('finding.get', { id })).toMatchObject({ rev, state: 'confirmed' });
  });

  it('two findings together marks both and keeps the numbers of both', async () => {
    const first = await aConfirmed(program, { externalNumbers: ['A-1'] });
    const second = await aConfirmed(program, { externalNumbers: ['A-2', 'A-1'] });
    const reply = await file({ findings: [first, second].map(({ id, rev }) => ({ id, rev })) });
    const record = await program.call('case.get', { id: reply.ok ? reply.data.id : '' });
    expect(record).toMatchObject({ findingIds: [first.id, second.id], externalNumbers: ['A-1', 'A-2'] });
    for (const { id } of [first, second])
      expect(await program.call('finding.get', { id })).toMatchObject({ state: 'filed', caseId: record.id });
  });

  it('one of two findings changed meanwhile refuses both, and spends nothing', async () => {
    const first = await aConfirmed(program);
    const second = await aConfirmed(program);
    const findings = [
      { id: first.id, rev: first.rev },
      { id: second.id, rev: second.rev - 1 },
    ];
    expect(await file({ findings })).toMatchObject({ ok: false, error: { code: 'STALE_REVISION' } });
    expect(await program.call('finding.get', { id: first.id })).toMatchObject({ state: 'confirmed' });
  });

  it('a rebound of an open case is refused; one worse than a level up keeps the worse level', async () => {
    const open = await aCase(program);
    const again = await aConfirmed(program, { severity: 'major', category: 'other', item: null });
    const findings = [{ id: again.id, rev: again.rev }];
    expect(await file({ findings, reboundOf: open.id })).toMatchObject({
      ok: false,
      error: { code: 'REBOUND_OF_OPEN_CASE' },
    });
    const closed = await aClosedCase();
    const reply = await file({ findings, reboundOf: closed.id });
    expect(await program.call('case.get', { id: reply.ok ? reply.data.id : '' })).toMatchObject({
      severity: 'major',
      reboundOf: { caseId: closed.id },
    });
  });
});

describe('numbers', () => {
  it('of hundreds registered over two years are unique, rise by one a year, and go on under a new prefix', async () => {
    const own = await openProgram();
    own.connection.sqlite.pragma('synchronous = off');
    const given: string[] = [];
    for (let index = 0; index < 240; index += 1) {
      if (index === 200)
        await own.call('settings.set', { bureau: '密云区水务局', numberPrefix: 'MYSW' }, 'administrator');
      const year = index % 3 === 0 ? 2025 : 2026;
      given.push(
        (await own.call('finding.register', { on: `${year}-10-20`, problem: aProblem({ foundOn: `${year}-10-19` }) }))
          .number,
      );
    }
    expect(new Set(given).size).toBe(240);
    for (const [year, count] of [
      [2025, 80],
      [2026, 160],
    ] as const) {
      const serials = given
        .filter((number) => number.includes(`-XS-${year}-`))
        .map((number) => Number(number.split('-')[3]));
      expect(serials).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    }
    expect(given.at(-1)).toMatch(/^MYSW-XS-2026-\d{5}$/);
    own.remove();
  });

  it('cannot be given by two programs at once: the second is refused the database', async () => {
    await expect(openProgram({ root: program.root })).rejects.toThrow(/正被|正在|打开/);
  });
});

describe('the statistics', () => {
  it('of cases at random are what a plain count gives, whole and filtered', async () => {
    const own = await openProgram();
    own.connection.sqlite.pragma('synchronous = off');
    const categories = ['occupation', 'mining', 'dumping', 'building', 'other'] as const;
    const towns = [
      ['110118116', '石城镇'],
      ['110118109', '不老屯镇'],
      [null, null],
    ] as const;
    for (let index = 0; index < 60; index += 1) {
      const [townCode, town] = towns[(index * 7) % 3] ?? [null, null];
      const { id } = await aCase(own, {
        category: categories[(index * index) % 5] ?? 'other',
        item: null,
        townCode,
        town,
      });
      if (index % 4 === 1) await act(own, id, { type: 'case.withdrawn', reason: '重复立案' }, 'supervisor');
      if (index % 4 === 2) await intoRectifying(own, id);
      if (index % 8 === 2)
        await act(
          own,
          id,
          { type: 'case.monitoringListed', basis: '历史遗留', nextReviewOn: '2027-01-05' },
          'supervisor',
        );
    }
    for (const filter of [
      {},
      { townCode: ['110118116'] },
      { category: ['mining', 'dumping'] as const },
      { handling: ['monitored', 'withdrawn'] as const },
    ] satisfies readonly object[]) {
      const { rows, total } = await own.call('case.list', {
        filter: filter as InputOf<'case.list'>['filter'],
        page: { size: 200 },
      });
      expect(rows).toHaveLength(total);
      const { all, byCategory, byTown, byCategoryAndTown } = await own.call('statistics.cases', {
        filter: filter as InputOf<'case.list'>['filter'],
      });
      const plain = (part: typeof rows) => ({
        total: part.filter(({ state }) => state.handling !== 'withdrawn').length,
        withdrawn: part.filter(({ state }) => state.handling === 'withdrawn').length,
        monitored: part.filter(({ state }) => state.handling === 'monitored').length,
        closed: 0,
      });
      expect(all).toMatchObject(plain(rows));
      for (const { category, figures } of byCategory)
        expect(figures).toMatchObject(plain(rows.filter((row) => row.category === category)));
      for (const { town, figures } of byTown)
        expect(figures).toMatchObject(plain(rows.filter((row) => row.town === town)));
      for (const { category, town, figures } of byCategoryAndTown)
        expect(figures).toMatchObject(plain(rows.filter((row) => row.category === category && row.town === town)));
      const sum = (parts: readonly { readonly figures: { readonly total: number } }[]) =>
        parts.reduce((so, { figures }) => so + figures.total, 0);
      expect([sum(byCategory), sum(byTown), sum(byCategoryAndTown)]).toEqual([all.total, all.total, all.total]);
    }
    own.remove();
  });
});
