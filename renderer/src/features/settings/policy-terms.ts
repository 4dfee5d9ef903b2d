import { SEVERITIES, SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import type { BookTerm, PolicyBook } from '#core/domain/policy/policy-book.ts';

/** Where a term stands in the book. */
export type TermPath = readonly string[];

/** One term as the settings show it. */
export interface NamedTerm {
  readonly key: string;
  readonly path: TermPath;
  readonly label: string;
  readonly term: BookTerm;
}

/** Every term of the book, in its own order; the label is the term's note. */
export function readTerms(book: PolicyBook): readonly NamedTerm[] {
  const external = book.external.map(({ term, sources, urgent }, index) => ({
    key: `external.${index}`,
    path: ['external', String(index), 'term'],
    label: `${sources.join('、')}${urgent ? '（紧急）' : ''} 外部时限`,
    term,
  }));
  return [...walk(book.terms, ['terms']), ...external];
}

function walk(node: object, path: TermPath): readonly NamedTerm[] {
  return Object.entries(node).flatMap(([name, value]: [string, object]) => {
    const here = [...path, name];
    if (!isTerm(value)) return walk(value, here);
    const severity = SEVERITIES.find((each) => each === name);
    const said = severity === undefined || value.note.includes(SEVERITY_LABELS[severity]);
    const label = said ? value.note : `${value.note}，${SEVERITY_LABELS[severity]}`;
    return [{ key: here.join('.'), path: here, label, term: value }];
  });
}

function isTerm(value: object): value is BookTerm {
  return 'amount' in value && 'unit' in value;
}

/** A copy of the book with parts of one term changed. */
export function writeTerm(book: PolicyBook, path: TermPath, part: Partial<BookTerm>): PolicyBook {
  const copy = structuredClone(book);
  let node: unknown = copy;
  for (const name of path) node = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
  if (typeof node === 'object' && node !== null) Object.assign(node, part);
  return copy;
}
