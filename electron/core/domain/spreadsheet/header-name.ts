import { foldText } from './cell-text.ts';
import { IMPORT_FIELD_NAMES, IMPORT_FIELDS, type ImportField } from './fields.ts';

/** How well a column name fits a field: 1 its own name, below that a hint in a longer name. */
export interface NameMatch {
  readonly field: ImportField;
  readonly score: number;
}

const BY_NAME: ReadonlyMap<string, ImportField> = new Map(
  IMPORT_FIELD_NAMES.flatMap((field) => IMPORT_FIELDS[field].names.map((name) => [foldName(name), field] as const)),
);

/** Folds a column name for comparing: NFKC, no blanks, bracketed remarks and stars out (乡镇（街道） → 乡镇). */
export function foldName(label: string): string {
  const folded = foldText(label).replace(/[*★※:]/gu, '');
  const plain = folded.replace(/[((【[][^))】\]]*[))】\]]/gu, '');
  return (plain === '' ? folded : plain).replace(/[/、·\-_]/gu, '');
}

/** Fields a column name may mean, best first; empty when it means nothing known. */
export function matchName(label: string): readonly NameMatch[] {
  const name = foldName(label);
  if (name === '') return [];
  const exact = BY_NAME.get(name);
  const hinted = IMPORT_FIELD_NAMES.filter((field) => field !== exact && hintIn(name, field)).map((field) => ({
    field,
    score: 0.6 * coverage(name, field),
  }));
  const matches = exact ? [{ field: exact, score: 1 }, ...hinted] : hinted;
  return matches.toSorted((a, b) => b.score - a.score);
}

function hintIn(name: string, field: ImportField): boolean {
  return name.length <= 16 && IMPORT_FIELDS[field].hints.some((hint) => name.includes(hint));
}

/** A hint that is most of the name counts more than one lost in a long name. */
function coverage(name: string, field: ImportField): number {
  const longest = Math.max(
    ...IMPORT_FIELDS[field].hints.filter((hint) => name.includes(hint)).map((hint) => hint.length),
  );
  return 0.5 + (0.5 * longest) / name.length;
}
