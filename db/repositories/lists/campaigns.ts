import type { Reader } from '../../access.ts';
import { parseJson } from '../row-cursor.ts';

/** A text that no row has: what a campaign that nobody belongs to stands for. */
const NOTHING = '';

/** From text to text along the index: as many steps as there are different texts, however many findings. */
const DIFFERENT_TEXTS = `with recursive step(campaigns) as (
    select min(campaigns) from finding indexed by finding_by_campaign_idx
    union all
    select (select min(campaigns) from finding indexed by finding_by_campaign_idx where campaigns > step.campaigns)
    from step where step.campaigns is not null
  ) select campaigns from step where campaigns is not null`;

/**
 * The stored texts (JSON lists of 专项行动) that hold one of the campaigns: a filter by campaign as a filter of the column,
 * which has an index. Undefined where nothing is asked.
 */
export function campaignTexts(reader: Reader, campaigns: readonly string[] | undefined): readonly string[] | undefined {
  if (campaigns === undefined || campaigns.length === 0) return undefined;
  const texts = reader
    .readRaw<[string]>(DIFFERENT_TEXTS)
    .all()
    .map(([text]) => text)
    .filter((text) => campaignsIn(text).some((name) => campaigns.includes(name)));
  return texts.length === 0 ? [NOTHING] : texts;
}

/** The campaigns of a stored text. */
export function campaignsIn(text: string): readonly string[] {
  return text === '[]' ? [] : parseJson<readonly string[]>(text);
}
