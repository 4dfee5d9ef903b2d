import type { Reader } from '../../access.ts';
import { parseJson } from '../row-cursor.ts';
import type { FacetValue } from './facets.ts';
import type { ListSpec } from './spec.ts';

/** A text that no row has: what a campaign that nobody belongs to stands for. */
const NOTHING = '';
/** Text of the rows that belong to none. */
const NONE = '[]';

/** From text to text along the index: as many steps as there are different texts, however many rows. */
function differentTexts({ table, termIndexes }: ListSpec): string {
  const from = `from ${table} indexed by ${termIndexes['campaigns']?.index}`;
  return `with recursive step(campaigns) as (
    select min(campaigns) ${from}
    union all
    select (select min(campaigns) ${from} where campaigns > step.campaigns)
    from step where step.campaigns is not null
  ) select campaigns from step where campaigns is not null`;
}

/**
 * The stored texts (JSON lists of 专项行动) that hold one of the campaigns: a filter by campaign as a filter of the column,
 * which has an index. '' = no campaign at all. Undefined where nothing is asked.
 */
export function campaignTexts(
  reader: Reader,
  spec: ListSpec,
  campaigns: readonly string[] | undefined,
): readonly string[] | undefined {
  if (campaigns === undefined || campaigns.length === 0) return undefined;
  const texts = reader
    .readRaw<[string]>(differentTexts(spec))
    .all()
    .map(([text]) => text)
    .filter((text) => campaignsIn(text).some((name) => campaigns.includes(name)));
  return texts.length === 0 ? [NOTHING] : texts;
}

/** Counts by text as counts by campaign, most first; a row of two campaigns counts for both, '' = rows of none. */
export function byCampaign(texts: readonly FacetValue[]): readonly FacetValue[] {
  const counts = new Map<string, number>();
  for (const { value: text, count } of texts)
    for (const name of campaignsIn(text)) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

/** The campaigns of a stored text; of the text that names none, ''. */
function campaignsIn(text: string): readonly string[] {
  return text === NONE || text === '' ? [''] : [...new Set(parseJson<readonly string[]>(text))];
}
