import { cellText, foldText } from './cell-text.ts';
import type { ImportField } from './fields.ts';
import { cellAt, type GridCell, type GridRow } from './grid.ts';
import { parseDateCell } from './parse-date.ts';
import { phoneOf } from './parse-words.ts';

type Test = (cell: GridCell, text: string, date1904: boolean) => boolean;

/** Degrees a coordinate cell begins with; null when it does not look like one. */
function leadingDegrees(text: string): number | null {
  const match = /^[ensw东西南北经纬:\s]*(\d{2,3})(?:[°度º]|\.\d{3,})/iu.exec(text.normalize('NFKC'));
  return match ? Number(match[1]) : null;
}

/** Longitudes of China run from 73° to 136°, latitudes from 3° to 54°: the two never overlap. */
const isLon: Test = (_, text) => between(leadingDegrees(text), 73, 136);
const isLat: Test = (_, text) => between(leadingDegrees(text), 3, 54);

const TESTS: Readonly<Partial<Record<ImportField, Test>>> = {
  lon: isLon,
  lat: isLat,
  coordinates: (_, text) =>
    leadingDegrees(text) !== null &&
    text.split(/[,，;；\s]+/u).filter((part) => leadingDegrees(part) !== null).length >= 2,
  foundOn: (cell, _, date1904) => {
    const parsed = parseDateCell(cell, { date1904, year: 2000 });
    return parsed.ok;
  },
  category: (_, text) => /^(乱占|乱采|乱堆|乱建|非四乱)/u.test(foldText(text)),
  severity: (_, text) => /^(一般|较严重|较重|严重|重大|特别重大)(问题)?$/u.test(foldText(text)),
  bank: (_, text) => /^(左岸?|右岸?|两岸|左右岸|河心|河道内)$/u.test(foldText(text)),
  town: (_, text) => /(镇|乡|街道|地区)$/u.test(foldText(text)),
  village: (_, text) => /(村|社区|居委会|庄)$/u.test(foldText(text)),
  responsiblePhone: (_, text) => phoneOf(text) !== null,
  description: (_, text) => text.length >= 12,
};

/** Share of filled cells of a column that look like each field, 0 … 1; only fields whose content can be told. */
export function contentVotes(
  sample: readonly GridRow[],
  column: number,
  date1904: boolean,
): ReadonlyMap<ImportField, number> {
  const cells = sample
    .map((row) => cellAt(row, column))
    .flatMap((cell) => {
      const text = cellText(cell);
      return text === null ? [] : [{ cell, text }];
    });
  const votes = new Map<ImportField, number>();
  if (cells.length === 0) return votes;
  for (const field of Object.keys(TESTS) as ImportField[]) {
    const test = TESTS[field];
    if (test) votes.set(field, cells.filter(({ cell, text }) => test(cell, text, date1904)).length / cells.length);
  }
  return votes;
}

function between(value: number | null, low: number, high: number): boolean {
  return value !== null && value >= low && value < high;
}
