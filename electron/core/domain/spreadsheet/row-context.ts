import type { CivilDate } from '../deadline/terms.ts';
import type { Datum, ProblemCategory, Quantity, Severity } from '../finding/problem.ts';
import type { Result } from '../shared/result.ts';

/** Coordinates as the sheet writes them: a pair of cells, or one cell with both. */
export interface CoordinateInput {
  /** Text of the 经度 column. */
  readonly lon: string | null;
  /** Text of the 纬度 column. */
  readonly lat: string | null;
  /** Text of a column that holds both. */
  readonly pair: string | null;
  /** System stated by the row, the mapping or a note of the sheet; null when nobody says. */
  readonly datum: Datum | null;
}

/** A pair understood: canonical CGCS2000 degrees, 6 places, and what was done to it, in Chinese. */
export interface CoordinateReading {
  readonly lon: number;
  readonly lat: number;
  readonly datum: Datum;
  readonly outsideDistrict: boolean;
  /** E.g. `经纬度填反了，已对调`. */
  readonly notes: readonly string[];
}

/** A town found in the bureau's list: its statistical code, its name as the list writes it, and what stood behind it (红星村). */
export interface ResolvedTown {
  readonly code: string;
  readonly name: string;
  readonly rest: string;
}

/** Words of a row from which class and sub-item are told. */
export interface ClassWords {
  readonly category: string | null;
  readonly item: string | null;
  readonly description: string | null;
}

/**
 * Class and sub-item of a row. `doubts`: Chinese, what was guessed or not understood; shown as warnings. `wording`: the
 * official words for what was guessed, which would leave no doubt.
 */
export interface ClassReading {
  readonly category: ProblemCategory;
  readonly item: string | null;
  readonly doubts: readonly string[];
  readonly wording?: string;
}

/** A river's name: as the list writes it, or as written, with names of the list that it may stand for. */
export interface ReadRiver {
  readonly name: string;
  readonly suggestions: readonly string[];
}

/** What the severity rules look at. */
export interface SeverityFacts {
  readonly category: ProblemCategory;
  readonly item: string | null;
  readonly quantity: Quantity | null;
  /** Day the problem was found. */
  readonly on: CivilDate;
  readonly zones: readonly string[];
  readonly source: string | null;
}

/** Everything the mapping of rows needs from outside: the day, the rules of other areas, and a digest (hex). */
export interface RowContext {
  readonly today: CivilDate;
  readonly parseCoordinates: (input: CoordinateInput) => Result<CoordinateReading>;
  /** A refusal names the nearest towns; the text is kept. */
  readonly resolveTown: (text: string) => Result<ResolvedTown>;
  /** Left out: names are kept as written. Null for a blank text. */
  readonly resolveRiver?: (text: string) => ReadRiver | null;
  readonly classify: (words: ClassWords) => Result<ClassReading>;
  readonly proposeSeverity: (facts: SeverityFacts) => Severity | null;
  /** Digest of a text, hex, the same on every machine (SHA-256). */
  readonly digest: (text: string) => string;
}

/** What is known of one sheet beside its cells. */
export interface SheetContext extends RowContext {
  readonly sheet: string;
  readonly date1904: boolean;
  /** Year of dates written without one. */
  readonly year: number | null;
  readonly notedDatum: Datum | null;
}
