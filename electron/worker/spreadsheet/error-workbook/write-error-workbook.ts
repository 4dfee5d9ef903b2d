import type { Writable } from 'node:stream';
import { ERROR_COLUMN, ERROR_SHEET, type ErrorSheet } from '#core/domain/spreadsheet/error-sheet.ts';
import type { CellComment } from './comments.ts';
import { type LocatedWorkbook, locateWorkbook } from './locate.ts';
import { type MarkedCell, markSheet } from './mark-sheet.ts';
import { openPackage, type Package, readRelations, relationsName } from './package.ts';
import {
  changedTypes,
  freeName,
  RELATIONS,
  relationTo,
  SPREADSHEET,
  typeOf,
  withChildren,
  withoutRelationsTo,
} from './parts.ts';
import { type RulesSheetFacts, rulesSheet } from './rules-sheet.ts';
import { changeComments, type CommentChanges } from './sheet-comments.ts';
import { editSheet } from './sheet-stream.ts';
import { shiftDrawing, shiftNames, shiftOtherPart, shiftOwnPart } from './shift-parts.ts';
import { readStyles } from './styles.ts';
import { encodeXml } from './xml.ts';
import { createZipWriter } from './zip-writer.ts';

/** What is written into which sheet. */
export interface ErrorWorkbookOrder {
  readonly sheet: string;
  readonly headerTop: number;
  readonly headerBottom: number;
  /** Place of the column 错误类型, from 0, when the file has it already (an error workbook that came back); null: it is put in. */
  readonly typeColumn: number | null;
  /** Name of the sheet 错误说明 that the file has already. */
  readonly oldRules: string | null;
  readonly plan: ErrorSheet;
  readonly facts: Omit<RulesSheetFacts, 'uncommented'>;
}

/** Comments beyond these are left out, and said so: Excel draws a box for each when it opens the file. */
const MOST_COMMENTS = 20_000;
const SHIFTED_ELSEWHERE = /^xl\/(?:worksheets|charts|chartsheets|pivotCache|chartex)\/[^/]+\.xml$/iu;
/** Macros do not belong into an .xlsx; the order of calculation names cells that have moved, and Excel makes it anew. */
const DROPPED = /(?:^|\/)(?:calcChain\.xml|vbaProject[^/]*\.bin)$/iu;
const NEW_STYLES = 'xl/styles.xml';

/** True for a workbook whose parts can be edited in place; others are written anew from their values. */
export async function canBeMarked(bytes: Uint8Array, sheet: string): Promise<boolean> {
  const found = await locateWorkbook(await openPackage(bytes));
  return (
    found?.sheets.some(({ name }) => name === sheet) === true && !found.xml.includes('http://purl.oclc.org/ooxml/')
  );
}

/**
 * Copies a workbook part by part to `out` and changes only what the error workbook (问题反馈表) needs: the leading column and
 * whatever moves with it, marked cells, comments, formats, the sheet 错误说明. Every other part is copied as it is packed.
 * The workbook must be one that `canBeMarked`.
 */
export async function writeErrorWorkbook(bytes: Uint8Array, order: ErrorWorkbookOrder, out: Writable): Promise<void> {
  const source = await openPackage(bytes);
  const workbook = await locateWorkbook(source);
  const part = workbook?.sheets.find(({ name }) => name === order.sheet)?.part;
  if (workbook === null || part === undefined) throw new Error(`the workbook has no sheet ${order.sheet}`);
  const insert = order.typeColumn === null;
  const typeColumn = order.typeColumn ?? 0;
  const place = (column: number) => (column < 0 ? typeColumn : column + (insert ? 1 : 0));
  const comments = order.plan.marks
    .slice(0, MOST_COMMENTS)
    .map(({ row, column, comment }): CellComment => ({ row, column: place(column), text: comment }));
  const notes = await changeComments(source, { name: order.sheet, part, insert }, comments);
  const rules = rulesPlace(source, workbook, order.oldRules);
  const styles = readStyles(workbook.stylesPart === null ? null : await source.text(workbook.stylesPart));
  const stylesPart = workbook.stylesPart ?? NEW_STYLES;
  const edits = markSheet(
    {
      ...order,
      insert,
      typeColumn,
      title: ERROR_COLUMN,
      types: order.plan.types,
      marks: marksByRow(order.plan, place),
      legacyDrawing: notes.legacyDrawing,
    },
    styles,
  );
  const dropped = new Set(source.names.filter((name) => DROPPED.test(name)).map((name) => name.toLowerCase()));
  const changes = new Map<string, (xml: string) => string>([
    ...(insert ? await movedParts(source, part, order.sheet) : []),
    ...workbookChanges({ workbook, rules, notes, dropped, sheet: order.sheet, insert }),
  ]);
  const written = new Set([stylesPart, rules.part, ...notes.parts.keys()].map((name) => name.toLowerCase()));

  const zip = createZipWriter(out);
  for (const name of source.names) {
    const key = name.toLowerCase();
    if (dropped.has(key) || written.has(key)) continue;
    if (key === part.toLowerCase()) {
      await zip.add(name, editSheet(source.stream(name), edits));
      continue;
    }
    const change = changes.get(key);
    const before = change === undefined ? null : await source.text(name);
    const after = change === undefined || before === null ? null : change(before);
    if (after === null || after === before) {
      const { entry, packed } = await source.raw(name);
      await zip.copy(entry, packed);
    } else await zip.add(name, [after]);
  }
  for (const [name, xml] of notes.parts) await zip.add(name, [xml]);
  const facts = { ...order.facts, uncommented: order.plan.marks.length - comments.length };
  await zip.add(rules.part, [rulesSheet(order.plan, facts, styles)]);
  // Last: the sheets above ask for the formats they need.
  await zip.add(stylesPart, [styles.xml()]);
  await zip.finish();
}

function marksByRow(plan: ErrorSheet, place: (column: number) => number): ReadonlyMap<number, Map<number, MarkedCell>> {
  const marks = new Map<number, Map<number, MarkedCell>>();
  for (const { row, column, level, text } of plan.marks) {
    if (column < 0) continue;
    const cells = marks.get(row) ?? new Map<number, MarkedCell>();
    cells.set(place(column), { level: level === 'note' ? null : level, text });
    marks.set(row, cells);
  }
  return marks;
}

type Change = readonly [name: string, change: (xml: string) => string];

/** Parts that move with the sheet: what lies on it, and what names it from elsewhere. Names in small letters. */
async function movedParts(source: Package, part: string, sheet: string): Promise<readonly Change[]> {
  const own = readRelations(await source.text(relationsName(part)), part);
  const onSheet = own.flatMap(({ type, target }): readonly Change[] => {
    if (type === 'drawing') return [[target.toLowerCase(), shiftDrawing]];
    const belongs = type === 'table' || type === 'pivotTable' || type === 'threadedComment';
    return belongs ? [[target.toLowerCase(), (xml) => shiftOwnPart(xml, sheet)]] : [];
  });
  const elsewhere = source.names
    .filter((name) => SHIFTED_ELSEWHERE.test(name))
    .map((name): Change => [name.toLowerCase(), (xml) => shiftOtherPart(xml, sheet)]);
  return [...elsewhere, ...onSheet];
}

interface WorkbookChanges {
  readonly workbook: LocatedWorkbook;
  readonly rules: RulesPlace;
  readonly notes: CommentChanges;
  readonly dropped: ReadonlySet<string>;
  readonly sheet: string;
  readonly insert: boolean;
}

/** Workbook, its relationships and the content types. */
function workbookChanges({ workbook, rules, notes, dropped, sheet, insert }: WorkbookChanges): readonly Change[] {
  const withoutStyles = workbook.stylesPart === null;
  const relations = [
    ...(rules.fresh ? [relationTo(rules.id, 'worksheet', rules.part)] : []),
    ...(withoutStyles ? [relationTo('heqingStyles', 'styles', NEW_STYLES)] : []),
  ];
  const added = [
    ...notes.types,
    ...(rules.fresh ? [typeOf(rules.part, `${SPREADSHEET}.worksheet+xml`)] : []),
    ...(withoutStyles ? [typeOf(NEW_STYLES, `${SPREADSHEET}.styles+xml`)] : []),
  ];
  return [
    [
      workbook.part.toLowerCase(),
      (xml) => {
        const named = insert ? shiftNames(xml, sheet) : xml;
        return rules.fresh ? withChildren(named, 'sheets', [sheetElement(named, rules)]) : named;
      },
    ],
    [
      relationsName(workbook.part).toLowerCase(),
      (xml) => withChildren(withoutRelationsTo(xml, workbook.part, dropped), 'Relationships', relations),
    ],
    [
      '[content_types].xml',
      (xml) => changedTypes(xml, { added, dropped, workbook: workbook.part, vml: notes.legacyDrawing !== null }),
    ],
  ];
}

interface RulesPlace {
  readonly part: string;
  readonly title: string;
  readonly id: string;
  /** False: the sheet of an earlier error workbook is written anew. */
  readonly fresh: boolean;
}

function rulesPlace(source: Package, { sheets }: LocatedWorkbook, oldRules: string | null): RulesPlace {
  const old = sheets.find(({ name }) => name === oldRules);
  if (old !== undefined) return { part: old.part, title: old.name, id: '', fresh: false };
  const taken = new Set(sheets.map(({ name }) => name.toLowerCase()));
  let title = ERROR_SHEET;
  for (let count = 2; taken.has(title.toLowerCase()); count += 1) title = `${ERROR_SHEET}${count}`;
  return { part: freeName(source, 'xl/worksheets/sheet', '.xml'), title, id: 'heqingRules', fresh: true };
}

function sheetElement(workbook: string, { title, id }: RulesPlace): string {
  const ids = [...workbook.matchAll(/\ssheetId\s*=\s*["'](\d+)["']/gu)].map(([, number]) => Number(number));
  const prefix = /<((?:[\w.-]+:)?)sheets[\s>]/u.exec(workbook)?.[1] ?? '';
  const number = ids.reduce((most, one) => Math.max(most, one), 0) + 1;
  return `<${prefix}sheet xmlns:r="${RELATIONS}" name="${encodeXml(title)}" sheetId="${number}" r:id="${id}"/>`;
}
