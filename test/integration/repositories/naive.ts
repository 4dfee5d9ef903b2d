import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';

/**
 * The search in its simplest form, character by character, to hold the index against: blanks separate words that must
 * all occur; a Chinese word is found anywhere; letters and digits whole, or as a beginning from five characters on.
 */
export function naiveMatch(texts: readonly (string | null)[], typed: string): boolean {
  const text = ` ${separate(texts.filter((part) => part !== null).join(' | '))} `;
  const words = typed
    .split(/\s+/u)
    .map(separate)
    .filter((word) => word !== '');
  return words.every((word) => {
    const last = word.split(' ').at(-1) ?? '';
    const head = /^\p{Script=Han}/u.test(word) ? '' : ' ';
    const tail = /^\p{Script=Han}/u.test(last) || last.length >= 5 ? '' : ' ';
    return text.includes(`${head}${word}${tail}`);
  });
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
export function caseTexts(record: CaseRecord): (string | null)[] {
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
export function findingTexts(finding: FindingRecord): (string | null)[] {
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
