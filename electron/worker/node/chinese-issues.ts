import { z } from 'zod';
import { zhCN } from 'zod/locales';

/**
 * Makes the checks of the contract say in Chinese what is wrong wherever a schema has no words of its own; without it
 * zod speaks English. For the whole process: call it once, before the first request.
 */
export function speakChinese(): void {
  z.config({ localeError: wording });
}

const { localeError: plainChinese } = zhCN();

function wording(issue: z.core.$ZodRawIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : `应为${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')} 之一`;
    case 'invalid_union':
      return issue.discriminator === undefined ? '填写的形式不对' : `没有名为「${named(issue)}」的种类`;
    case 'unrecognized_keys':
      return `多出了不认识的项：${issue.keys.join('、')}`;
    case 'too_big':
      return `最大为 ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `应${issue.inclusive === false ? '大于' : '不小于'} ${issue.minimum}`
        : '不能为空';
    default:
      return messageOf(plainChinese?.(issue));
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  array: '列表',
  record: '一组对应关系',
  object: '对象',
  nan: '数字',
};

function named({ input, discriminator }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const value: unknown =
    typeof input === 'object' && input !== null ? Reflect.get(input, discriminator ?? '') : undefined;
  return typeof value === 'string' ? value : '（空）';
}

function messageOf(found: string | { readonly message: string } | null | undefined): string | null {
  return typeof found === 'object' && found !== null ? found.message : (found ?? null);
}
