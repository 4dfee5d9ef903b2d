import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { missingMark } from '#core/domain/document/missing-mark.ts';
import type { TemplateNames, TemplateScope } from '#core/domain/document/template-fields.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { checkPackage } from './template-package.ts';
import { syntaxRefusal, whereIn } from './template-words.ts';

/** A template that may be kept: the names it uses, each once, in the order of the document. */
export interface CheckedTemplate {
  readonly fields: readonly string[];
}

/**
 * Checks the bureau's own .docx before it is kept. Nothing in it is run or evaluated: a name between braces is looked up, and
 * that is all. Codes: TEMPLATE_NOT_DOCX, TEMPLATE_ENCRYPTED, TEMPLATE_MACRO, TEMPLATE_LINKED, TEMPLATE_DAMAGED,
 * TEMPLATE_TOO_LARGE, TEMPLATE_SYNTAX, TEMPLATE_FIELD_UNKNOWN, TEMPLATE_NO_FIELD.
 */
export async function checkTemplate(
  bytes: Uint8Array,
  fileName: string,
  names: TemplateNames,
): Promise<Result<CheckedTemplate>> {
  const sound = await checkPackage(bytes, fileName);
  if (!sound.ok) return sound;
  const zip = new PizZip(bytes);
  const used: string[] = [];
  const strange: string[] = [];
  const parsed = compile(zip, fileName);
  if (!parsed.ok) return parsed;
  walk(parsed.value, names, [], used, strange);
  const [unknown] = strange;
  if (unknown !== undefined) {
    const places = strange.map((name) => `{${name}}（${whereIn(zip, name)}）`);
    return refuse(
      'TEMPLATE_FIELD_UNKNOWN',
      `模板「${fileName}」里有程序不认识的栏目：${places.join('；')}。请对照“可用的栏目名”改正后再放入。`,
      { names: strange },
    );
  }
  if (used.length === 0)
    return refuse(
      'TEMPLATE_NO_FIELD',
      `模板「${fileName}」里没有花括号栏目，做出的文书都会一样；请在要填的地方写上如 {案件编号}。`,
    );
  return ok({ fields: [...new Set(used)] });
}

/** A filled template and what was missing, by name. */
export interface FilledTemplate {
  readonly bytes: Uint8Array;
  readonly missing: readonly string[];
}

/** Fills a checked template. What has no value stands in it as `【待填：…】`. */
export function fillTemplate(bytes: Uint8Array, data: TemplateScope): FilledTemplate {
  const missing = new Set<string>();
  const document = new Docxtemplater(new PizZip(bytes), {
    ...OPTIONS,
    nullGetter: (part) => {
      const name = String(Reflect.get(part, 'value') ?? '').trim();
      missing.add(name);
      return missingMark(name);
    },
  });
  document.render(data);
  return { bytes: document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' }), missing: [...missing] };
}

/** Names are looked up in the scope and in those around it; there are no expressions. */
const OPTIONS = {
  paragraphLoop: true,
  linebreaks: true,
  // Nothing in a document may change what counts as a brace.
  delimiters: { start: '{', end: '}' },
  syntax: { changeDelimiterPrefix: null },
  parser: (tag: string) => ({
    get: (scope: unknown) => {
      const name = tag.trim();
      if (name === '.') return scope;
      if (typeof scope !== 'object' || scope === null || !Object.hasOwn(scope, name)) return undefined;
      const value: unknown = Reflect.get(scope, name);
      return value === '' ? undefined : value === ' ' ? '' : value;
    },
  }),
} as const;

/** A part of a compiled template as far as it is looked at. */
interface TagPart {
  readonly type: string;
  readonly value?: string;
  readonly module?: string;
  readonly inverted?: boolean;
  readonly subparsed?: readonly TagPart[];
}

function compile(zip: PizZip, fileName: string): Result<readonly TagPart[]> {
  try {
    const document = new Docxtemplater(zip, OPTIONS);
    const files = Object.values(
      Reflect.get(document, 'compiled') as Record<string, { postparsed: readonly TagPart[] }>,
    );
    return ok(files.flatMap(({ postparsed }) => postparsed));
  } catch (error) {
    return syntaxRefusal(error, fileName);
  }
}

/** Gathers the names of a template, and those that are not known where they stand. */
function walk(
  parts: readonly TagPart[],
  names: TemplateNames,
  outer: readonly TemplateNames[],
  used: string[],
  strange: string[],
): void {
  for (const { type, value: written = '', module, inverted, subparsed = [] } of parts) {
    if (type !== 'placeholder') continue;
    const value = written.trim();
    const known = [names, ...outer].find((scope) => Object.hasOwn(scope, value));
    const list = known?.[value] ?? null;
    used.push(value);
    if (module === 'loop') {
      if (list === null) strange.push(`#${value}`);
      else walk(subparsed, inverted === true ? names : list, [names, ...outer], used, strange);
    } else if (module !== undefined && module !== '') strange.push(`${RAW}${value}`);
    else if (known === undefined || list !== null) strange.push(value);
  }
}

/** Mark of a tag whose value would become part of the document's own XML. */
const RAW = '@';
