import { type Package, readRelations, relationsName } from './package.ts';
import { attribute, rewriteTags } from './xml.ts';

/** The workbook part of a package and the sheets that it names. */
export interface LocatedWorkbook {
  readonly part: string;
  readonly xml: string;
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
  readonly date1904: boolean;
  /** In the order of their tabs; sheets of cells only, no chart sheets. */
  readonly sheets: readonly LocatedSheet[];
  /** Names of sheets whose part is not there. */
  readonly missing: readonly string[];
}

/** A sheet as the workbook names it. */
export interface LocatedSheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** Finds workbook and sheets; null where there is no workbook. */
export async function locateWorkbook(source: Package): Promise<LocatedWorkbook | null> {
  const root = readRelations(await source.text('_rels/.rels'), '');
  const part = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const xml = await source.text(part);
  if (xml === null) return null;
  const relations = readRelations(await source.text(relationsName(part)), part);
  const sheets: LocatedSheet[] = [];
  const missing: string[] = [];
  let date1904 = false;
  rewriteTags(xml, ({ text, name: tag, kind }) => {
    if (kind === 'close') return null;
    if (tag === 'workbookPr') date1904 = ['1', 'true', 'on'].includes(attribute(text, 'date1904') ?? '');
    if (tag !== 'sheet') return null;
    const id = /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/u.exec(text)?.[1];
    const relation = relations.find((one) => one.id === id);
    const name = attribute(text, 'name') ?? '';
    const hidden = /^(?:very)?hidden$/iu.test(attribute(text, 'state') ?? '');
    if (relation === undefined || !source.has(relation.target)) missing.push(name);
    else if (relation.type === 'worksheet') sheets.push({ name, part: relation.target, hidden });
    return null;
  });
  const partOf = (type: string) => {
    const target = relations.find((one) => one.type === type)?.target;
    return target !== undefined && source.has(target) ? target : null;
  };
  return {
    part,
    xml,
    stylesPart: partOf('styles'),
    stringsPart: partOf('sharedStrings'),
    date1904,
    sheets,
    missing,
  };
}
