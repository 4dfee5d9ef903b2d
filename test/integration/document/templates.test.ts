import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCase, intoRectifying } from '#test/harness/flow.ts';
import type { Program } from '#test/harness/program.ts';
import { wordFile } from '#test/harness/word-file.ts';
import { madeFile, openWriter, readWord, wanted } from './made.ts';

let program: Program;
beforeEach(async () => {
  program = await openWriter();
});
afterEach(() => program.remove());

async function add(content: Uint8Array, kind: 'assignment' | 'notice' | 'working' = 'assignment', name = '本局模板') {
  const path = join(program.root, '模板.docx');
  writeFileSync(path, content);
  return program.send('document.addTemplate', { kind, name, file: program.ports.files.grant(path) }, 'supervisor');
}

async function added(...parameters: Parameters<typeof add>) {
  const reply = await add(...parameters);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.data;
}

describe("the bureau's own template", () => {
  it('is filled by names: of the document, of the case, in lists; what is missing is marked and listed', async () => {
    const { id, number } = await aCase(program);
    const template = await added(
      wordFile([
        '{文号} {标题}',
        '{案件编号}，{ 河湖名称 }，{违法主体}，{抄送单位}完',
        '{#案件列表}',
        '{序号}：{问题描述}',
        '{/案件列表}',
      ]),
    );
    expect(template.fields).toEqual(expect.arrayContaining(['文号', '案件编号', '案件列表', '问题描述']));
    const request = wanted(program, 'a.docx', { kind: 'assignment', cases: [id], template: template.id });
    const made = await program.call('document.make', request);
    const { text } = readWord(madeFile(program, 'a.docx'));
    expect(text).toContain('京密河〔2026〕1号 河湖问题交办单');
    expect(text).toContain(`${number}，白河，【待填：违法主体】，完`);
    expect(text).toContain('1：岸坡倾倒建筑垃圾');
    expect(made.documents[0]).toMatchObject({ missing: ['违法主体'], template: '本局模板（第 1 版）' });
  });

  it('repeats the days of every deadline', async () => {
    const { id } = await aCase(program);
    await intoRectifying(program, id);
    const template = await added(
      wordFile(['{#期限列表}', '{期限名称}', '{#逐日}', '{日期} {是否计入}', '{/逐日}', '{/期限列表}']),
      'working',
    );
    await program.call(
      'document.make',
      wanted(program, 'w.docx', { kind: 'working', cases: [id], template: template.id }),
    );
    const { text } = readWord(madeFile(program, 'w.docx'));
    const [working] = await program.call('case.working', { id });
    expect(text.match(/\d{4}-\d\d-\d\d (计入|不计)/gu)).toHaveLength(working?.working.length ?? -1);
  });

  it('is data, never a formula: what looks like code is an unknown name, text of a case is text', async () => {
    for (const tag of ['constructor', '案件编号.length', '__proto__', 'process.exit(1)', '1+1']) {
      const refused = await add(wordFile([`{案件编号}{${tag}}`]));
      expect(refused, tag).toMatchObject({ ok: false, error: { code: 'TEMPLATE_FIELD_UNKNOWN' } });
    }
    const { id } = await aCase(program, { description: '{案件编号}<w:p>&"' });
    const template = await added(wordFile(['{问题描述}']));
    await program.call(
      'document.make',
      wanted(program, 'a.docx', { kind: 'assignment', cases: [id], template: template.id }),
    );
    expect(readWord(madeFile(program, 'a.docx')).xml).toContain('{案件编号}&lt;w:p&gt;&amp;');
  });

  it('with unknown names, raw XML or wrong braces is refused by name and place', async () => {
    const refused = async (paragraph: string, code: string, said: string) => {
      const reply = await add(wordFile([paragraph]));
      expect(reply, paragraph).toMatchObject({ ok: false, error: { code } });
      expect(reply.ok ? '' : reply.error.message).toContain(said);
    };
    await refused('单位：{主办单位名}', 'TEMPLATE_FIELD_UNKNOWN', '{主办单位名}（正文“单位：{主办单位名}”处）');
    await refused('{@案件编号}', 'TEMPLATE_FIELD_UNKNOWN', '{@案件编号}');
    await refused('{#案件编号}{/案件编号}', 'TEMPLATE_FIELD_UNKNOWN', '{#案件编号}');
    await refused('{案件列表}', 'TEMPLATE_FIELD_UNKNOWN', '{案件列表}');
    await refused('{案件编号', 'TEMPLATE_SYNTAX', '后面缺少“}”');
    await refused('案件编号}', 'TEMPLATE_SYNTAX', '前面缺少“{”');
    await refused('{#案件列表}{序号}', 'TEMPLATE_SYNTAX', '{#案件列表} 没有对应的 {/案件列表}');
    await refused('{=[[ ]]=}[[案件编号]]', 'TEMPLATE_FIELD_UNKNOWN', '=[[ ]]=');
    await refused('没有栏目', 'TEMPLATE_NO_FIELD', '没有花括号栏目');
  });

  it('that is no sound .docx is refused: other files, macros, password, links, cut short', async () => {
    const refused = async (content: Uint8Array, code: string) =>
      expect(await add(content), code).toMatchObject({ ok: false, error: { code } });
    await refused(Buffer.from('不是文档'), 'TEMPLATE_NOT_DOCX');
    await refused(wordFile(['{案件编号}'], { 'word/document.xml': '' }), 'TEMPLATE_NO_FIELD');
    await refused(wordFile(['{案件编号}'], { 'word/vbaProject.bin': 'x' }), 'TEMPLATE_MACRO');
    await refused(wordFile(['{案件编号}'], { 'word/activeX/activeX1.xml': '<x/>' }), 'TEMPLATE_MACRO');
    const whole = wordFile(['{案件编号}']);
    await refused(whole.subarray(0, whole.length - 40), 'TEMPLATE_DAMAGED');
    const linked =
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>';
    await refused(wordFile(['{案件编号}'], { 'word/_rels/settings.xml.rels': linked }), 'TEMPLATE_LINKED');
  });

  it('has versions, is kept under its hash, and a removed or lost one is not used', async () => {
    const { id } = await aCase(program);
    const first = await added(wordFile(['一{案件编号}']));
    const second = await added(wordFile(['二{案件编号}']));
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(await program.call('document.templates', {})).toMatchObject([{ id: second.id, addedBy: 'supervisor甲' }]);
    const kept = join(program.ports.folders.templates, second.sha256);
    expect(existsSync(kept)).toBe(true);
    const use = (template: string) =>
      program.send('document.make', wanted(program, 'a.docx', { kind: 'assignment', cases: [id], template }));
    const missing = { ok: false, error: { code: 'DOCUMENT_TEMPLATE_MISSING' } };
    expect(await use(first.id)).toMatchObject(missing);
    writeFileSync(kept, wordFile(['换过{案件编号}']));
    expect(await use(second.id)).toMatchObject(missing);
    rmSync(kept);
    expect(await use(second.id)).toMatchObject(missing);
    await program.call('document.removeTemplate', { id: second.id }, 'supervisor');
    expect(await program.call('document.templates', {})).toEqual([]);
    expect(await program.call('log.verify', {})).toMatchObject({ sound: true });
  });
});
