import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Usage } from './command.ts';
import { CommandFailed, EXIT } from './failure.ts';

/** Every option of every command; a value unless it is a switch. */
const OPTIONS = {
  data: { type: 'string' },
  as: { type: 'string' },
  on: { type: 'string' },
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  search: { type: 'string' },
  size: { type: 'string' },
  page: { type: 'string' },
  days: { type: 'string' },
  'rebound-of': { type: 'string' },
  margin: { type: 'string' },
  sheet: { type: 'string' },
  errors: { type: 'string' },
  definition: { type: 'string' },
  ledger: { type: 'string' },
  view: { type: 'string' },
  period: { type: 'string' },
  by: { type: 'string' },
  split: { type: 'string' },
  'for-editing': { type: 'boolean' },
  next: { type: 'boolean' },
  photos: { type: 'boolean' },
  full: { type: 'boolean' },
  out: { type: 'string' },
  set: { type: 'string' },
  'reuse-number': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'suspects-as-new': { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options that every command takes. */
const EVERYWHERE: ReadonlySet<string> = new Set(['data', 'as', 'help']);

/** A command line taken apart: words in order, options by name (true for a switch). */
export interface CommandLine {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string | true>;
}

/** Takes a command line apart. Ends with exit code 2 on an option that does not exist or lacks its value. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const options = new Map<string, string | true>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isOption(name)) usage(`没有「${rawName}」这个选项`);
    const wanted = OPTIONS[name].type === 'string';
    if (!wanted && inlineValue === true) usage(`${rawName} 后面不带内容`);
    // What looks like another option was not meant as the value of this one; `--search=-x` says that it was.
    if (wanted && (value === undefined || value === '' || (inlineValue === false && value.startsWith('-'))))
      usage(`${rawName} 后面缺少内容`);
    if (options.has(name)) usage(`${rawName} 写了两次`);
    options.set(name, value ?? true);
  }
  return { words, options };
}

function isOption(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name);
}

/** Checks the words and options of a command before anything is opened; a fault ends it with exit code 2. */
export function checkUsage(command: Usage & { readonly name: string }, { words, options }: CommandLine): void {
  const missing = command.words[words.length];
  if (missing !== undefined && !missing.endsWith('?')) usage(`${command.name} 缺少「${missing}」`);
  const [surplus] = words.slice(command.words.length);
  if (surplus !== undefined) usage(`${command.name} 多出了「${surplus}」；含空格的内容要加引号`);
  const known = command.options.map((text) => ({
    name: /--([\w-]+)/.exec(text)?.[1] ?? '',
    required: !text.startsWith('['),
  }));
  for (const name of options.keys()) {
    if (!EVERYWHERE.has(name) && !known.some((one) => one.name === name))
      usage(`${command.name} 不用 --${name} 这个选项`);
  }
  for (const { name, required } of known) if (required && !options.has(name)) usage(`${command.name} 缺少 --${name}`);
}

/** The checked words and options of one command, read on demand. A word or option of the wrong form ends it with exit code 2. */
export interface Arguments {
  /** Positional word after the command's name. */
  word(index: number): string;
  number(index: number): number;
  /** A word as JSON; `@path` reads it from a file. */
  json(index: number): unknown;
  /** A word as a file that must be there; exit code 1 when it is not. */
  file(index: number): string;
  oneOf<T extends string>(what: string, value: string, allowed: readonly T[]): T;
  option(name: string): string;
  optional(name: string): string | undefined;
  /** An option as a positive whole number. */
  count(name: string, otherwise: number): number;
  /** An option as JSON, as `json` reads it; undefined when it was left out. */
  jsonOption(name: string): unknown;
  flag(name: string): boolean;
  /** `--size`, `--page` as the contract wants them. */
  page(): { readonly offset: number; readonly size: number };
  /** `--on` when given. */
  on(): { readonly on?: string };
}

/** Rows of the largest page of a list. */
const LARGEST_PAGE = 200;

/** Wraps a command line that `checkUsage` let through. */
export function readArguments({ words: shown }: Usage, { words, options }: CommandLine): Arguments {
  const word = (index: number) => words[index] ?? '';
  const optional = (name: string) => {
    const value = options.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const count = (name: string, otherwise: number) => wholeNumber(optional(name) ?? String(otherwise), `--${name}`);
  return {
    word,
    optional,
    count,
    number: (index) => wholeNumber(word(index), shown[index] ?? ''),
    json: (index) => readJson(word(index), shown[index] ?? ''),
    file: (index) => existing(word(index), shown[index] ?? ''),
    oneOf: (what, value, allowed) =>
      allowed.find((one) => one === value) ?? usage(`${what}只能是 ${allowed.join('、')} 之一，收到「${value}」`),
    option: (name) => optional(name) ?? '',
    jsonOption(name) {
      const text = optional(name);
      return text === undefined ? undefined : readJson(text, `--${name}`);
    },
    flag: (name) => options.get(name) === true,
    page() {
      const size = count('size', 50);
      if (size > LARGEST_PAGE) usage(`--size 最大为 ${LARGEST_PAGE}，收到「${size}」；其余的用 --page 翻页`);
      return { size, offset: (count('page', 1) - 1) * size };
    },
    on() {
      const on = optional('on');
      return on === undefined ? {} : { on };
    },
  };
}

function wholeNumber(text: string, what: string): number {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : usage(`${what}应为正整数，收到「${text}」`);
}

/** PowerShell and cmd.exe eat the quotes of JSON on the command line, so a file will do as well. */
function readJson(word: string, what: string): unknown {
  const text = word.startsWith('@') ? readText(existing(word.slice(1), what)) : word;
  try {
    return JSON.parse(text);
  } catch {
    return usage(
      `${what}不是合法的 JSON：${text.slice(0, 200)}\n引号容易被命令行去掉，可以把 JSON 存成文件，写作 @文件名`,
    );
  }
}

/** Text of a small file, without the mark that Windows Notepad puts in front. Exit code 1 when it can't be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch {
    throw new CommandFailed(`「${path}」不能读取：它不是文件，或当前用户没有读取的权限。`, EXIT.refused);
  }
}

function existing(path: string, what: string): string {
  if (existsSync(path)) return path;
  throw new CommandFailed(`没有找到${what}「${path}」；请检查路径。`, EXIT.refused);
}

/** Ends the command with exit code 2. */
export function usage(message: string): never {
  throw new CommandFailed(`${message}。\n运行 --help 查看用法。`, EXIT.usage);
}
