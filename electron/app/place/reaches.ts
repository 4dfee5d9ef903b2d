import type { ReachView } from '#core/contract/views-place.ts';
import type { District } from '#core/domain/place/towns.ts';
import type { ReachRow } from '#db/repositories/places.ts';

/** A reach and the river it is of. */
export interface NamedReach extends ReachView {
  readonly river: string;
}

/** Puts the rows of one reach together: its chain of river chiefs, 市 / 区 / 镇 / 村. */
export function joinReaches(rows: readonly ReachRow[], district: District): readonly NamedReach[] {
  const reaches = new Map<string, NamedReach>();
  for (const row of rows) {
    const key = JSON.stringify([row.river, row.name]);
    const known = reaches.get(key) ?? unnamed(row);
    const townCode = known.townCode ?? row.townCode;
    reaches.set(key, {
      ...known,
      townCode,
      town: district.towns.find((town) => town.code === townCode)?.name ?? null,
      village: known.village ?? row.village,
      chiefs: { ...known.chiefs, [row.level]: chiefOf(row) ?? known.chiefs[row.level] },
    });
  }
  return [...reaches.values()];
}

function unnamed({ river, name }: ReachRow): NamedReach {
  const chiefs = { city: null, district: null, town: null, village: null };
  return { river, name, townCode: null, town: null, village: null, chiefs };
}

function chiefOf({ chiefName, chiefPost }: ReachRow): string | null {
  if (chiefName === null) return null;
  return chiefPost === null ? chiefName : `${chiefName}（${chiefPost}）`;
}
