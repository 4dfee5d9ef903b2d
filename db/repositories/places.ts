import type { ProblemPlace, Problem } from '#core/domain/finding/problem.ts';
import { STANDING_FINDING_STATES } from '#core/domain/finding/finding-record.ts';
import type { Reader } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** A place as a finding wrote it, with everything that goes with it. */
export type UsedPlace = Pick<ProblemPlace, 'place' | 'river' | 'reach' | 'bank' | 'townCode' | 'town' | 'village'> & {
  readonly chiefs: Problem['chiefs'];
};

type Row = Omit<UsedPlace, 'chiefs'> & { readonly chiefs: string };

/** State by state: what was withdrawn last may be a hundred thousand rows, which no index would step over. */
const LATEST = `select place, river, reach, bank, town_code as townCode, town, village, chiefs from finding where row_no in (
    select row_no from (${STANDING_FINDING_STATES.map(
      (state) => `select * from (select row_no, updated_at from finding indexed by finding_by_state_updated_idx
        where state = '${state}' order by updated_at desc limit ?)`,
    ).join(' union all ')}) order by updated_at desc limit ?)
  order by updated_at desc`;

/** Places of the findings that were touched last, latest first; a place may come several times. */
export function latestPlaces(reader: Reader, limit: number): UsedPlace[] {
  return reader
    .read<Row>(LATEST)
    .all(...STANDING_FINDING_STATES.map(() => limit), limit)
    .map((row) => ({ ...row, chiefs: parseJson<Problem['chiefs']>(row.chiefs) }));
}

/** Names of rivers that findings have, most used first. */
export function usedRivers(reader: Reader, limit: number): string[] {
  return reader
    .readRaw<[string]>(
      `select river from finding indexed by finding_by_river_idx where river is not null and state <> 'withdrawn'
       group by river order by count(*) desc, river limit ?`,
    )
    .all(limit)
    .map(([river]) => river);
}

/** One row of the list of reaches (河段): its river chief of one level. */
export interface ReachRow {
  readonly river: string;
  readonly name: string;
  readonly townCode: string | null;
  readonly village: string | null;
  readonly chiefName: string | null;
  readonly chiefPost: string | null;
  readonly level: keyof Problem['chiefs'];
}

/** Reaches in use, by river and name; one with several river chiefs has a row for each. */
export function activeReaches(reader: Reader): ReachRow[] {
  return reader
    .read<ReachRow>(
      `select river, name, town_code as townCode, village, chief_name as chiefName, chief_post as chiefPost, level
       from reach where active = 1 order by river, name, level`,
    )
    .all();
}
