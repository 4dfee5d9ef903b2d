import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { FURTHER_INITIALS } from '#core/domain/search/initials.ts';
import { COMMON_INITIALS, TABLE_FROM } from '#core/domain/search/initials-table.ts';

type Texts = readonly (string | null)[];

/**
 * The search in its simplest form, character by character, to hold the index against: blanks separate words that must
 * all occur; a Chinese word is found anywhere; letters and digits whole, or as a beginning from five characters on; a word
 * of Latin letters that stands in none of `all` is pinyin initials.
 */
export function naiveMatch(texts: Texts, typed: string, all: readonly Texts[]): boolean {
  const words = typed
    .split(/\s+/u)
    .map(separate)
    .filter((word) => word !== '');
  return words.every((word) =>
    isInitials(word) && !stands(word, all) ? naiveInitials(texts, word) : isWritten(texts, word),
  );
}

const isInitials = (word: string) => /^[a-hj-tw-z]{2,}$/u.test(word);
const known = new WeakMap<readonly Texts[], Map<string, boolean>>();
function stands(word: string, all: readonly Texts[]): boolean {
  const words = known.get(all) ?? new Map<string, boolean>();
  known.set(all, words);
  const found = words.get(word) ?? all.some((texts) => isWritten(texts, word));
  words.set(word, found);
  return found;
}

function isWritten(texts: Texts, word: string): boolean {
  const text = ` ${separate(texts.filter((part) => part !== null).join(' | '))} `;
  const last = word.split(' ').at(-1) ?? '';
  const head = /^\p{Script=Han}/u.test(word) ? '' : ' ';
  const tail = /^\p{Script=Han}/u.test(last) || last.length >= 5 ? '' : ' ';
  return text.includes(`${head}${word}${tail}`);
}

/** Two letters: a name of two characters. More: every four letters that follow one another stand in some run. */
function naiveInitials(texts: Texts, word: string): boolean {
  const runs = separate(texts.filter((part) => part !== null).join(' | '))
    .split(' ')
    .map((run) => [...run].map(readings));
  if (word.length === 2) return runs.some((run) => run.length === 2 && begins(run, word));
  const sequences = [...word].flatMap((_, at) => (at + 4 <= word.length ? [word.slice(at, at + 4)] : []));
  return (word.length === 3 ? [word] : sequences).every((sequence) =>
    runs.some((run) => run.some((_, at) => begins(run.slice(at), sequence))),
  );
}

function begins(run: readonly string[], letters: string): boolean {
  return [...letters].every((letter, at) => (run[at] ?? '').includes(letter));
}

/** Letters that a character may stand for; the commonest first. */
export function readings(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return '';
  const common = COMMON_INITIALS[(character.codePointAt(0) ?? 0) - TABLE_FROM] ?? '';
  const at = FURTHER_INITIALS.indexOf(character);
  return common === '.' ? '' : common + (at < 0 ? '' : (FURTHER_INITIALS[at + 1] ?? ''));
}

function separate(text: string): string {
  let result = '';
  let before = 'none';
  for (const character of text.normalize('NFKC').toLowerCase()) {
    const kind = /\p{Script=Han}/u.test(character) ? 'han' : /[\p{L}\p{N}\p{M}]/u.test(character) ? 'word' : 'none';
    if (kind !== before && result !== '' && !result.endsWith(' ')) result += ' ';
    if (kind !== 'none') result += character;
    before = kind;
  }
  return result.trim();
}

/** Texts that the search of a case looks into. */
export function caseTexts(record: CaseRecord): Texts {
  return [
    record.number,
    ...problemTexts(record),
    record.leadUnit,
    ...record.coUnits,
    record.supervisingUnit,
    record.measures,
    record.progress,
    record.closureNumber,
  ];
}

/** Texts that the search of a finding looks into. */
export function findingTexts(finding: FindingRecord): Texts {
  return [finding.number, ...problemTexts(finding)];
}

function problemTexts(finding: Problem): (string | null)[] {
  return [
    ...finding.externalNumbers,
    finding.river,
    finding.reach,
    finding.town,
    finding.village,
    finding.place,
    finding.description,
    finding.violator,
    finding.responsibleUnit,
    finding.responsiblePerson,
    finding.responsiblePhone,
    finding.source,
    ...finding.campaigns,
    finding.remarks,
  ];
}

/** Sorts as the list should: by value, "none" last in both directions, then by order of entry in the same direction. */
export function naiveSort<T>(rows: readonly T[], keyOf: (row: T) => string | number | null, dir: 'asc' | 'desc'): T[] {
  const sign = dir === 'asc' ? 1 : -1;
  const entered = new Map(rows.map((row, at) => [row, at]));
  const place = (row: T) => entered.get(row) ?? 0;
  return [...rows].sort((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    if (a === b) return sign * (place(left) - place(right));
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -sign : sign;
  });
}
