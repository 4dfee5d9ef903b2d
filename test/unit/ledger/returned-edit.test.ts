import { describe, expect, it } from 'vitest';
import { editableColumnsOf } from '#core/domain/ledger/editable-columns.ts';
import { readReturnedEdit } from '#core/domain/ledger/returned-edit.ts';
import { saysSame } from '#core/domain/ledger/returned-value.ts';
import { readReference } from '#worker/node/reference.ts';
import { ROOT } from '#test/harness/program.ts';

const reference = readReference(`${ROOT}resources`, '110118');
if (!reference.ok) throw new Error(reference.error.message);
const { district } = reference.value;

function edit(key: string, text: string) {
  const column = editableColumnsOf('qingsiluan').get(key);
  if (column === undefined) throw new Error(`no column ${key}`);
  const read = readReturnedEdit(column, text, district);
  if (!read.ok) return read.error.code;
  return read.value.type === 'details' ? read.value.changes : { text: read.value.text, on: read.value.on };
}

describe('the text of an edited cell', () => {
  it.each([
    ['quantity', '1,200 m³', { quantity: { amount: 1200, unit: 'm³' } }],
    ['quantity', '约200立方米', { quantity: { amount: 200, unit: 'm³' } }],
    ['quantity', '', { quantity: null }],
    ['bank', '左岸', { bank: '左岸' }],
    ['bank', '东边', 'RETURN_BAD_VALUE'],
    ['town', '石城', { town: '石城镇', townCode: '110118116' }],
    ['town', '', { town: null, townCode: null }],
    ['progress', '2026年11月1日 已拆除', { text: '已拆除', on: '2026-11-01' }],
    ['progress', '2026-11-01 已拆除', { text: '已拆除', on: '2026-11-01' }],
    ['progress', '2026-13-01 已拆除', 'DATE_NO_SUCH_DAY'],
    ['progress', '2026.11.1，已拆除', { text: '已拆除', on: '2026-11-01' }],
    ['progress', '已拆除', { text: '已拆除', on: null }],
    ['progress', '', 'RETURN_BAD_VALUE'],
    ['description', '', 'RETURN_BAD_VALUE'],
    ['suspectedCrime', '是', { suspectedCrime: true }],
    ['externalNumbers', '00123、TB-7', { externalNumbers: ['00123', 'TB-7'] }],
  ] as const)('%s: %s', (key, text, expected) => {
    expect(edit(key, text)).toEqual(expected);
  });
});

describe('a cell says the same', () => {
  it.each([
    ['2026-11-01', { kind: 'number', value: 46_327 }],
    ['2026-11-01T08:30', { kind: 'dateTime', value: '2026-11-01T08:30:00' }],
    ['两行\n文字', { kind: 'text', value: '两行\r\n文字 ' }],
    [0.123456, { kind: 'text', value: '0.123456' }],
    [null, { kind: 'text', value: '  ' }],
  ] as const)('%s', (value, cell) => {
    expect(saysSame(value, cell)).toBe(true);
  });

  it.each([
    ['2026-11-01', { kind: 'dateTime', value: '2026-11-02' }],
    [150, { kind: 'number', value: 151 }],
    [null, { kind: 'number', value: 0 }],
    ['00123', { kind: 'number', value: 123 }],
  ] as const)('and another thing otherwise: %s', (value, cell) => {
    expect(saysSame(value, cell)).toBe(false);
  });
});
