import { existsSync } from 'node:fs';
import { CommandFailed, EXIT } from './session.ts';

/** The words and options of one command, read on demand; what is missing ends the command with exit code 2. */
export interface Arguments {
  /** Positional word after the command's name. */
  word(what: string, index: number): string;
  number(what: string, index: number): number;
  json(what: string, index: number): unknown;
  /** First word as a file that must exist. */
  file(what: string): string;
  option(name: string): string;
  optional(name: string): string | undefined;
  flag(name: string): boolean;
  /** `--size`, `--page` as the contract wants them. */
  page(): { readonly offset: number; readonly size: number };
  /** `--on` when given. */
  on(): { readonly on?: string };
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Wraps what `parseArgs` found. */
export function readArguments(words: readonly string[], values: Values): Arguments {
  const optional = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const word = (what: string, index: number) => words[index] ?? missing(what);
  const wholeNumber = (text: string, what: string) => {
    const value = Number(text);
    return Number.isInteger(value) && value > 0 ? value : usage(`${what}应为正整数，收到「${text}」`);
  };
  return {
    word,
    number: (what, index) => wholeNumber(word(what, index), what),
    json(what, index) {
      const text = word(what, index);
      try {
        return JSON.parse(text);
      } catch {
        return usage(`${what}不是合法的 JSON：${text}`);
      }
    },
    file(what) {
      const path = word(what, 0);
      return existsSync(path) ? path : usage(`没有找到${what}「${path}」；请检查路径。`);
    },
    option: (name) => optional(name) ?? missing(`--${name}`),
    optional,
    flag: (name) => values[name] === true,
    page() {
      const size = wholeNumber(optional('size') ?? '50', '--size');
      return { size, offset: (wholeNumber(optional('page') ?? '1', '--page') - 1) * size };
    },
    on: () => (optional('on') === undefined ? {} : { on: optional('on') ?? '' }),
  };
}

function missing(what: string): never {
  return usage(`缺少 ${what}`);
}

function usage(message: string): never {
  throw new CommandFailed(`${message}\n运行 --help 查看用法。`, EXIT.usage);
}
