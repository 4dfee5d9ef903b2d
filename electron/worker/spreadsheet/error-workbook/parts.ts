import type { Package } from './package.ts';
import { readRelations } from './package.ts';
import { attribute, decodeXml, encodeXml, rewriteTags } from './xml.ts';

/** Namespace of relationships, also the beginning of their types. */
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Beginning of the content types of spreadsheet parts. */
export const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A relationship to a part of the package. */
export function relationTo(id: string, type: string, part: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="/${encodeXml(part)}"/>`;
}

/** The content type of one part. */
export function typeOf(part: string, type: string): string {
  return `<Override PartName="/${encodeXml(part)}" ContentType="${type}"/>`;
}

/** A part name that nothing has yet. */
export function freeName(source: Package, stem: string, extension: string): string {
  let number = 1;
  while (source.has(`${stem}${number}${extension}`)) number += 1;
  return `${stem}${number}${extension}`;
}

/** An id that no relationship has yet. */
export function freeId(relations: readonly { readonly id: string }[], stem: string): string {
  let id = stem;
  for (let count = 2; relations.some((relation) => relation.id === id); count += 1) id = `${stem}${count}`;
  return id;
}

/** Puts elements at the end of the first element of a name. */
export function withChildren(xml: string, parent: string, children: readonly string[]): string {
  if (children.length === 0) return xml;
  const content = children.join('');
  let put = false;
  return rewriteTags(xml, ({ text, name, kind }) => {
    if (name !== parent || put || kind === 'open') return null;
    put = true;
    const prefix = /^<\/?((?:[\w.-]+:)?)/u.exec(text)?.[1] ?? '';
    return kind === 'empty' ? `${text.slice(0, -2)}>${content}</${prefix}${parent}>` : content + text;
  });
}

/** A part of relationships for a part that had none. */
export function newRelations(relations: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
}

/** Relationships without those to parts that are left out. */
export function withoutRelationsTo(xml: string, part: string, dropped: ReadonlySet<string>): string {
  return rewriteTags(xml, ({ text, name, kind }) => {
    if (name !== 'Relationship' || kind !== 'empty') return null;
    const [relation] = readRelations(text, part);
    return relation !== undefined && !relation.external && dropped.has(relation.target.toLowerCase()) ? '' : null;
  });
}

/** What changes in the content types. */
export interface TypeChanges {
  readonly added: readonly string[];
  /** Parts that are left out, in small letters. */
  readonly dropped: ReadonlySet<string>;
  readonly workbook: string;
  readonly vml: boolean;
}

/** Content types with the new parts; a workbook with macros or a template becomes a plain one, for so it is named. */
export function changedTypes(xml: string, { added, dropped, workbook, vml }: TypeChanges): string {
  let hasVml = false;
  const changed = rewriteTags(xml, ({ text, name, kind }) => {
    if (kind === 'close') return null;
    if (name === 'Default' && attribute(text, 'Extension')?.toLowerCase() === 'vml') hasVml = true;
    if (name !== 'Override') return null;
    const part = decodeXml(attribute(text, 'PartName') ?? '')
      .replace(/^\//u, '')
      .toLowerCase();
    if (dropped.has(part)) return '';
    return part === workbook.toLowerCase() ? typeOf(workbook, `${SPREADSHEET}.sheet.main+xml`) : null;
  });
  const vmlType = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  return withChildren(changed, 'Types', [...(vml && !hasVml ? [vmlType] : []), ...added]);
}
