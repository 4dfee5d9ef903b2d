import { addComments, type CellComment } from './comments.ts';
import { type Package, type Relation, readRelations, relationsName } from './package.ts';
import { freeId, freeName, newRelations, relationTo, SPREADSHEET, typeOf, withChildren } from './parts.ts';
import { shiftLegacyDrawing, shiftOwnPart } from './shift-parts.ts';
import { attribute } from './xml.ts';

/** What the comments of a sheet change in the package. */
export interface CommentChanges {
  /** Parts as they become, by name. */
  readonly parts: ReadonlyMap<string, string>;
  readonly types: readonly string[];
  /** Id of the drawing that the sheet has to name; null when it names one already, or needs none. */
  readonly legacyDrawing: string | null;
}

/** The sheet whose comments change. */
export interface CommentedSheet {
  readonly name: string;
  readonly part: string;
  /** A column was put in on its left. */
  readonly insert: boolean;
}

/** Writes comments to a sheet that may have some: the people's own stay, and move with their cells. */
export async function changeComments(
  source: Package,
  sheet: CommentedSheet,
  comments: readonly CellComment[],
): Promise<CommentChanges> {
  const relationsPart = relationsName(sheet.part);
  const relations = readRelations(await source.text(relationsPart), sheet.part);
  const notes = relations.find(({ type }) => type === 'comments')?.target ?? null;
  const boxes = await legacyDrawingOf(source, sheet.part, relations);
  const before = {
    notes: await moved(source, notes, sheet.insert, (xml) => shiftOwnPart(xml, sheet.name)),
    boxes: await moved(source, boxes, sheet.insert, shiftLegacyDrawing),
  };
  const parts = new Map<string, string>();
  if (comments.length === 0 && before.notes === null) {
    if (boxes !== null && before.boxes !== null) parts.set(boxes, before.boxes);
    return { parts, types: [], legacyDrawing: null };
  }
  const made = addComments(before.notes, before.boxes, comments);
  const notesPart = notes ?? freeName(source, 'xl/comments', '.xml');
  const boxesPart = boxes ?? freeName(source, 'xl/drawings/vmlDrawing', '.vml');
  parts.set(notesPart, made.comments).set(boxesPart, made.drawing);
  const legacyDrawing = boxes === null ? freeId(relations, 'heqingBoxes') : null;
  const added = [
    ...(notes === null ? [relationTo(freeId(relations, 'heqingNotes'), 'comments', notesPart)] : []),
    ...(legacyDrawing === null ? [] : [relationTo(legacyDrawing, 'vmlDrawing', boxesPart)]),
  ];
  if (added.length > 0) {
    const xml = await source.text(relationsPart);
    parts.set(relationsPart, xml === null ? newRelations(added) : withChildren(xml, 'Relationships', added));
  }
  return { parts, types: notes === null ? [typeOf(notesPart, `${SPREADSHEET}.comments+xml`)] : [], legacyDrawing };
}

async function moved(
  source: Package,
  name: string | null,
  insert: boolean,
  shift: (xml: string) => string,
): Promise<string | null> {
  const xml = name === null ? null : await source.text(name);
  return xml === null || !insert ? xml : shift(xml);
}

/** The drawing that the sheet's `legacyDrawing` names; other old-style drawings are those of headers and footers. */
async function legacyDrawingOf(source: Package, part: string, own: readonly Relation[]): Promise<string | null> {
  const candidates = own.filter(({ type }) => type === 'vmlDrawing');
  if (candidates.length === 0) return null;
  let id: string | null = null;
  let rest = '';
  for await (const chunk of source.stream(part)) {
    rest = rest.slice(-400) + Buffer.from(chunk).toString('latin1');
    id = attribute(/<(?:[\w.-]+:)?legacyDrawing\s[^<>]*>/u.exec(rest)?.[0] ?? '', 'id') ?? id;
  }
  return candidates.find((relation) => relation.id === id)?.target ?? null;
}
