import { z } from 'zod';
import { parseResource } from '../shared/parse-resource.ts';
import { type Result, refuse } from '../shared/result.ts';
import { foldText } from '../spreadsheet/cell-text.ts';
import { simplified } from '../spreadsheet/traditional.ts';
import { nearest } from './edit-distance.ts';

const RiverTableSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/u, '区划代码应为 6 位数字'),
  edition: z.string().min(1),
  note: z.string(),
  rivers: z.array(
    z.strictObject({
      name: z.string().min(2),
      kind: z.enum(['river', 'reservoir', 'canal', 'lake']),
      basis: z.string().min(1),
    }),
  ),
});

/** Names of rivers, reservoirs and canals (河湖名录), each with its basis. Replaced by the bureau's own list. */
export type RiverTable = z.infer<typeof RiverTableSchema>;

/** A river name as read: the listed name, or the word as written with names it may have meant. Never refused. */
export interface RiverMatch {
  readonly name: string;
  readonly listed: boolean;
  readonly suggestions: readonly string[];
}

/** Reads the river list from its JSON. Codes: RESOURCE_DAMAGED, RIVER_TABLE_WRONG (a name twice). */
export function parseRivers(raw: unknown): Result<RiverTable> {
  const parsed = parseResource(RiverTableSchema, raw, '河湖名录');
  if (!parsed.ok) return parsed;
  const names = parsed.value.rivers.map((river) => foldText(river.name));
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  return twin === undefined ? parsed : refuse('RIVER_TABLE_WRONG', `河湖名录中“${twin}”出现两次。`);
}

/** What people add to the name of a river: 白河干流, 白河（石城段）, 潮河密云段. */
const STRETCH = /^(干流|支流|主河道|流域|[\u4e00-\u9fff]{0,4}段|上游|中游|下游|[(（].*)$/u;
const ENDING = /(河|水库|渠|湖|溪|川|沟|江)$/u;

/**
 * Finds the listed name a text means (blanks, full-width forms and 繁体 do not count). A name off the list is kept, for the
 * list is not official; `suggestions`: names it may stand for (白马关 → 白马关河, 白河石城段 → 白河, one slip of the pen).
 */
export function resolveRiver(text: string, table: RiverTable): RiverMatch | null {
  const folded = simplified(foldText(text));
  if (folded === '') return null;
  const listed = table.rivers.find((river) => foldText(river.name) === folded);
  if (listed) return { name: listed.name, listed: true, suggestions: [] };
  const related = table.rivers.filter(
    ({ name }) =>
      name.replace(ENDING, '') === folded || (folded.startsWith(name) && STRETCH.test(folded.slice(name.length))),
  );
  const near = related.length > 0 ? related : nearest(folded, table.rivers, (river) => river.name, 1);
  return { name: text.trim(), listed: false, suggestions: near.map((river) => river.name) };
}
