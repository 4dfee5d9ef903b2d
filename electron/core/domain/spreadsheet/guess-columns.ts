import type { HeaderColumn, HeaderLayout } from './detect-header.ts';
import { contentVotes } from './content-votes.ts';
import { IMPORT_FIELDS, type ImportField } from './fields.ts';
import type { SheetGrid } from './grid.ts';
import { matchName } from './header-name.ts';
import { type ColumnGuess, REPEATABLE_FIELDS } from './mapping.ts';

interface Candidate {
  readonly column: HeaderColumn;
  readonly field: ImportField;
  readonly confidence: number;
  readonly reason: string;
}

/** Rows looked at for the content's vote. */
const SAMPLE = 200;
/** Below this a guess is not made. */
const THRESHOLD = 0.3;

/** Guesses the field of every column by its name and its content, best guess first; each field once. */
export function guessColumns(grid: SheetGrid, header: HeaderLayout): readonly ColumnGuess[] {
  const sample = grid.rows.filter((row) => row.row > header.bottom).slice(0, SAMPLE);
  const candidates = header.columns.flatMap((column) =>
    candidatesOf(column, contentVotes(sample, column.column, grid.date1904)),
  );
  const chosen = new Map<number, Candidate>();
  const taken = new Set<ImportField>();
  for (const candidate of candidates.toSorted(
    (a, b) => b.confidence - a.confidence || a.column.column - b.column.column,
  )) {
    const { field, column } = candidate;
    // Phones are told apart by the person beside them, once all columns are known.
    const again = REPEATABLE_FIELDS.includes(field) || field === 'responsiblePhone';
    if (chosen.has(column.column) || (taken.has(field) && !again)) continue;
    chosen.set(column.column, candidate);
    taken.add(field);
  }
  return eachOnce(settlePhones(header.columns, chosen));
}

/** Names weigh 0.75, the content 0.25; a name that the content contradicts is worth half. */
function candidatesOf(column: HeaderColumn, votes: ReadonlyMap<ImportField, number>): readonly Candidate[] {
  const parent = column.label.split('/').slice(0, -1).join('');
  const named = matchName(column.leaf);
  const names = named.length > 0 ? named : matchName(parent + column.leaf);
  const byName = names.map(({ field, score }): Candidate => {
    const vote = votes.get(field);
    const confidence = vote === undefined ? score * 0.9 : vote < 0.3 ? score * 0.5 : score * 0.75 + vote * 0.25;
    return { column, field, confidence: round(confidence), reason: reasonOf(column, score, vote) };
  });
  const byContent = [...votes]
    .filter(([field, vote]) => vote >= 0.7 && !names.some((name) => name.field === field))
    .map(
      ([field, vote]): Candidate => ({
        column,
        field,
        confidence: round(vote * 0.6),
        reason: `内容像“${IMPORT_FIELDS[field].label}”`,
      }),
    );
  return [...byName, ...byContent].filter((candidate) => candidate.confidence >= THRESHOLD);
}

function reasonOf(column: HeaderColumn, score: number, vote: number | undefined): string {
  const name = score >= 1 ? `列名“${column.leaf}”` : `列名含有相近的词“${column.leaf}”`;
  if (vote === undefined) return name;
  return vote < 0.3 ? `${name}，但内容不像，请核对` : `${name}，内容相符`;
}

/** A plain 联系电话 belongs to the nearest person column on its left: 上报人, 来电人 or 责任人. */
function settlePhones(
  columns: readonly HeaderColumn[],
  chosen: ReadonlyMap<number, Candidate>,
): readonly ColumnGuess[] {
  let person: ImportField | null = null;
  return columns.map((column) => {
    const guess = chosen.get(column.column);
    const plain = { column: column.column, label: column.label };
    if (!guess) return { ...plain, field: null, confidence: 0, reason: '列名和内容都不认识' };
    if (['reporter', 'complainant', 'responsiblePerson'].includes(guess.field)) person = guess.field;
    const field =
      guess.field === 'responsiblePhone' && !/责任人|负责人/u.test(column.leaf) ? phoneOf(person) : guess.field;
    const reason =
      field === guess.field ? guess.reason : `${guess.reason}，紧跟“${IMPORT_FIELDS[person ?? 'reporter'].label}”`;
    return { ...plain, field, confidence: guess.confidence, reason };
  });
}

/** Of two phones of one person the first counts. */
function eachOnce(guesses: readonly ColumnGuess[]): readonly ColumnGuess[] {
  return guesses.map((guess, index) => {
    const { field } = guess;
    if (field === null || REPEATABLE_FIELDS.includes(field)) return guess;
    const earlier = guesses.slice(0, index).find((other) => other.field === field);
    return earlier === undefined
      ? guess
      : { ...guess, field: null, confidence: 0, reason: `“${earlier.label}”列已提供该项` };
  });
}

function phoneOf(person: ImportField | null): ImportField {
  if (person === 'reporter') return 'reporterPhone';
  return person === 'complainant' ? 'complainant' : 'responsiblePhone';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
