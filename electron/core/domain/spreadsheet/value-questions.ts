import { DATUM_LABELS } from '../finding/vocabulary.ts';
import type { Asked, AskedColumn, ColumnQuestion, SheetSurroundings } from './column-questions.ts';
import type { SheetGrid } from './grid.ts';
import { type ColumnMapping, columnsOf } from './mapping.ts';
import { parseQuantityCell, unitInHeader } from './parse-quantity.ts';
import { severityOf } from './parse-words.ts';
import { readLabelDatum, readNotedDatum } from './sheet-notes.ts';

const NOTHING: Asked = { questions: [], settled: {} };
/** Units offered for bare numbers, those that the column's name suggests first. */
const UNITS = ['m²', 'm³', '亩', 'm', 't', '处'] as const;
const UNIT_NAMES: Readonly<Record<(typeof UNITS)[number], string>> = {
  'm²': '平方米',
  'm³': '立方米',
  亩: '亩',
  m: '米',
  t: '吨',
  处: '处',
};

/** Bare numbers whose unit neither the column's name nor a column of units gives. */
export function unitQuestions(column: AskedColumn | null, mapping: ColumnMapping): Asked {
  if (column === null || columnsOf(mapping, 'quantityUnit').length > 0) return NOTHING;
  const { guess, cells } = column;
  if (unitInHeader(guess.label) !== null) return NOTHING;
  const bare = [...cells].find(([, cell]) => {
    const parsed = parseQuantityCell(cell, null);
    return !parsed.ok && parsed.error.code === 'QUANTITY_UNIT_MISSING';
  });
  if (bare === undefined) return NOTHING;
  const [example] = bare;
  const question: ColumnQuestion = {
    key: `unit:${guess.column}`,
    column: guess.column,
    text: `“${guess.label}”列的数字没有单位，是什么单位？`,
    choices: [
      { value: 'description', label: `以问题描述里写的数量为准，描述里没有的留空（如“${example}”）` },
      ...unitsFor(guess.label).map((unit) => ({
        value: unit,
        label: `${UNIT_NAMES[unit]}（“${example}”读作 ${example} ${unit}）`,
      })),
    ],
    assumed: 'description',
  };
  return { questions: [question], settled: {} };
}

function unitsFor(label: string): readonly (typeof UNITS)[number][] {
  const likely = /面积|占地/u.test(label)
    ? ['m²', '亩']
    : /方量|体积|土方/u.test(label)
      ? ['m³']
      : /长/u.test(label)
        ? ['m']
        : [];
  return UNITS.toSorted((a, b) => Number(likely.includes(b)) - Number(likely.includes(a)));
}

/** 严重 alone: the other words of the column tell which level it is, else it is asked. */
export function severityQuestions(column: AskedColumn | null): Asked {
  if (column === null) return NOTHING;
  const { guess, cells } = column;
  const texts = [...cells.keys()];
  const example = texts.find((text) => severityOf(text) === null && severityOf(text, 'serious') !== null);
  if (example === undefined) return NOTHING;
  const key = `severity:${guess.column}`;
  const levels = new Set(texts.map((text) => severityOf(text)));
  if (levels.has('serious') && !levels.has('major')) return { questions: [], settled: { [key]: 'major' } };
  if (levels.has('major') && !levels.has('serious')) return { questions: [], settled: { [key]: 'serious' } };
  const question: ColumnQuestion = {
    key,
    column: guess.column,
    text: `“${guess.label}”列里的“${example}”是哪一级？`,
    choices: [
      { value: 'refuse', label: `不代填，逐格改为一般、较严重或重大（如“${example}”）` },
      { value: 'serious', label: `较严重（“${example}”记为较严重）` },
      { value: 'major', label: `重大（“${example}”记为重大）` },
    ],
    assumed: 'refuse',
  };
  return { questions: [question], settled: {} };
}

/** The coordinate system, where neither a column, nor a name, nor a note of the file says it. */
export function datumQuestions(
  column: AskedColumn | null,
  grid: SheetGrid,
  mapping: ColumnMapping,
  { sheets = [grid] }: SheetSurroundings,
): Asked {
  if (column === null || column.cells.size === 0 || mapping.fixed.datum !== undefined) return NOTHING;
  const { guess, cells } = column;
  const named = columnsOf(mapping, 'datum').length > 0 || readLabelDatum(guess.label) !== null;
  if (named || readNotedDatum(sheets) !== null) return NOTHING;
  const [example = ''] = cells.keys();
  const question: ColumnQuestion = {
    key: 'datum',
    column: guess.column,
    text: '表里没有注明经纬度用的是哪种坐标系，是哪一种？',
    choices: (['unknown', 'CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'] as const).map((datum) => ({
      value: datum,
      label: `${DATUM_NOTES[datum]}（如“${example}”）`,
    })),
    assumed: 'unknown',
  };
  return { questions: [question], settled: {} };
}

const DATUM_NOTES = {
  unknown: `${DATUM_LABELS.unknown}：按原值保存，不换算`,
  CGCS2000: 'CGCS2000：测绘成果、天地图，不换算',
  WGS84: 'WGS84：手持 GPS，按 CGCS2000 保存',
  'GCJ-02': 'GCJ-02：高德、腾讯地图、微信定位，换算',
  'BD-09': 'BD-09：百度地图，换算',
} as const;
