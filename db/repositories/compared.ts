import type { ComparedProblem } from '#core/domain/finding/duplicates.ts';
import type { Reader } from '../access.ts';
import { CATEGORIES, DATUMS } from '../schema/vocabulary.ts';
import { RowCursor } from './row-cursor.ts';

/** A kept record with the fields that the duplicate finder looks at. */
export interface ComparedRecord {
  readonly kind: 'finding' | 'case';
  readonly id: string;
  readonly number: string;
  /** Only for cases: 已销号, so that it may come back (反弹). */
  readonly closed: boolean;
  readonly problem: ComparedProblem;
}

const FIELDS = 'external_numbers, source, category, found_on, lon, lat, datum, town_code, river, place, description';
// A filed or merged finding is spoken for by its case or by what it was merged into; what was taken back counts no more.
const FINDINGS = `select id, number, ${FIELDS} from finding where state not in ('filed', 'merged', 'withdrawn')`;
const CASES = `select id, number, ${FIELDS}, handling from case_record where handling <> 'withdrawn'`;

/** Every record that a new one may be the same as; streamed, in no order. */
export function* iterateCompared(reader: Reader): Generator<ComparedRecord> {
  const cursor = new RowCursor();
  for (const row of reader.stream<readonly unknown[]>(FINDINGS).iterate()) {
    cursor.start(row);
    yield { kind: 'finding', ...record(cursor), closed: false };
  }
  for (const row of reader.stream<readonly unknown[]>(CASES).iterate()) {
    cursor.start(row);
    const found = record(cursor);
    yield { kind: 'case', ...found, closed: cursor.text() === 'closed' };
  }
}

function record(cursor: RowCursor): Pick<ComparedRecord, 'id' | 'number' | 'problem'> {
  return {
    id: cursor.text(),
    number: cursor.text(),
    problem: {
      externalNumbers: cursor.list<string>(),
      source: cursor.text(),
      category: cursor.word(CATEGORIES),
      foundOn: cursor.text(),
      lon: cursor.numberOrNull(),
      lat: cursor.numberOrNull(),
      datum: cursor.word(DATUMS),
      townCode: cursor.textOrNull(),
      river: cursor.textOrNull(),
      place: cursor.textOrNull(),
      description: cursor.text(),
    },
  };
}
