import { expect, test } from 'vitest';
import { addComments } from '#worker/spreadsheet/error-workbook/comments.ts';

const OWN =
  '<comments xmlns="m"><authors><author>张三</author></authors><commentList><comment ref="B3" authorId="0"><text><t>请核实</t></text></comment></commentList></comments>';
const texts = (xml: string) => [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)</gu)].map(([, text]) => text);

test('a person keeps the own comment, and what an earlier error workbook wrote below it does not pile up', () => {
  const first = addComments(OWN, null, [{ row: 3, column: 1, text: '【错误】没有这一天' }]);
  expect(texts(first.comments)).toEqual(['请核实', '&#10;【错误】没有这一天']);
  const second = addComments(first.comments, first.drawing, [{ row: 3, column: 1, text: '【错误】缺少日' }]);
  expect(texts(second.comments).filter((text) => text !== '')).toEqual(['请核实', '&#10;【错误】缺少日']);
  expect(texts(addComments(second.comments, second.drawing, []).comments).filter((text) => text !== '')).toEqual([
    '请核实',
  ]);
});

test('a comment of an earlier error workbook goes with its box', () => {
  const first = addComments(null, null, [{ row: 5, column: 2, text: '【错误】甲' }]);
  const second = addComments(first.comments, first.drawing, [{ row: 6, column: 2, text: '【错误】乙' }]);
  expect(texts(second.comments)).toEqual(['【错误】乙']);
  expect(second.drawing.match(/<v:shape /gu)).toHaveLength(1);
  expect(second.drawing).toContain('<x:Row>5</x:Row>');
});
