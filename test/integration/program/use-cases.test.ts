import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreBackup } from '#db/restore.ts';
import { aCase, aConfirmed, act, aPhoto, intoRectifying, PNG, refusal, reported } from '#test/harness/flow.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.remove());

const COMPLETED_ON = '2026-11-02';

describe('numbers', () => {
  it('rise by one, one series a kind and year, and no number is given twice after a refusal', async () => {
    const first = await program.call('finding.register', { problem: aProblem() });
    await program.send('finding.register', { problem: aProblem({ category: 'dumping', item: '1.1' }) });
    const second = await program.call('finding.register', { problem: aProblem() });
    expect([first.number, second.number]).toEqual(['MY-XS-2026-00001', 'MY-XS-2026-00002']);
    const filed = await aCase(program);
    expect(filed.number).toBe('MY-AJ-2026-0001');
  });
});

describe('a case on its way to closure', () => {
  it('needs three different people: who reports, who reviews, who approves', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await aPhoto(program, id, 'before');
    await aPhoto(program, id, 'after');
    await act(
      program,
      id,
      { type: 'case.completionReported', text: '完成', completedOn: '2026-11-02', effects: [] },
      'clerk',
    );
    expect((await refusal(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'clerk')).code).toBe(
      'REQUIREMENT_NOT_MET',
    );
    await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'supervisor');
    const own = await refusal(
      program,
      id,
      { type: 'case.closureApproved', closureNumber: null, opinion: '同意' },
      'supervisor',
    );
    expect(own.code).toBe('REQUIREMENT_NOT_MET');
    const closed = await act(
      program,
      id,
      { type: 'case.closureApproved', closureNumber: '密河销〔2026〕1号', opinion: '同意' },
      'second',
    );
    expect(closed.state.handling).toBe('closed');
    expect(closed.dues).toEqual([]);
    expect(closed.facts.clocks.every((clock) => clock.stoppedOn !== null)).toBe(true);
  });

  it('is not reported complete without a photo taken after', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    const refused = await refusal(
      program,
      id,
      { type: 'case.completionReported', text: '完成', completedOn: '2026-11-02', effects: [] },
      'inspector',
    );
    expect(refused.message).toContain('整改后照片');
  });

  it('sent back, begins a new round with a new due date', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await reported(program, id, COMPLETED_ON);
    program.clock.setDay('2026-11-20');
    const back = await act(program, id, { type: 'case.reviewRejected', reason: '仍有残留' }, 'reviewer');
    expect(back.facts.round).toBe(2);
    expect(back.rectificationDueOn).toBe('2026-12-07');
  });

  it('a notice shorter than the rule is refused with the date it must last to', async () => {
    const { id } = await aCase(program, { source: '市级督察' });
    await intoRectifying(program, id);
    await reported(program, id, COMPLETED_ON);
    await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
    const short = await refusal(program, id, {
      type: 'case.noticeStarted',
      startedOn: '2026-11-02',
      endsOn: '2026-11-06',
      venue: '网站',
    });
    expect(short).toMatchObject({ code: 'NOTICE_TOO_SHORT' });
    expect(short.message).toContain('2026-11-13');
  });
});

describe('commands hold together', () => {
  it('a stale revision is refused and says to refresh', async () => {
    const { id, rev } = await aCase(program);
    await intoRectifying(program, id);
    const late = await program.send('case.act', { id, rev, act: { type: 'case.progressReported', text: '进场' } });
    expect(late).toMatchObject({ ok: false, error: { code: 'STALE_REVISION' } });
  });

  it('a day to come and a day before the last step are refused', async () => {
    const { id, rev } = await aCase(program);
    const dated = (on: string) =>
      program.send('case.act', { id, rev, on, act: { type: 'case.progressReported', text: '进场' } });
    expect(await dated('2026-11-03')).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } });
    const { rev: assigned } = await intoRectifying(program, id);
    const early = await program.send('case.act', {
      id,
      rev: assigned,
      on: '2026-10-01',
      act: { type: 'case.progressReported', text: '进场' },
    });
    expect(early).toMatchObject({ ok: false, error: { code: 'REQUIREMENT_NOT_MET' } });
  });

  it('only a confirmed finding is filed, and only once', async () => {
    const raw = await program.call('finding.register', { problem: aProblem() });
    const file = (id: string, rev: number) =>
      program.send('case.file', {
        findings: [{ id, rev }],
        rectificationType: 'timeLimited',
        goal: null,
        measures: null,
        reboundOf: null,
      });
    expect((await file(raw.id, raw.rev)).ok).toBe(false);
    const confirmed = await aConfirmed(program);
    expect((await file(confirmed.id, confirmed.rev)).ok).toBe(true);
    expect((await file(confirmed.id, confirmed.rev + 1)).ok).toBe(false);
    expect((await program.call('case.list', { filter: {}, page: {} })).total).toBe(1);
  });

  it('nothing is merged into what is merged itself', async () => {
    const [a, b, c] = [await aConfirmed(program), await aConfirmed(program), await aConfirmed(program)];
    const merge = (from: { id: string; rev: number }, id: string) =>
      program.send('finding.act', {
        id: from.id,
        rev: from.rev,
        act: { type: 'finding.merged', target: { kind: 'finding', id }, reason: '重复' },
      });
    expect((await merge(a, b.id)).ok).toBe(true);
    expect(await merge(c, a.id)).toMatchObject({ ok: false });
    expect(await merge(c, c.id)).toMatchObject({ ok: false, error: { code: 'MERGE_INTO_ITSELF' } });
    // b holds a: merging b away would leave a behind in a chain.
    expect(await merge(b, c.id)).toMatchObject({ ok: false, error: { code: 'MERGE_MAKES_CHAIN' } });
  });

  it('a level other than the proposed one needs its reason', async () => {
    const large = { category: 'occupation', item: '1.4', quantity: { amount: 6000, unit: 'm²' } } as const;
    const low = await program.send('finding.register', { problem: aProblem({ ...large, severity: 'general' }) });
    expect(low).toMatchObject({ ok: false, error: { code: 'SEVERITY_REASON_MISSING' } });
    const reasoned = await program.send('finding.register', {
      problem: aProblem({ ...large, severity: 'general', severityReason: '防护林' }),
    });
    expect(reasoned.ok).toBe(true);
  });

  it('a rebound is a new case, one level up, linked both ways; the old one stays closed', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await reported(program, id, COMPLETED_ON);
    await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
    await act(program, id, { type: 'case.closureApproved', closureNumber: null, opinion: '同意' }, 'supervisor');
    const again = await aCase(program, {}, { reboundOf: id });
    const original = await program.call('case.get', { id });
    expect(again).toMatchObject({ severity: 'serious', reboundOf: { caseId: id, number: original.number } });
    expect(original).toMatchObject({ facts: { rebounds: 1 }, state: { handling: 'closed' } });
  });

  it('a correction of a closed case must have the shape of its field, and another person approve it', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    await reported(program, id, COMPLETED_ON);
    await act(program, id, { type: 'case.reviewPassed', opinion: '到位' }, 'reviewer');
    await act(program, id, { type: 'case.closureApproved', closureNumber: null, opinion: '同意' }, 'supervisor');
    const correct = (field: string, to: string | number, approver: string) =>
      ({ type: 'case.corrected', field, from: null, to, reason: '笔误', approver }) as const;
    const { supervisor, clerk } = program.accounts;
    expect((await refusal(program, id, correct('foundOn', '去年', supervisor))).code).toBe('VALIDATION_FAILED');
    expect((await refusal(program, id, correct('river', '潮河', clerk))).code).toBe('APPROVER_NOT_SUPERVISOR');
    expect((await refusal(program, id, correct('rev', 9, supervisor))).code).toBe('REQUIREMENT_NOT_MET');
    expect(await act(program, id, correct('river', '潮河', supervisor))).toMatchObject({
      river: '潮河',
      state: { handling: 'closed' },
    });
  });

  it('a photo is kept byte for byte under its hash, and a text is no photo', async () => {
    const { id } = await aCase(program);
    const kept = await aPhoto(program, id, 'before');
    const sha256 = createHash('sha256').update(PNG).digest('hex');
    expect(kept).toMatchObject({ ok: true, data: { sha256, bytes: PNG.length } });
    expect(readFileSync(join(program.ports.folders.photos, sha256))).toEqual(PNG);
    expect(await aPhoto(program, id, 'after', Buffer.from('不是照片'))).toMatchObject({
      ok: false,
      error: { code: 'PHOTO_NOT_PICTURE' },
    });
  });

  it('the statistics are what a plain count of the rows gives', async () => {
    for (const category of ['dumping', 'dumping', 'building'] as const) await aCase(program, { category, item: null });
    const { all, byCategory } = await program.call('statistics.cases', { filter: {} });
    expect(all).toMatchObject({ total: 3, closed: 0, closureRate: '0.0%' });
    expect(byCategory.map(({ category, figures }) => [category, figures.total])).toEqual([
      ['dumping', 2],
      ['building', 1],
    ]);
  });
});

describe('a backup', () => {
  it('brings the program back as it was, and is refused when it was touched', async () => {
    await aCase(program);
    const made = await program.call('backup.make', {});
    await aCase(program);
    program.close();
    const tampered = readFileSync(made.path);
    const target = join(program.root, 'heqing.db');
    const restored = await restoreBackup(made.path, target, { now: program.clock.now });
    expect(restored.ok).toBe(true);
    const again = await openProgram({ root: program.root });
    expect((await again.call('case.list', { filter: {}, page: {} })).total).toBe(1);
    expect(await again.call('log.verify', {})).toMatchObject({ sound: true, cases: 1 });
    tampered.writeUInt8(tampered.readUInt8(5000) ^ 1, 5000);
    writeFileSync(made.path, tampered);
    const proof = await again.send('backup.prove', { name: made.name });
    expect(proof).toMatchObject({ ok: false, error: { code: 'DB_BACKUP_TAMPERED' } });
    again.close();
    expect((await restoreBackup(made.path, target, { now: program.clock.now })).ok).toBe(false);
    expect(readdirSync(program.root)).toContain('heqing.db');
  });
});
