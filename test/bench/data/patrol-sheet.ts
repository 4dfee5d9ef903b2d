import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { toDayNumber } from '#core/domain/deadline/civil-date.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { type ZipPart, zipOf } from '../../integration/import/zip.ts';
import { workbookParts } from '../../integration/import/workbook.ts';
import { reference } from './folds.ts';
import { createProblemMaker, dayAfter } from './problems.ts';
import { createRandom } from './random.ts';
import { cellAddress } from '#core/domain/spreadsheet/grid.ts';

/** A large patrol sheet as a spreadsheet program writes it: shared strings, dates as numbers, one header row. */
export interface PatrolSheet {
  readonly file: Buffer;
  /** Part of the sheet alone, deflated in the file: what a yardstick reads. */
  readonly sheetXml: Buffer;
}

const COLUMNS: readonly (readonly [string, (problem: Problem, at: number) => string | number | null])[] = [
  ['序号', (_, at) => at + 1],
  ['工单编号', (_, at) => `GD-2026-${String(at + 1).padStart(7, '0')}`],
  ['问题来源', ({ source }) => source],
  ['镇街', ({ town }) => town],
  ['村（社区）', ({ village }) => village],
  ['河湖名称', ({ river }) => river],
  ['河段', ({ reach }) => reach],
  ['岸别', ({ bank }) => (bank === 'left' ? '左岸' : bank === 'right' ? '右岸' : null)],
  ['详细位置', ({ place }) => place],
  ['经度', ({ lon }) => lon],
  ['纬度', ({ lat }) => lat],
  ['问题类型', ({ category }) => CATEGORY_LABELS[category]],
  ['问题描述', ({ description }) => description],
  ['数量', ({ quantity }) => (quantity === null ? null : `${quantity.amount}${quantity.unit}`)],
  ['发现日期', ({ foundOn }) => toDayNumber(foundOn) + 25_569],
  ['责任单位', ({ responsibleUnit }) => responsibleUnit],
  ['责任人', ({ responsiblePerson }) => responsiblePerson],
  ['联系电话', ({ responsiblePhone }) => responsiblePhone],
  ['形成时间', ({ formedPeriod }) => formedPeriod],
  ['备注', ({ remarks }) => remarks],
];
const DATE_COLUMN = COLUMNS.findIndex(([name]) => name === '发现日期');

/** Makes the sheet. `columns` beyond the twenty known ones are named 附加1, 附加2 … and hold short texts. */
export function patrolSheet(rows: number, columns = COLUMNS.length): PatrolSheet {
  const make = createProblemMaker(reference(), createRandom(11));
  const strings = new Map<string, number>();
  const shared = (text: string) => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const cell = (row: number, value: string | number | null, column: number): string => {
    const start = `<c r="${cellAddress(row, column)}" s="${column === DATE_COLUMN ? 1 : 2}"`;
    if (value === null) return `${start}/>`;
    return typeof value === 'string' ? `${start} t="s"><v>${shared(value)}</v></c>` : `${start}><v>${value}</v></c>`;
  };
  const line = (row: number, values: readonly (string | number | null)[]) =>
    `<row r="${row}" spans="1:${values.length}">${values.map((value, column) => cell(row, value, column)).join('')}</row>`;
  const further = Array.from({ length: Math.max(0, columns - COLUMNS.length) }, (_, at) => `附加${at + 1}`);
  const lines = [line(1, [...COLUMNS.map(([name]) => name), ...further])];
  for (let at = 0; at < rows; at += 1) {
    const problem = make(dayAfter('2026-01-05', Math.floor((at * 300) / rows)), at);
    const values = COLUMNS.map(([, value]) => value(problem, at));
    lines.push(line(at + 2, [...values, ...further.map((name) => `${name}第${at % 97}项`)]));
  }
  return zipped(lines.join(''), strings);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function zipped(sheetData: string, strings: ReadonlyMap<string, number>): PatrolSheet {
  const items = [...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join('');
  const table = `<sst xmlns="${MAIN}" uniqueCount="${strings.size}">${items}</sst>`;
  const parts: readonly ZipPart[] = [
    ...workbookParts(sheetData, { formats: [14, 0] }).map(withStrings),
    { name: 'xl/sharedStrings.xml', data: Buffer.from(table) },
  ];
  const sheet = parts.find(({ name }) => name === 'xl/worksheets/sheet1.xml');
  return { file: zipOf(parts), sheetXml: Buffer.from(sheet?.data ?? []) };
}

const STRINGS_TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings';

function withStrings(part: ZipPart): ZipPart {
  if (part.name !== 'xl/_rels/workbook.xml.rels') return part;
  const text = Buffer.from(part.data).toString('utf8');
  const relation = `<Relationship Id="rId9" Type="${STRINGS_TYPE}" Target="sharedStrings.xml"/>`;
  return { ...part, data: Buffer.from(text.replace('</Relationships>', `${relation}</Relationships>`)) };
}
