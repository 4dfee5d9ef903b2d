import { z } from 'zod';
import { isCivilDate } from '../deadline/civil-date.ts';
import { ok, type Result, refuse } from './result.ts';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是否（true / false）',
  array: '列表',
  object: '一组数据',
  null: '空值',
};
const SHOWN_ISSUES = 3;

/** A civil date inside a rule file. */
export const ResourceDateSchema = z.string().refine(isCivilDate, '应为 2026-03-05 样式的日期');

/**
 * Reads a rule file (规则资源) from what came out of JSON. A damaged file is refused as a whole: half a rule table is
 * worse than none. `name` is the Chinese name of the file. Code: RESOURCE_DAMAGED, `data.issues` has every fault.
 */
export function parseResource<T>(schema: z.ZodType<T>, raw: unknown, name: string): Result<T> {
  const parsed = schema.safeParse(raw, { error: z.locales.zhCN().localeError });
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.map((issue) => `${pathText(issue.path)}${issueText(issue)}`);
  const rest = issues.length > SHOWN_ISSUES ? `；另有 ${issues.length - SHOWN_ISSUES} 处` : '';
  const shown = issues.slice(0, SHOWN_ISSUES).join('；');
  return refuse(
    'RESOURCE_DAMAGED',
    `${name}文件内容不对，未采用：${shown}${rest}。请恢复程序自带的文件，或改正后重新载入。`,
    {
      issues,
    },
  );
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '';
  const steps = path.map((step) => (typeof step === 'number' ? `第 ${step + 1} 项` : `“${String(step)}”`));
  return `${steps.join('')}：`;
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `应为${TYPE_NAMES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.map(String).join('、')}`;
  if (issue.code === 'unrecognized_keys') return `有不认识的项 ${issue.keys.join('、')}`;
  return issue.message;
}
