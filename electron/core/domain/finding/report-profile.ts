import { foldText } from '../spreadsheet/cell-text.ts';
import { simplified } from '../spreadsheet/traditional.ts';
import { REPORT_WORDS } from './report-words.ts';

/** What a report says, taken apart for comparing. Plain arrays and shared empty maps: many are made. */
export interface ReportProfile {
  /**
   * Keys of what is no known word, mostly names of the place, in ascending order, with repeats: pairs of neighbouring
   * characters, numbered things, and single characters that stand alone. `rest`: those of the description, where the place
   * stands apart in front of it.
   */
  readonly place: readonly number[];
  readonly rest: readonly number[];
  /** Both together, in ascending order. */
  readonly all: readonly number[];
  /** Positions in `REPORT_MATTERS`, each once. */
  readonly matter: readonly number[];
  /** `bank` → 左岸; blank when both ends of an axis are named. */
  readonly sides: ReadonlyMap<string, string>;
  /** Numbered things (三号桥, 18号) by what they number; `K`: a chainage in metres. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Amounts by measure, in its base unit; distances to a landmark under `distance`. */
  readonly amounts: ReadonlyMap<string, number>;
  /** Name of the village in front, without 村; null when none is named. */
  readonly village: string | null;
  /** The text folded, without blanks and punctuation. */
  readonly plain: string;
}

const NO_KEYS: readonly number[] = [];
const ascending = (a: number, b: number) => a - b;
const NO_NUMBERS: ReadonlyMap<string, number> = new Map();
const NO_SIDES: ReadonlyMap<string, string> = new Map();
const AXES: ReadonlyMap<string, string> = new Map([
  ['左岸', 'bank'],
  ['右岸', 'bank'],
  ['上游', 'stream'],
  ['下游', 'stream'],
  ['东', 'x'],
  ['西', 'x'],
  ['南', 'y'],
  ['北', 'y'],
]);
const DIRECTION = new Set('左右上下东西南北以');
/** What makes a direction of 东 (村东, 东侧, 东200米); elsewhere it is part of a name (东邵渠). */
const BEFORE_DIRECTION = /[村桥厂站闸坝园]/u;
const BEHIND_DIRECTION = /[侧边面岸头段端约\d]/u;
const MEASURES: Readonly<Record<string, readonly [string, number]>> = {
  立方米: ['volume', 1],
  立方: ['volume', 1],
  m3: ['volume', 1],
  方: ['volume', 1],
  平方米: ['area', 1],
  平米: ['area', 1],
  m2: ['area', 1],
  平: ['area', 1],
  亩: ['area', 666.67],
  公里: ['length', 1000],
  km: ['length', 1000],
  米: ['length', 1],
  m: ['length', 1],
  吨: ['mass', 1],
  t: ['mass', 1],
  辆: ['cars', 1],
  车: ['loads', 1],
  处: ['', 1],
};
const AMOUNT = /(\d+(?:\.\d+)?)(万)?(立方米|立方|m3|方|平方米|平米|m2|平|亩|公里|km|米|m|吨|t|辆|车|处)(?![a-z\d])/iuy;
const CHAINAGE = /k?(\d{1,4})\+(\d{1,3})/iuy;
const NUMBERED = /(\d+)(号|组|队|区|标段|社|街|期|支)/uy;
const FIGURES = /[\d.]+/uy;
const CHINESE_FIGURE = /[一二三四五六七八九两](?=号|亩|辆|车|组|队|街|期|支)/gu;
const CHINESE_DIGITS = '零一二三四五六七八九';
const VILLAGE = /(?:^|[镇乡道])([\u4e00-\u9fff]{1,4}?)村/u;
const NO_VILLAGE = /^(该|本|我|各|农|新农|全|外|邻)$/u;

/** Takes a report apart in one pass; what stands before the first blank is its place, if anything does. */
export function profileOf(text: string): ReportProfile {
  const blank = text.trimStart().search(/[\s\u3000]/u);
  const front = blank < 2 ? 0 : foldText(text.trimStart().slice(0, blank)).length;
  const folded = withFigures(simplified(foldText(text)));
  const scan = new Scan(folded);
  while (scan.at < front) scan.step();
  if (front > 0) scan.endPlace();
  while (scan.at < folded.length) scan.step();
  return scan.profile();
}

function isWordly(char: string, code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || /[\p{L}\p{N}]/u.test(char);
}

/** 三号 → 3号 */
function withFigures(text: string): string {
  if (text.search(CHINESE_FIGURE) < 0) return text;
  return text.replace(CHINESE_FIGURE, (digit) => String(digit === '两' ? 2 : CHINESE_DIGITS.indexOf(digit)));
}

class Scan {
  at = 0;
  private readonly text: string;
  private place: number[] = [];
  private keys: number[] = [];
  private readonly matter: number[] = [];
  private sides: Map<string, string> | null = null;
  private numbers: Map<string, number> | null = null;
  private amounts: Map<string, number> | null = null;
  /** Code of the character before, when it belongs to the same run; 0: none. `alone`: it begins the run. */
  private before = 0;
  private alone = false;

  constructor(text: string) {
    this.text = text;
  }

  step(): void {
    const char = this.text.charAt(this.at);
    const code = char.charCodeAt(0);
    if (code < 0x80 ? this.figure(char, code) : this.direction(char) || this.word(char)) return;
    if (isWordly(char, code)) this.letter(code);
    else this.endRun();
    this.at += 1;
  }

  /** What was read so far is the place; what comes is the description. */
  endPlace(): void {
    this.endRun();
    this.place = this.keys.sort(ascending);
    this.keys = [];
  }

  profile(): ReportProfile {
    this.endRun();
    const village = VILLAGE.exec(this.text)?.[1];
    const keys = this.keys.sort(ascending);
    return {
      place: this.place.length > 0 ? this.place : keys,
      rest: this.place.length > 0 ? keys : NO_KEYS,
      all: this.place.length > 0 ? [...this.place, ...keys].sort(ascending) : keys,
      matter: this.matter,
      sides: this.sides ?? NO_SIDES,
      numbers: this.numbers ?? NO_NUMBERS,
      amounts: this.amounts ?? NO_NUMBERS,
      village: village === undefined || NO_VILLAGE.test(village) ? null : village,
      plain: this.text.replace(/[\p{P}\p{S}]/gu, ''),
    };
  }

  private letter(code: number): void {
    if (this.before !== 0) this.keys.push(this.before * 0x10000 + code);
    this.alone = this.before === 0;
    this.before = code;
  }

  private endRun(): void {
    if (this.alone) this.keys.push(this.before);
    this.before = 0;
    this.alone = false;
  }

  private figure(char: string, code: number): boolean {
    const digit = code >= 0x30 && code <= 0x39;
    if (!digit && char !== 'k') return false;
    const chainage = this.take(CHAINAGE);
    if (chainage) {
      this.number('K', Number(chainage[1]) * 1000 + Number(chainage[2]));
      return true;
    }
    if (!digit) return false;
    const amount = this.take(AMOUNT);
    if (amount) {
      const [measure, factor] = MEASURES[amount[3]?.toLowerCase() ?? ''] ?? ['', 1];
      const before = this.text.slice(Math.max(0, amount.index - 3), amount.index);
      const key = measure === 'length' && /(上游|下游|[东南西北侧距])约?$/u.test(before) ? 'distance' : measure;
      this.amounts ??= new Map();
      if (key !== '' && !this.amounts.has(key))
        this.amounts.set(key, Number(amount[1]) * (amount[2] ? 10_000 : 1) * factor);
      return true;
    }
    const numbered = this.take(NUMBERED);
    if (numbered) {
      const what = numbered[2] ?? '';
      this.number(what, Number(numbered[1]));
      this.keys.push(figureKey(numbered[1] ?? '', what.charCodeAt(0)));
      return true;
    }
    const figures = this.take(FIGURES);
    if (figures) this.keys.push(figureKey(figures[0], 0x23));
    return figures !== null;
  }

  private number(what: string, value: number): void {
    this.numbers ??= new Map();
    this.numbers.set(what, value);
  }

  private direction(char: string): boolean {
    if (!DIRECTION.has(char)) return false;
    const behind = this.text.charAt(this.at + 1);
    const two = AXES.get(char + behind);
    if (two !== undefined) return this.end(two, char + behind, 2);
    if (char === '以') {
      const axis = AXES.get(behind);
      return axis !== undefined && this.end(axis, behind, 2);
    }
    const compass = AXES.get(char);
    if (compass === undefined) return false;
    const before = this.text.charAt(this.at - 1);
    if (!BEHIND_DIRECTION.test(behind) && !BEFORE_DIRECTION.test(before)) return false;
    return this.end(compass, char, /[侧边面岸头段端]/u.test(behind) ? 2 : 1);
  }

  /** Both ends of an axis say nothing: the second one blanks it. */
  private end(axis: string, end: string, length: number): boolean {
    this.sides ??= new Map();
    const known = this.sides.get(axis);
    this.sides.set(axis, known === undefined || known === end ? end : '');
    this.endRun();
    this.at += length;
    return true;
  }

  private word(char: string): boolean {
    for (const { word, matter } of REPORT_WORDS.get(char) ?? []) {
      if (!this.text.startsWith(word, this.at)) continue;
      if (matter >= 0 && !this.matter.includes(matter)) this.matter.push(matter);
      this.endRun();
      this.at += word.length;
      return true;
    }
    return false;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.endRun();
    this.at += match[0].length;
    return match;
  }
}

/** Keys beyond those of pairs of characters, so that 18号 meets 18号 only; of any run of figures, 1.1.1 too, a finite one. */
function figureKey(figures: string, what: number): number {
  let hash = 0;
  for (let at = 0; at < figures.length; at += 1) hash = (hash * 31 + figures.charCodeAt(at)) % 0x10000;
  return (0x10000 + what) * 0x10000 + hash;
}
