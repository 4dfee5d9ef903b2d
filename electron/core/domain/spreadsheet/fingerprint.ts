import type { Problem } from '../finding/problem.ts';
import { foldText, numberText } from './cell-text.ts';
import { type ColumnMapping, columnsOf } from './mapping.ts';
import { type PackedCell, shownTexts } from './staged-cells.ts';

/** Version of the way rows are fingerprinted; a change makes every earlier row look new, so it is part of the hash. */
const VERSION = 'v1';

/**
 * Hash of what a row says. Independent of its place in the sheet, of the file's name, of spelling (blanks, full-width
 * letters, date format) and of what the program adds (codes, proposals, values fixed for the whole sheet).
 */
export function fingerprintOf(problem: Problem, mapping: ColumnMapping, digest: (text: string) => string): string {
  const own = (field: 'source' | 'campaign' | 'town' | 'foundOn' | 'category' | 'river') =>
    columnsOf(mapping, field).length > 0;
  const { fixed } = mapping;
  return digest(
    joined([
      VERSION,
      ...problem.externalNumbers.toSorted(),
      own('source') ? problem.source : null,
      own('campaign') ? problem.campaigns.toSorted().join(';') : null,
      own('foundOn') ? problem.foundOn : null,
      problem.foundTime,
      own('town') ? problem.town : null,
      ...whereWords(own('river') || fixed.river === undefined ? problem : { ...problem, river: null }),
      problem.rawCoordinates === null || problem.lon !== null ? null : problem.rawCoordinates,
      own('category') || fixed.category === undefined ? problem.category : null,
      problem.item,
      columnsOf(mapping, 'severity').length > 0 ? problem.severity : null,
      problem.description,
      problem.quantity && `${numberText(problem.quantity.amount)}${problem.quantity.unit}`,
      problem.formedPeriod,
      problem.violator,
      problem.responsibleUnit,
      problem.responsiblePerson,
      problem.responsiblePhone,
      problem.remarks,
      problem.zones.toSorted().join(';'),
    ]),
  );
}

/**
 * Hash of the mere cells of a row that could not be understood: texts by what their columns mean, wherever they stand. The
 * numbering of the sheet does not count.
 */
export function cellsPrint(
  cells: readonly PackedCell[],
  { columns }: ColumnMapping,
  digest: (text: string) => string,
): string {
  const texts = shownTexts(cells);
  const said = columns
    .filter(({ field }) => field !== null && field !== 'sequence' && field !== 'photo')
    .map(({ column, field }) => `${field}=${texts[column] ?? ''}`);
  return digest(joined([VERSION, 'cells', ...said.toSorted()]));
}

/** Hash of day, place and class: what two reports of one and the same problem share. */
export function identityOf(problem: Problem, digest: (text: string) => string): string {
  return digest(joined([VERSION, problem.foundOn, problem.town, ...whereWords(problem), problem.category]));
}

function whereWords(problem: Problem): readonly (string | null)[] {
  const { basin, river, reach, bank, village, place, lon, lat } = problem;
  const pair = lon === null || lat === null ? null : `${lon.toFixed(5)},${lat.toFixed(5)}`;
  return [basin, river, reach, bank, village, place, pair];
}

/** Fields by a separator that no cell can hold, so that moving a word from one field to the next changes the hash. */
function joined(fields: readonly (string | null)[]): string {
  return fields.map((field) => (field === null ? '' : foldText(field))).join('\u001f');
}
