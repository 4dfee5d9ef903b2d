import type { OutputOf } from '#core/contract/routes.ts';
import { type Mark, markedSpans, marksOf } from '../../ui/marks.ts';

/** One case or finding that was found. */
export interface Hit {
  readonly kind: 'case' | 'finding';
  readonly id: string;
  readonly number: string;
  /** Where and what, from a little before what was found. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly state:
    | { readonly kind: 'case'; readonly is: CaseRow['state']['handling'] }
    | { readonly kind: 'finding'; readonly is: FindingRow['state'] };
}

type Cases = OutputOf<'case.list'>;
type Findings = OutputOf<'finding.list'>;
type CaseRow = Cases['rows'][number];
type FindingRow = Findings['rows'][number];

/**
 * What was found, cases before findings; but the list that has the words as they are written before the one in which they
 * had to be read as pinyin initials.
 */
export function hitsOf(words: string, cases: Cases | undefined, findings: Findings | undefined): readonly Hit[] {
  const caseHits = (cases?.rows ?? []).map(
    (row): Hit => ({
      ...hitOf(row, marksOf(words, cases?.initials)),
      kind: 'case',
      state: { kind: 'case', is: row.state.handling },
    }),
  );
  const findingHits = (findings?.rows ?? []).map(
    (row): Hit => ({
      ...hitOf(row, marksOf(words, findings?.initials)),
      kind: 'finding',
      state: { kind: 'finding', is: row.state },
    }),
  );
  const readByInitials = (list: Cases | Findings | undefined) => (list?.initials ?? []).length;
  return readByInitials(cases) > readByInitials(findings)
    ? [...findingHits, ...caseHits]
    : [...caseHits, ...findingHits];
}

function hitOf(row: CaseRow | FindingRow, marks: readonly Mark[]) {
  const { id, number, town, river, place, description } = row;
  const named = place?.includes(river ?? '') === true ? [town, place] : [town, river, place];
  const whole = [...named, description].filter((part) => part !== null && part !== '').join(' ');
  const all = [...marks, ...namesFound([town, row.village, river, row.reach], marks)];
  return { id, number, text: excerpt(whole, all), marks: all };
}

/** A name of two characters that was found by its initials is marked in the other texts too, where it is a part. */
function namesFound(names: readonly (string | null)[], marks: readonly Mark[]): readonly Mark[] {
  return names.flatMap((name) =>
    name?.length === 2 && markedSpans(name, marks).length > 0 ? [{ text: name, initials: false }] : [],
  );
}

/** Characters that a line of the results shows at least, and that are left before what was found. */
const IN_VIEW = 30;
const BEFORE = 8;

/** The text from a little before the first mark, where that would be out of view. */
export function excerpt(text: string, marks: readonly Mark[]): string {
  const [first] = markedSpans(text, marks);
  return first === undefined || first.to <= IN_VIEW ? text : `…${text.slice(first.from - BEFORE)}`;
}
