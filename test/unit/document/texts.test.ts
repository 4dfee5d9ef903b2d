import { describe, expect, it } from 'vitest';
import { documentFields } from '#core/domain/document/compose-document.ts';
import { DOCUMENT_KINDS } from '#core/domain/document/document-kinds.ts';
import { field, fillerOf, missingFields, optional, valuesOf } from '#core/domain/document/document-fields.ts';
import { documentMarkup } from '#core/domain/document/document-html.ts';
import type { DocumentModel } from '#core/domain/document/document-model.ts';
import { markedParts } from '#core/domain/document/missing-mark.ts';
import { officialDate } from '#core/domain/document/official-date.ts';
import { signatureIndents } from '#core/domain/document/signature.ts';
import { templateNames } from '#core/domain/document/template-fields.ts';
import { titleLines } from '#core/domain/document/title-lines.ts';

describe('dates', () => {
  it('are written without leading zeros', () => {
    expect(officialDate('2026-03-05')).toBe('2026年3月5日');
    expect(officialDate('2026-12-31')).toBe('2026年12月31日');
  });
});

describe('titles', () => {
  it('of one line stay, longer ones fall into lines that fit, none of a single character', () => {
    expect(titleLines('河湖问题交办单')).toEqual(['河湖问题交办单']);
    const long = '关于密云水库一级保护区内河湖“四乱”问题整改完成情况的公示';
    const lines = titleLines(long);
    expect(lines.join('')).toBe(long);
    for (const line of lines) {
      expect([...line].length).toBeLessThanOrEqual(20);
      expect([...line].length).toBeGreaterThan(5);
    }
  });

  it('break after a word that ends a sense, and where they were broken by hand', () => {
    expect(titleLines('关于延长石城镇红星村白河岸段的整改期限的申请')).toEqual([
      '关于延长石城镇红星村白河岸段的',
      '整改期限的申请',
    ]);
    expect(titleLines('甲\n乙')).toEqual(['甲', '乙']);
  });
});

describe('the signature', () => {
  it('has its middle over the date, and never leaves the text when it is long', () => {
    const short = signatureIndents('区水务局', '2026年11月25日');
    expect(short).toEqual({ signatory: 5.5, date: 4 });
    const long = signatureIndents('密云区密云水库综合执法大队河道管理科', '2026年3月5日');
    expect(long.signatory).toBe(2);
    expect(long.date).toBeGreaterThan(4);
  });
});

describe('fields', () => {
  const fields = [field('a', '甲'), field('on', '日期', 'date'), optional('b', '乙')].map((spec) => ({
    ...spec,
    value: spec.name === 'a' ? '案件所说' : '',
  }));

  it('take what was typed, also when it was emptied, and nothing that the document does not have', () => {
    expect(valuesOf(fields, { on: ' 2026-03-05 ', x: '多出的' })).toEqual({ a: '案件所说', on: '2026-03-05', b: '' });
    expect(valuesOf(fields, { a: '' })['a']).toBe('');
  });

  it('that are missing are named and marked; optional ones are neither', () => {
    const values = valuesOf(fields, { a: '', on: '三月五日' });
    expect(missingFields(fields, values)).toEqual(['甲', '日期']);
    const fill = fillerOf(fields, values);
    expect(fill.text('a')).toBe('【待填：甲】');
    expect(fill.text('on')).toContain('【待填：日期');
    expect(fill.text('b')).toBe('');
  });

  it('have names and labels of their own in every kind, so that a template can name them', () => {
    for (const kind of DOCUMENT_KINDS) {
      const specs = documentFields(kind);
      expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
      expect(new Set(specs.map(({ label }) => label)).size).toBe(specs.length);
      expect(Object.keys(templateNames({ fields: specs }))).toEqual(expect.arrayContaining(['案件编号', '案件列表']));
    }
  });
});

describe('marks of what is missing', () => {
  it('are told from the text around them', () => {
    expect(markedParts('请于【待填：反馈期限】前')).toEqual([
      { text: '请于', missing: false },
      { text: '【待填：反馈期限】', missing: true },
      { text: '前', missing: false },
    ]);
    expect(markedParts('')).toEqual([]);
  });
});

describe('the markup', () => {
  const model: DocumentModel = {
    kind: 'assignment',
    letterhead: '<b>局',
    number: '京密河〔2026〕1号',
    title: '"题" & 目',
    recipients: '单位<script>',
    blocks: [
      { type: 'paragraph', text: '<img src=x onerror=alert(1)>' },
      { type: 'table', columns: [{ title: '列', width: 1, align: 'left' }], rows: [['</td><td>']] },
    ],
    attachments: ['附<件>'],
    signatory: '署名',
    date: '2026年3月5日',
    note: null,
    copies: null,
  };

  it('escapes every text that a person may have typed', () => {
    const markup = documentMarkup(model, (sha256) => sha256);
    for (const raw of ['<b>', '<script>', '<img', '</td><td>', '<件>']) expect(markup).not.toContain(raw);
    expect(markup).toContain('&#60;img src=x');
  });
});
