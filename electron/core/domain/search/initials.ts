import { COMMON_INITIALS, TABLE_FROM } from './initials-table.ts';

/**
 * Further first letters of characters with several readings (多音字) that occur in place names, surnames and everyday
 * words of the trade: 长江 and 镇长, 重庆, 圩 in the north and the south, 河涌, 畜禽. The commonest one is in the table.
 */
export const FURTHER_INITIALS: string =
  '长z重c行h朝z乐y调d种c会k单s解x曾z藏z传z弹d降x系j校j省x盛c厦x石d宿x参s车j粘z仇q区o查z覃t翟d尉y褚z秘b泊p圈j卡q乾g澄d堡p' +
  '埔b涌c漯t枞z蔚y涡g铅y荥x浚x便p折s番p侗t属z提d给j畜x栅z圩w贾g浒x莘x召s筠j陂p阿e率s蛤g纤q镐g芥g荨x溃h曝b瀑b炮b栖x禅s乘s' +
  '椎c囤d恶w扛g虾h巷h轧z术z识z隗k郇x强j祭z泷s峒t洞t澹t陶y句g';

/** A word that can be read as initials: letters that begin a syllable (i, u and v begin none), two at least. */
const WORD = /^[a-hj-tw-z]{2,}$/u;
/** A sequence of this many letters is one entry of the index; a longer word is found where all its sequences are. */
const SEQUENCE = 4;
/** Shortest word that is looked for inside a text; by chance two letters stand in a third of all texts or more. */
const INSIDE_FROM = 3;
/** Closes the entry of a name of two characters, which is found by its two letters alone; no letter. */
const WHOLE = '0';

const HAN = /\p{Script=Han}/u;

/** Readings of each character from `TABLE_FROM` on: 1 for a, 2 for b …, 0 for none. */
const common = Uint8Array.from(COMMON_INITIALS, numberOf);
const further = furtherOf();

function furtherOf(): Uint8Array {
  const made = new Uint8Array(common.length);
  for (let at = 0; at < FURTHER_INITIALS.length; at += 2) {
    made[FURTHER_INITIALS.charCodeAt(at) - TABLE_FROM] = numberOf(FURTHER_INITIALS.charAt(at + 1));
  }
  return made;
}

function numberOf(letter: string): number {
  return letter === '.' ? 0 : letter.charCodeAt(0) - 96;
}

/** Whether a folded word can be read as pinyin initials (拼音首字母). */
export function isInitials(word: string): boolean {
  return WORD.test(word);
}

/** Digits of an entry as a number; a place 0 is empty. */
const BASE = 27;
/** Entries that the text at hand has already: a bit field for all that there are, emptied after each text. */
const seen = new Uint8Array(BASE ** SEQUENCE);
const names = new Map<number, string>();

/**
 * What the index keeps of a folded text: every sequence of four initials, the three at the end of a run of characters, and
 * the two of a name of two characters, each once. A character of several readings makes an entry with each.
 */
export function initialEntries(text: string): readonly string[] {
  const codes: number[] = [];
  for (let at = 0; at + 1 < text.length; at += 1) {
    const known = knownFrom(text, at);
    if (known >= INSIDE_FROM || (known === 2 && isWhole(text, at))) addCodes(codes, text, at, known, 0);
  }
  for (const code of codes) seen[code] = 0;
  return codes.map(nameOf);
}

/** How many characters with a reading follow one another at a place, at most a sequence. */
function knownFrom(text: string, at: number): number {
  let known = 0;
  while (known < SEQUENCE && (common[text.charCodeAt(at + known) - TABLE_FROM] ?? 0) !== 0) known += 1;
  return known;
}

/** Adds the sequence of `left` characters at a place behind the digits `head`, with every reading of each. */
function addCodes(codes: number[], text: string, at: number, left: number, head: number, digits = 0): void {
  let code = head;
  for (let read = 0; read < left; read += 1) {
    const place = text.charCodeAt(at + read) - TABLE_FROM;
    const other = further[place] ?? 0;
    if (other !== 0) addCodes(codes, text, at + read + 1, left - read - 1, code * BASE + other, digits + read + 1);
    code = code * BASE + (common[place] ?? 0);
  }
  code *= BASE ** (SEQUENCE - digits - left);
  if (seen[code] === 1) return;
  seen[code] = 1;
  codes.push(code);
}

function nameOf(code: number): string {
  const known = names.get(code);
  if (known !== undefined) return known;
  let name = '';
  for (let rest = code; rest > 0; rest = Math.floor(rest / BASE)) {
    if (rest % BASE !== 0) name = String.fromCharCode(96 + (rest % BASE)) + name;
  }
  if (name.length < INSIDE_FROM) name += WHOLE;
  names.set(code, name);
  return name;
}

/** The entries of the index that a text must have to be found by a word; `begins`: entries that begin so will do. */
export function entriesAsked(word: string): { readonly entries: readonly string[]; readonly begins: boolean } {
  if (word.length < INSIDE_FROM) return { entries: [word + WHOLE], begins: false };
  return { entries: sequencesOf(word), begins: word.length < SEQUENCE };
}

function sequencesOf(word: string): readonly string[] {
  if (word.length <= SEQUENCE) return [word];
  return Array.from({ length: word.length - SEQUENCE + 1 }, (_, at) => word.slice(at, at + SEQUENCE));
}

/** Whether a folded text is found by a word, as the index finds it. */
export function hasInitials(text: string, word: string): boolean {
  return sequencesOf(word).every((sequence) => nextInitials(text, sequence, 0) >= 0);
}

/** Where a word of initials stands in a folded text, from a place on; -1 when nowhere. */
export function nextInitials(text: string, word: string, from: number): number {
  for (let at = from; at + word.length <= text.length; at += 1) {
    let matched = 0;
    while (matched < word.length && reads(text.charCodeAt(at + matched), word.charCodeAt(matched))) matched += 1;
    if (matched === word.length && (matched >= INSIDE_FROM || isWhole(text, at))) return at;
  }
  return -1;
}

function reads(character: number, letter: number): boolean {
  const place = character - TABLE_FROM;
  return common[place] === letter - 96 || further[place] === letter - 96;
}

/** Whether the two characters at this place stand alone: a name (白河), and no part of a longer text. */
function isWhole(text: string, at: number): boolean {
  return !isHanBefore(text, at) && !HAN.test(String.fromCodePoint(text.codePointAt(at + 2) ?? 0));
}

function isHanBefore(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const isLowSurrogate = before >= 0xdc00 && before <= 0xdfff;
  return at > 0 && HAN.test(isLowSurrogate ? text.slice(at - 2, at) : text.charAt(at - 1));
}
