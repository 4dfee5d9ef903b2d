import { contentVotes, type ContentVotes } from './content-votes.ts';
import type { HeaderColumn, HeaderLayout } from './detect-header.ts';
import { IMPORT_FIELDS, type ImportField } from './fields.ts';
import type { SheetGrid } from './grid.ts';
import { isLaterStep, matchName } from './header-name.ts';
import { type ColumnGuess, REPEATABLE_FIELDS } from './mapping.ts';

interface Candidate {
  readonly column: HeaderColumn;
  readonly field: ImportField;
  readonly confidence: number;
  readonly reason: string;
  /** False: told by the content alone. */
  readonly named: boolean;
}

/** Rows looked at for the content's vote. */
const SAMPLE = 200;
/** Below this a guess is not made. */
const THRESHOLD = 0.3;
/** Share of cells that must look like a field for the content alone to tell it, and what such a guess is worth. */
const BY_CONTENT = { share: 0.7, worth: 0.6 };

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
  // Figures between 3 and 54 alone may be anything; beside a longitude they are the latitude.
  const loneLat = taken.has('lon') ? undefined : [...chosen].find(([, { field, named }]) => field === 'lat' && !named);
  if (loneLat) chosen.delete(loneLat[0]);
  return eachOnce(settlePhones(header.columns, chosen));
}

/** Names weigh 0.75, the content 0.25; a name that the content contradicts is worth half. */
function candidatesOf(column: HeaderColumn, votes: ContentVotes): readonly Candidate[] {
  const parent = column.label.split('/').slice(0, -1).join('');
  const names = matchName(column.leaf, parent).filter(({ field }) => !isOtherAxis(column, field, votes));
  const byName = names.map(({ field, score }): Candidate => {
    const vote = votes.named.get(field);
    const confidence = vote === undefined ? score * 0.9 : vote < 0.3 ? score * 0.5 : score * 0.75 + vote * 0.25;
    return { column, field, confidence: round(confidence), reason: reasonOf(column, score, vote), named: true };
  });
  const later = isLaterStep(column.leaf, parent);
  const byContent = [...votes.unnamed]
    .filter(([field, vote]) => vote >= BY_CONTENT.share && !later && !names.some((name) => name.field === field))
    .map(
      ([field, vote]): Candidate => ({
        column,
        field,
        confidence: round(vote * BY_CONTENT.worth),
        reason: `内容像“${IMPORT_FIELDS[field].label}”`,
        named: false,
      }),
    );
  return [...byName, ...byContent].filter((candidate) => candidate.confidence >= THRESHOLD);
}

/** X is east on a map and north in a survey: of such names the content decides. */
function isOtherAxis(column: HeaderColumn, field: ImportField, votes: ContentVotes): boolean {
  if ((field !== 'lon' && field !== 'lat') || !/[xy横纵]/iu.test(column.leaf)) return false;
  return (votes.unnamed.get(field === 'lon' ? 'lat' : 'lon') ?? 0) >= BY_CONTENT.share;
}

function reasonOf(column: HeaderColumn, score: number, vote: number | undefined): string {
  const name = score >= 0.95 ? `列名“${column.leaf}”` : `列名含有相近的词“${column.leaf}”`;
  if (vote === undefined) return name;
  return vote < 0.3 ? `${name}，但内容不像，请核对` : `${name}，内容相符`;
}

/** Who stands on the left of a phone; `other`: somebody who is no field of a finding (村级河长). */
type PersonBefore = ImportField | 'other' | null;

/** A plain 联系电话 belongs to the nearest person column on its left: 上报人, 来电人, 责任人, or somebody else's. */
function settlePhones(
  columns: readonly HeaderColumn[],
  chosen: ReadonlyMap<number, Candidate>,
): readonly ColumnGuess[] {
  let person: PersonBefore = null;
  return columns.map((column): ColumnGuess => {
    const guess = chosen.get(column.column);
    const plain = { column: column.column, label: column.label };
    if (!guess) {
      if (/(河长|警长|检察长|[人员长])(姓名)?$/u.test(column.leaf)) person = 'other';
      return { ...plain, field: null, confidence: 0, reason: leftOut(column) };
    }
    if (['reporter', 'complainant', 'responsiblePerson'].includes(guess.field)) person = guess.field;
    if (guess.field !== 'responsiblePhone' || /责任人|负责人|联系人/u.test(column.label))
      return { ...plain, field: guess.field, confidence: guess.confidence, reason: guess.reason };
    if (person === 'other')
      return { ...plain, field: null, confidence: 0, reason: '紧跟的人员列不导入，其电话也不导入' };
    const field = phoneOf(person);
    const reason =
      field === guess.field ? guess.reason : `${guess.reason}，紧跟“${IMPORT_FIELDS[person ?? 'reporter'].label}”`;
    return { ...plain, field, confidence: guess.confidence, reason };
  });
}

function leftOut({ leaf, label }: HeaderColumn): string {
  if (/河长|警长|检察长/u.test(leaf)) return '河长等由河段名录带出，不从表里导入';
  return isLaterStep(leaf, label) ? '属于整改、销号等后续环节，登记线索时不导入' : '列名和内容都不认识';
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
