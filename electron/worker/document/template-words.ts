import type PizZip from 'pizzip';
import { z } from 'zod';
import { type Result, refuse } from '#core/domain/shared/result.ts';

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^word\/document\.xml$/u, '正文'],
  [/^word\/header\d*\.xml$/u, '页眉'],
  [/^word\/footer\d*\.xml$/u, '页脚'],
];

/** Where a name stands in a template: which part, and the text around it. */
export function whereIn(zip: PizZip, name: string): string {
  const tag = `{${name.replace(/^@/u, '@')}}`;
  for (const [pattern, label] of PARTS) {
    for (const file of zip.file(pattern)) {
      for (const paragraph of paragraphsOf(file.asText())) {
        const at = paragraph.indexOf(tag);
        if (at !== -1) return `${label}“${paragraph.slice(Math.max(0, at - 12), at + tag.length + 8)}”处`;
      }
    }
  }
  return '文本框或其他部分';
}

function paragraphsOf(xml: string): readonly string[] {
  return xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join(''));
}

const ErrorSchema = z.object({
  properties: z.object({
    id: z.string().optional(),
    xtag: z.string().optional(),
    errors: z
      .array(
        z.object({
          properties: z.object({
            id: z.string().optional(),
            xtag: z.string().optional(),
            openingtag: z.string().optional(),
            closingtag: z.string().optional(),
          }),
        }),
      )
      .optional(),
  }),
});

type Fault = NonNullable<z.infer<typeof ErrorSchema>['properties']['errors']>[number]['properties'];

/** A fault of the braces in Chinese; an error that is none is thrown on. */
export function syntaxRefusal(error: unknown, fileName: string): Result<never> {
  const parsed = ErrorSchema.safeParse(error);
  if (!parsed.success) throw error;
  const { errors, ...self } = parsed.data.properties;
  const faults: readonly Fault[] = errors === undefined ? [self] : errors.map(({ properties }) => properties);
  const texts = [...new Set(faults.map(faultText))];
  return refuse('TEMPLATE_SYNTAX', `模板「${fileName}」的花括号写得不对：${texts.join('；')}。请改正后再放入。`, {
    faults: faults.map(({ id }) => id),
  });
}

function faultText({ id = '', xtag = '', openingtag = '', closingtag = '' }: Fault): string {
  switch (id) {
    case 'unclosed_tag':
      return `“{${xtag.slice(0, 20)}”后面缺少“}”`;
    case 'unopened_tag':
      return `“${xtag.slice(-20)}}”前面缺少“{”`;
    case 'duplicate_open_tag':
      return `“${xtag.slice(0, 20)}”前面多写了“{”`;
    case 'duplicate_close_tag':
      return `“${xtag.slice(0, 20)}”后面多写了“}”`;
    case 'unclosed_loop':
      return `{#${xtag}} 没有对应的 {/${xtag}}`;
    case 'unopened_loop':
      return `{/${xtag}} 没有对应的 {#${xtag}}`;
    case 'closing_tag_does_not_match_opening_tag':
      return `{#${openingtag}} 与 {/${closingtag}} 不配对`;
    case 'unbalanced_loop_tags':
    case 'loop_position_invalid':
      return `重复部分的首尾要在同一段、同一行表格或同一单元格中`;
    default:
      return `“${xtag.slice(0, 20)}”附近的写法有误`;
  }
}
