import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { DOCUMENT_KINDS } from '#core/domain/document/document-kinds.ts';
import { act, aCase, intoRectifying, reported } from '#test/harness/flow.ts';
import type { Program } from '#test/harness/program.ts';
import { madeFile, openWriter, readWord, wanted } from './made.ts';

let program: Program;
beforeEach(async () => {
  program = await openWriter();
});
afterEach(() => program.remove());

/** A case whose completion was reported and whose review passed. */
async function aReviewed(): Promise<CaseRecord> {
  const { id } = await aCase(program, {}, { goal: '恢复原状', measures: '清运垃圾，平整岸坡' });
  await intoRectifying(program, id);
  await reported(program, id, '2026-11-02');
  return act(program, id, { type: 'case.reviewPassed', opinion: '现场已清理到位' }, 'reviewer');
}

describe('every kind of document', () => {
  it('says of a case what is known, names what is not, and never prints undefined or null', async () => {
    const { id } = await aReviewed();
    for (const kind of DOCUMENT_KINDS) {
      const { missing } = await program.call('document.preview', { kind, cases: [id] });
      const name = `${kind}.docx`;
      const made = await program.call('document.make', wanted(program, name, { kind, cases: [id] }));
      const { text } = readWord(madeFile(program, name));
      expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
      const marks = new Set([...text.matchAll(/【待填：([^】]*)】/gu)].map(([, label]) => label));
      expect([...marks].toSorted(), kind).toEqual(
        [...new Set(missing)].map((one) => one.replace(/^.* 的/u, '')).toSorted(),
      );
      expect(made.documents[0]?.missing).toEqual(missing);
      expect(made.sha256).toBe(createHash('sha256').update(madeFile(program, name)).digest('hex'));
    }
  });

  it('quotes the case: unit, problem, place, reviewer, opinion, deadline', async () => {
    const { id, number } = await aReviewed();
    await program.call('document.make', wanted(program, 'a.docx', { kind: 'assignment', cases: [id] }));
    const assignment = readWord(madeFile(program, 'a.docx')).text;
    for (const said of [
      '石城镇人民政府：',
      '岸坡倾倒建筑垃圾',
      number,
      '整改目标：恢复原状',
      '2026年10月20日',
      '2026年11月2日',
    ])
      expect(assignment).toContain(said);
    await program.call('document.make', wanted(program, 'r.docx', { kind: 'review', cases: [id] }));
    const review = readWord(madeFile(program, 'r.docx')).text;
    for (const said of ['reviewer甲对整改情况进行了复核，结果：通过', '现场已清理到位']) expect(review).toContain(said);
  });

  it('has the paper, margins, fonts and page numbers of GB/T 9704', async () => {
    const { id } = await aReviewed();
    await program.call('document.make', wanted(program, 'a.docx', { kind: 'assignment', cases: [id] }));
    const { xml } = readWord(madeFile(program, 'a.docx'));
    const millimetres = (attribute: string) =>
      Math.round((Number(new RegExp(`<w:pgMar[^>]*w:${attribute}="(\\d+)"`, 'u').exec(xml)?.[1]) / 1440) * 25.4);
    expect(['top', 'bottom', 'left', 'right'].map(millimetres)).toEqual([37, 35, 28, 26]);
    expect(xml).toMatch(/w:eastAsia="仿宋_GB2312"/u);
    expect(xml).toMatch(/w:line="560"[^>]*w:lineRule="exact"/u);
    const zip = new PizZip(madeFile(program, 'a.docx'));
    expect(zip.file('word/fontTable.xml')?.asText()).toContain('<w:altName w:val="仿宋;FangSong');
    const feet = zip.file(/word\/footer\d+\.xml/u).map((part) => part.asText());
    expect(feet).toHaveLength(2);
    for (const foot of feet) expect(foot).toMatch(/— .*PAGE.* —/u);
    expect(zip.file('word/settings.xml')?.asText()).toContain('evenAndOddHeaders');
  });

  it('the working sheet has the days of the case page, and the extension its date by the same count', async () => {
    const { id } = await aCase(program);
    const before = await intoRectifying(program, id);
    const [working] = await program.call('case.working', { id });
    await program.call('document.make', wanted(program, 'w.docx', { kind: 'working', cases: [id] }));
    const { text } = readWord(madeFile(program, 'w.docx'));
    for (const line of working?.working ?? []) expect(text).toContain(`${line.date}\n`);
    expect(text).toContain(working?.summary ?? 'no working');
    await act(program, id, { type: 'case.extensionRequested', amount: 5, unit: 'day', reason: '汛期' }, 'inspector');
    const { fields } = await program.call('document.preview', { kind: 'extension', cases: [id] });
    const asked = fields.find(({ name }) => name === 'newDueOn')?.value ?? '';
    expect(asked > (before.rectificationDueOn ?? '')).toBe(true);
    await act(program, id, { type: 'case.extensionApproved', opinion: '同意' }, 'supervisor');
    expect((await program.call('case.get', { id })).rectificationDueOn).toBe(asked);
  });

  it('leaves persons and telephone numbers of the case out of a public notice', async () => {
    const { id } = await aCase(program, {
      violator: '某砂石厂',
      responsiblePerson: '张三',
      responsiblePhone: '13800000000',
    });
    await program.call('document.make', wanted(program, 'n.docx', { kind: 'notice', cases: [id] }));
    const { text } = readWord(madeFile(program, 'n.docx'));
    for (const kept of ['某砂石厂', '张三', '13800000000']) expect(text).not.toContain(kept);
  });
});

describe('文号', () => {
  const number = async (kind: 'assignment' | 'supervision', id: string) =>
    (await program.call('document.preview', { kind, cases: [id] })).fields.find(({ name }) => name === 'number')?.value;

  it('count on in their series over all kinds of one 机关代字, and a used one is not given or taken again', async () => {
    const { id } = await aCase(program);
    expect(await number('assignment', id)).toBe('京密河〔2026〕1号');
    const first = wanted(program, 'a.docx', { kind: 'assignment', cases: [id] });
    expect((await program.call('document.make', first)).documents[0]?.number).toBe('京密河〔2026〕1号');
    expect(await number('supervision', id)).toBe('京密河〔2026〕2号');
    const values = { number: '京密河[2026]001号' };
    const again = wanted(program, 'b.docx', { kind: 'assignment', cases: [id], values });
    const refused = await program.send('document.make', again);
    expect(refused).toMatchObject({ ok: false, error: { code: 'DOCUMENT_NUMBER_USED' } });
    expect(existsSync(join(program.root, 'b.docx'))).toBe(false);
    await program.call('document.make', { ...again, reuseNumber: true });
    expect(readWord(madeFile(program, 'b.docx')).text).toContain('京密河〔2026〕1号');
    expect(await number('assignment', id)).toBe('京密河〔2026〕2号');
  });

  it('typed ahead move the series on, and two documents at once never get the same', async () => {
    const { id } = await aCase(program);
    const values = { number: '京密河〔2026〕20号' };
    await program.call('document.make', wanted(program, 'a.docx', { kind: 'assignment', cases: [id], values }));
    expect(await number('assignment', id)).toBe('京密河〔2026〕21号');
    const both = await Promise.all(
      ['b.docx', 'c.docx'].map((name) =>
        program.send('document.make', wanted(program, name, { kind: 'assignment', cases: [id] })),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'DOCUMENT_NUMBER_USED' } });
  });

  it('are the bureau’s own series, none where it set none', async () => {
    const { id } = await aCase(program);
    const settings = await program.call('document.settings', {});
    const series = { ...settings.series, assignment: '密河办交', supervision: '' };
    await program.call('document.setSettings', { ...settings, series, redHead: false }, 'supervisor');
    expect(await number('assignment', id)).toBe('密河办交〔2026〕1号');
    expect(await number('supervision', id)).toBe('');
    expect(await program.call('document.preview', { kind: 'supervision', cases: [id] })).toMatchObject({
      missing: expect.arrayContaining(['文号']),
      model: { letterhead: null },
    });
  });
});

describe('a batch', () => {
  it('is one zip with a document each, numbered in order, every one recorded and verified', async () => {
    const cases = [await aCase(program), await aCase(program, { place: '桥上游右岸' })];
    const ids = cases.map(({ id }) => id);
    const made = await program.call('document.make', wanted(program, 'all.zip', { kind: 'assignment', cases: ids }));
    expect(made.documents.map(({ number }) => number)).toEqual(['京密河〔2026〕1号', '京密河〔2026〕2号']);
    const zip = new PizZip(madeFile(program, 'all.zip'));
    for (const [at, document] of made.documents.entries()) {
      const bytes = zip.file(document.fileName)?.asUint8Array() ?? new Uint8Array();
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(document.sha256);
      expect(readWord(bytes).text).toContain(cases[at]?.number);
      const listed = await program.call('document.list', { id: ids[at] ?? '' });
      expect(listed).toMatchObject([{ id: document.id, actorName: 'clerk甲', number: document.number }]);
    }
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
    const logged = program.connection.sqlite
      .prepare<[], { payload: string }>("select payload from event_log where type = 'document.made'")
      .all();
    expect(logged.map(({ payload }) => (JSON.parse(payload) as { fileHash: string }).fileHash)).toEqual(
      made.documents.map(({ sha256 }) => sha256),
    );
  });

  it('of a public notice may be one document for all; of a letter it may not', async () => {
    const ids = [(await aCase(program)).id, (await aCase(program, { place: '桥上游右岸' })).id];
    const one = wanted(program, 'n.docx', { kind: 'notice', cases: ids, together: true });
    const made = await program.call('document.make', one);
    expect(made.documents).toHaveLength(1);
    for (const id of ids) expect(await program.call('document.list', { id })).toHaveLength(1);
    const letter = wanted(program, 'a.docx', { kind: 'assignment', cases: ids, together: true });
    expect(await program.send('document.make', letter)).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENT_NOT_TOGETHER' },
    });
  });

  it('refuses a file of another kind, a missing folder and a missing case, and records nothing', async () => {
    const { id } = await aCase(program);
    const refused = async (name: string, cases: readonly string[], code: string) => {
      const request = wanted(program, name, { kind: 'assignment', cases: [...cases] });
      expect(await program.send('document.make', request)).toMatchObject({ ok: false, error: { code } });
    };
    await refused('a.doc', [id], 'DOCUMENT_FILE_KIND');
    await refused('a.docx', [id, (await aCase(program, { place: '别处' })).id], 'DOCUMENT_FILE_KIND');
    await refused('没有/a.docx', [id], 'LEDGER_FOLDER_MISSING');
    await refused('a.docx', ['018f0000-0000-7000-8000-000000000000'], 'NOT_FOUND');
    const pdf = wanted(program, 'a.pdf', { kind: 'assignment', cases: [id], format: 'pdf' });
    expect(await program.send('document.make', pdf)).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENT_NO_PRINTER' },
    });
    expect(await program.call('document.list', { id })).toEqual([]);
  });
});

/** LibreOffice with its Writer, where it is installed; `HEQING_SOFFICE` names another. */
function render(folder: string, name: string): string | null {
  try {
    const soffice = process.env['HEQING_SOFFICE'] ?? 'soffice';
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(soffice, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, name)], {
      stdio: 'ignore',
    });
    return execFileSync('pdftotext', ['-layout', join(folder, name.replace('.docx', '.pdf')), '-'], {
      encoding: 'utf8',
    });
  } catch {
    return null;
  }
}

describe('another program', () => {
  it('opens the documents and prints them page by page', async (context) => {
    const { id, number } = await aReviewed();
    await program.call('document.make', wanted(program, 'a.docx', { kind: 'assignment', cases: [id] }));
    writeFileSync(join(program.root, 'copy.docx'), madeFile(program, 'a.docx'));
    const text = render(program.root, 'copy.docx');
    if (text === null) return context.skip();
    expect(text).toMatch(/— 1 —/u);
    // Lines may break anywhere.
    const whole = text.replaceAll(/\s/gu, '');
    for (const said of [number, '京密河〔2026〕1号', '石城镇人民政府：']) expect(whole).toContain(said);
  });
});
