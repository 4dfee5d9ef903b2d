import type { CivilMinute } from '#core/domain/deadline/terms.ts';
import {
  columnLetters,
  headerSpans,
  type LedgerDefinition,
  type LedgerSort,
} from '#core/domain/ledger/ledger-definition.ts';
import { PRIVACY_TEXTS, type PrivacyLevel } from '#core/domain/ledger/privacy.ts';
import { type PrintLayout, printLayout } from '#core/domain/ledger/print-layout.ts';
import { KEY_HEADER } from '#core/domain/ledger/row-key.ts';
import { cleanText, escapeForXml, type LedgerProblem, pageHeaderText } from '#core/domain/ledger/sanitize.ts';
import type { LedgerScope } from '#core/domain/ledger/ledger-scope.ts';
import type { SheetPlan } from '#core/domain/ledger/sheet-plan.ts';
import { layoutRow } from '#core/domain/ledger/text-layout.ts';
import type { Continuation } from './continuations.ts';
import { type FillIn, fillInText } from './fill-in.ts';
import {
  ASIDE_STYLE,
  COUNT_STYLE,
  FOOT_STYLE,
  HEADER_STYLE,
  OPEN_HEADER_STYLE,
  SIGNATURE_STYLE,
  TITLE_STYLE,
  UNIT_STYLE,
} from './ledger-styles.ts';
import { problemLine } from './problem-list.ts';
import type { SheetSetup } from './xlsx/sheet.ts';
import type { CellStyle } from './xlsx/styles.ts';
import type { OpenSheet, SheetEntry } from './xlsx/workbook.ts';

/** What is printed about an export, beside its rows. All texts Chinese. */
export interface LedgerMeta {
  readonly definition: Pick<LedgerDefinition, 'id' | 'version' | 'name'>;
  /** Key of the export in the export log. */
  readonly exportId: string;
  readonly privacy: PrivacyLevel;
  /** 填报单位 */
  readonly filingUnit: string;
  /** The filter in words, e.g. `镇街：石城镇；状态：整改中`, or `全部案件`. */
  readonly filterText: string;
  /** Order of the rows, keys of columns; empty: an order of the form's own. */
  readonly sort: readonly LedgerSort[];
  /** Local civil minute, printed. */
  readonly exportedAt: CivilMinute;
  /** The same moment, integer milliseconds UTC; stamped into the file. */
  readonly exportedAtMs: number;
  readonly exporter: string;
  /** Head of the event log the rows were read under; null when the log is empty. */
  readonly logHead: { readonly device: string; readonly seq: number; readonly hash: string } | null;
  /** Set when it is to be filled in and sent back. */
  readonly fillIn?: FillIn | undefined;
  /** Of a part of a ledger: which town or unit it is of, and the sending (分发) it belongs to. */
  readonly part?: { readonly scope: LedgerScope; readonly sendingId: string } | undefined;
}

/** Row of the sheet where the data begin; above: title, filing unit, two header rows. */
export const FIRST_DATA_ROW = 5;
const LAST_HEADER_ROW = FIRST_DATA_ROW - 1;
const GROUP_ROW = FIRST_DATA_ROW - 2;

const PAPER_CODES = { A3: 8, A4: 9 } as const;
const FOOT_FONT = { size: 10, line: 14.6 } as const;
const EMS_TO_BODY = FOOT_FONT.size / 9;
const EMS_OF_UNIT = 11 / 9;
const MAX_PRINTED_PROBLEMS = 50;
const KEY_WIDTH = 12;

/** The sheet as the workbook lists it: paper, facing pages, repeated header, frozen panes, page header and footer. */
export function sheetEntry(plan: SheetPlan, name: string, meta: LedgerMeta, keyed: boolean): SheetEntry {
  const { paper, columns } = plan;
  const widths = columns.map(({ width }) => width);
  // The first page has the title on the sheet itself; the others get it from the page header.
  const setup: SheetSetup = {
    widths: keyed ? [...widths, KEY_WIDTH] : widths,
    ...(keyed ? { hidden: [widths.length] } : {}),
    ...(plan.editable === undefined ? {} : { protected: true }),
    freeze: { columns: paper.repeatedColumns, rows: LAST_HEADER_ROW },
    print: {
      paper: PAPER_CODES[paper.size],
      orientation: paper.orientation,
      pagesWide: paper.pagesWide,
      centered: paper.pagesWide === 1,
      header: `&L填报单位：${pageHeaderText(meta.filingUnit, 60)}&C${pageHeaderText(plan.title, 60)}`,
      footer: `&L${pageHeaderText(headText(meta, 12), 80)}&C第 &P 页 共 &N 页&R导出时间：${pageHeaderText(minuteText(meta.exportedAt))}`,
    },
  };
  const rows = `$${GROUP_ROW}:$${LAST_HEADER_ROW}`;
  const lastRepeated = columnLetters(Math.max(0, paper.repeatedColumns - 1));
  const printTitles = paper.repeatedColumns > 0 ? [`$A:$${lastRepeated}`, rows] : [rows];
  return { name, setup, printTitles };
}

/** Writes title, filing unit and the two header rows. */
export function writeHead(sheet: OpenSheet, plan: SheetPlan, meta: LedgerMeta, keyed: boolean): PrintLayout {
  const layout = printLayout(plan);
  const { first, last } = layout.textSpan;
  const { editable } = plan;
  // With the note on what to fill in the left part is the longer one.
  const middle = Math.floor(editable === undefined ? (first + last) / 2 : first + (last - first) * 0.75);
  const count = plan.columns.length;
  sheet.row(1, 40, line(count, [{ first, last, text: plan.title, style: TITLE_STYLE }]));
  sheet.merge(1, first, last);
  const under = [
    { first, last: middle, text: unitText(plan, meta), style: UNIT_STYLE },
    { first: middle + 1, last, text: plan.aside, style: ASIDE_STYLE },
  ].filter((part) => part.first <= part.last);
  const wide = plan.columns.slice(first, middle + 1).reduce((total, column) => total + column.width, 0);
  const lines = [{ text: unitText(plan, meta), width: wide / EMS_OF_UNIT }];
  const height = editable === undefined ? 22 : Math.min(409, layoutRow(lines).height * EMS_OF_UNIT);
  sheet.row(2, height, line(count, under));
  for (const part of under) if (part.last > part.first) sheet.merge(2, part.first, part.last);
  writeHeaderRows(sheet, plan, keyed);
  return layout;
}

function unitText(plan: SheetPlan, { filingUnit, part }: LedgerMeta): string {
  const unit = `填报单位：${part?.scope.name ?? filingUnit}`;
  return plan.editable === undefined ? unit : `${unit}\n${fillInText(plan)}`;
}

function writeHeaderRows(sheet: OpenSheet, { columns, editable }: SheetPlan, keyed: boolean): void {
  const styleOf = (key: string) => (editable?.has(key) === true ? OPEN_HEADER_STYLE : HEADER_STYLE);
  const spans = headerSpans(columns);
  const groupAt = new Map(spans.flatMap((span) => (span.group === null ? [] : [[span.first, span.group] as const])));
  const upper = columns.map((column, at) => ({
    value: column.group === undefined ? safe(column.header) : safe(groupAt.get(at) ?? ''),
    style: column.group === undefined ? styleOf(column.key) : HEADER_STYLE,
  }));
  const lower = columns.map((column) => ({
    value: column.group === undefined ? null : safe(column.header),
    style: styleOf(column.key),
  }));
  const texts = columns.map((column) => ({ text: column.header, width: column.width }));
  // One line more than the text takes: the filter button covers the lower right corner of the cell.
  const height = layoutRow(texts, 2).height + 6;
  sheet.row(
    GROUP_ROW,
    20,
    upper.map((cell) => (cell.value === '' ? { ...cell, value: null } : cell)),
  );
  const key = keyed ? [{ value: KEY_HEADER, style: null }] : [];
  sheet.row(LAST_HEADER_ROW, height, [...lower, ...key]);
  for (const span of spans) {
    if (span.group === null) sheet.merge(GROUP_ROW, span.first, span.first, LAST_HEADER_ROW);
    else if (span.last > span.first) sheet.merge(GROUP_ROW, span.first, span.last);
  }
}

/** What the foot says beside the definition's notes. */
export interface FootFacts {
  readonly rows: number;
  /** First line: how many, and of what. */
  readonly countText: string;
  readonly problems: readonly LedgerProblem[];
  readonly continuations: readonly Continuation[];
}

/** Writes what is signed and the block under the table, and sets the filter range; the last thing written to the sheet. */
export function writeFoot(
  sheet: OpenSheet,
  plan: SheetPlan,
  layout: PrintLayout,
  meta: LedgerMeta,
  facts: FootFacts & { readonly keyed: boolean },
): void {
  const lastDataRow = FIRST_DATA_ROW + facts.rows - 1;
  const lastColumn = plan.columns.length - (facts.keyed ? 0 : 1);
  sheet.filter(`A${LAST_HEADER_ROW}:${columnLetters(lastColumn)}${Math.max(LAST_HEADER_ROW, lastDataRow)}`);
  const { first, last } = layout.textSpan;
  const width = plan.columns.slice(first, last + 1).reduce((total, column) => total + column.width, 0);
  const count = plan.columns.length;
  let number = lastDataRow + 2;
  if (plan.signatures.length > 0) {
    sheet.row(number - 1, 30, line(count, signatureParts(plan, first, last)));
    for (const part of signatureParts(plan, first, last))
      if (part.last > part.first) sheet.merge(number - 1, part.first, part.last);
  }
  for (const { text, style } of footLines(plan, meta, facts)) {
    const clean = cleanText(text).text;
    const height = layoutRow([{ text: clean, width: width / EMS_TO_BODY }]).height * EMS_TO_BODY;
    sheet.row(number, Math.min(409, height), line(count, [{ first, last, text: clean, style }]));
    if (last > first) sheet.merge(number, first, last);
    number += 1;
  }
}

interface Part {
  readonly first: number;
  readonly last: number;
  readonly text: string;
  readonly style: CellStyle;
}

/** The signatures spread over the columns in runs of nearly equal width. */
function signatureParts({ columns, signatures }: SheetPlan, first: number, last: number): readonly Part[] {
  const widths = columns.slice(first, last + 1).map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const parts: Part[] = [];
  let from = first;
  let used = 0;
  for (let at = first; at <= last; at += 1) {
    used += columns[at]?.width ?? 0;
    const due = ((parts.length + 1) * total) / signatures.length;
    const text = signatures[parts.length];
    if (text === undefined || (at < last && used + 1e-9 < due)) continue;
    parts.push({ first: from, last: at, text, style: SIGNATURE_STYLE });
    from = at + 1;
  }
  return parts;
}

interface FootLine {
  readonly text: string;
  readonly style: CellStyle;
}

function footLines(plan: SheetPlan, meta: LedgerMeta, facts: FootFacts): readonly FootLine[] {
  const plain = (text: string): FootLine => ({ text, style: FOOT_STYLE });
  const order = sortText(plan, meta.sort);
  return [
    { text: facts.countText, style: COUNT_STYLE },
    plain(`筛选条件：${meta.filterText}${order === null ? '' : `　　排序：${order}`}`),
    plain(
      `导出时间：${minuteText(meta.exportedAt)}　　导出人：${meta.exporter}　　表式：${meta.definition.name}（第 ${meta.definition.version} 版）`,
    ),
    plain(headText(meta, 64)),
    plain(PRIVACY_TEXTS[meta.privacy]),
    plain('填表说明：'),
    ...plan.notes.map((note, index) => plain(`${index + 1}．${note}`)),
    ...problemLines(facts.problems).map(plain),
    ...continuationLines(facts.continuations).map(plain),
  ];
}

function problemLines(problems: readonly LedgerProblem[]): readonly string[] {
  if (problems.length === 0) return [];
  const printed = problems.slice(0, MAX_PRINTED_PROBLEMS).map(problemLine);
  const more = problems.length - printed.length;
  return ['导出提示：', ...printed, ...(more > 0 ? [`另有 ${more} 条提示见导出结果。`] : [])];
}

function continuationLines(continuations: readonly Continuation[]): readonly string[] {
  if (continuations.length === 0) return [];
  const lines = continuations.flatMap(({ row, column, parts }) =>
    parts.map((part, index) => `${index === 0 ? `序号 ${row}“${column}”：` : ''}${part}`),
  );
  return ['附文：', ...lines];
}

/** The order in words; null where it is the form's own. A key that this sheet does not show is an order of the whole workbook. */
function sortText(plan: SheetPlan, sort: readonly LedgerSort[]): string | null {
  if (sort.length === 0) return null;
  const header = (key: string) => plan.columns.find((column) => column.key === key)?.header ?? SORT_NAMES[key] ?? key;
  return sort.map(({ key, direction }) => `${header(key)}${direction === 'asc' ? '升序' : '降序'}`).join('、');
}

const SORT_NAMES: Readonly<Record<string, string>> = { number: '编号' };

function headText(meta: LedgerMeta, hashLength: number): string {
  if (meta.logHead === null) return '日志链头：（无记录）';
  const { device, seq, hash } = meta.logHead;
  return `日志链头：设备 ${device}，第 ${seq} 条，校验值 ${hash.slice(0, hashLength)}`;
}

function minuteText(minute: CivilMinute): string {
  return minute.replace('T', ' ');
}

/** Cells of a row of merged runs: the text at the beginning of each, its style on all of them. */
function line(count: number, parts: readonly Part[]): { value: string | null; style: CellStyle | null }[] {
  const cells: { value: string | null; style: CellStyle | null }[] = Array.from({ length: count }, () => ({
    value: null,
    style: null,
  }));
  for (const { first, last, text, style } of parts) {
    for (let at = first; at <= last; at += 1) cells[at] = { value: at === first ? safe(text) : null, style };
  }
  return cells;
}

function safe(text: string): string {
  return escapeForXml(cleanText(text).text);
}
