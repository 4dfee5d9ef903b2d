import { columnLetters } from '#core/domain/spreadsheet/grid.ts';
import { textXml } from './text-cell.ts';
import { attribute, decodeXml, rewriteTags } from './xml.ts';

/** A comment on a cell; column from 0. */
export interface CellComment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Author of our comments: by it they are known again when the file comes back. */
const AUTHOR = '河清';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const EMPTY_COMMENTS = `<comments xmlns="${MAIN}"><authors></authors><commentList></commentList></comments>`;
const EMPTY_DRAWING =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>';
const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
const COMMENT = /<((?:[\w.-]+:)?)comment\s[^<>]*>[\s\S]*?<\/(?:[\w.-]+:)?comment\s*>/gu;
/** What an earlier error workbook wrote below a person's own comment. */
const BELOW = /(?:\n|&#10;|&#xA;)【(?:错误|提示|已改)】[^<]*(?=<\/)/giu;
const SHAPE = /<v:shape\s[\s\S]*?<\/v:shape\s*>/gu;
/** Characters on a line of the box. */
const LINE = 26;

/** What the comments part and the drawing of its boxes become. */
export interface CommentParts {
  readonly comments: string;
  readonly drawing: string;
}

/** Adds comments to what a sheet has. One of an earlier error workbook goes; a person's own on the same cell is kept, with ours below it. */
export function addComments(
  comments: string | null,
  drawing: string | null,
  added: readonly CellComment[],
): CommentParts {
  const cleared = withoutOurs(comments ?? EMPTY_COMMENTS, drawing ?? EMPTY_DRAWING);
  const { xml, author } = withAuthor(cleared.comments);
  const prefix = /<((?:[\w.-]+:)?)comments[\s>]/u.exec(xml)?.[1] ?? '';
  const waiting = new Map(added.map((comment) => [`${columnLetters(comment.column)}${comment.row}`, comment]));
  const joined = xml.replace(COMMENT, (whole: string, p: string) => {
    const ref = attribute(whole.slice(0, whole.indexOf('>') + 1), 'ref') ?? '';
    const mine = waiting.get(ref);
    if (mine === undefined) return whole;
    waiting.delete(ref);
    return whole.replace(/<\/(?:[\w.-]+:)?text\s*>/u, (end) => run(p, `\n${mine.text}`) + end);
  });
  const fresh = [...waiting].map(
    ([ref, { text }]) =>
      `<${prefix}comment ref="${ref}" authorId="${author}"><${prefix}text>${run(prefix, text)}</${prefix}text></${prefix}comment>`,
  );
  return {
    comments: joined.replace(/<\/(?:[\w.-]+:)?commentList\s*>/u, (end) => fresh.join('') + end),
    drawing: withShapes(cleared.drawing, [...waiting.values()]),
  };
}

function run(prefix: string, text: string): string {
  return `<${prefix}r><${prefix}t xml:space="preserve">${textXml(text)}</${prefix}t></${prefix}r>`;
}

/** Comments of ours and their boxes taken out. */
function withoutOurs(comments: string, drawing: string): CommentParts {
  const authors = authorsOf(comments);
  const gone = new Set<string>();
  const kept = comments.replace(COMMENT, (whole: string) => {
    const open = whole.slice(0, whole.indexOf('>') + 1);
    if (authors[Number(attribute(open, 'authorId') ?? -1)] !== AUTHOR) return whole.replace(BELOW, '');
    gone.add(attribute(open, 'ref') ?? '');
    return '';
  });
  if (gone.size === 0) return { comments: kept, drawing };
  const boxes = drawing.replace(SHAPE, (shape) => {
    const figure = (name: string) => Number(new RegExp(`<x:${name}>\\s*(\\d+)`, 'u').exec(shape)?.[1] ?? -1);
    const isNote = /ObjectType\s*=\s*["']Note["']/u.test(shape);
    return isNote && gone.has(`${columnLetters(figure('Column'))}${figure('Row') + 1}`) ? '' : shape;
  });
  return { comments: kept, drawing: boxes };
}

function authorsOf(xml: string): readonly string[] {
  return [...xml.matchAll(/<(?:[\w.-]+:)?author(?:\s[^<>]*)?(?:\/>|>([^<]*)<)/gu)].map(([, name]) =>
    decodeXml(name ?? ''),
  );
}

function withAuthor(xml: string): { readonly xml: string; readonly author: number } {
  const known = authorsOf(xml);
  const at = known.indexOf(AUTHOR);
  if (at >= 0) return { xml, author: at };
  let put = false;
  const changed = rewriteTags(xml, ({ text, name, kind }) => {
    if (name !== 'authors' || put) return null;
    const prefix = /^<\/?((?:[\w.-]+:)?)/u.exec(text)?.[1] ?? '';
    const author = `<${prefix}author>${AUTHOR}</${prefix}author>`;
    if (kind === 'open') return null;
    put = true;
    return kind === 'empty' ? `<${prefix}authors>${author}</${prefix}authors>` : author + text;
  });
  return { xml: changed, author: known.length };
}

function withShapes(drawing: string, comments: readonly CellComment[]): string {
  if (comments.length === 0) return drawing;
  const ids = [...drawing.matchAll(/_x0000_s(\d+)/gu)].map(([, id]) => Number(id));
  const first = ids.reduce((most, id) => Math.max(most, id), 1024) + 1;
  const type = drawing.includes('"_x0000_t202"') ? '' : SHAPE_TYPE;
  const shapes = comments.map((comment, index) => shape(first + index, comment));
  const end = drawing.lastIndexOf('</xml');
  const at = end < 0 ? drawing.length : end;
  return drawing.slice(0, at) + type + shapes.join('') + drawing.slice(at);
}

/** A hidden box on the right of its cell, tall enough for its text in rows of the usual height. */
function shape(id: number, { row, column, text }: CellComment): string {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 1);
  const top = Math.max(0, row - 2);
  const anchor = [column + 1, 12, top, 4, column + 5, 12, top + Math.min(24, Math.max(4, lines)), 4].join(', ');
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
