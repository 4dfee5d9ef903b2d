import { z } from 'zod';
import type { CivilDate } from '../deadline/terms.ts';
import { parseResource, ResourceDateSchema } from '../shared/parse-resource.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { foldText } from '../spreadsheet/cell-text.ts';
import { simplified } from '../spreadsheet/traditional.ts';
import { nearest } from './edit-distance.ts';

const TownSchema = z.strictObject({
  code: z.string().regex(/^\d{9}$/u, '镇街代码应为 9 位数字'),
  name: z.string().min(2),
  kind: z.enum(['street', 'town', 'township', 'area', 'statistical']),
  validFrom: ResourceDateSchema,
  validTo: ResourceDateSchema.nullable(),
});
const DistrictSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/u, '区划代码应为 6 位数字'),
  name: z.string().min(2),
  city: z.string().min(2),
  edition: z.string().min(1),
  source: z.string().min(1),
  box: z.strictObject({
    west: z.number().min(-180).max(180),
    east: z.number().min(-180).max(180),
    south: z.number().min(-90).max(90),
    north: z.number().min(-90).max(90),
  }),
  boxSource: z.string().min(1),
  towns: z.array(TownSchema).min(1, '至少一个镇街'),
});

/** One 镇街: 9-digit statistical code, name, days `validFrom <= d < validTo` on which both hold (null = still). */
export type Town = z.infer<typeof TownSchema>;

/** The district with its towns and the box that tells strays and swapped coordinates. */
export type District = z.infer<typeof DistrictSchema>;

/** How a text led to a town: as named / by its short name / as part of a longer text (`rest`: what was left, 红星村). */
export interface TownMatch {
  readonly town: Town;
  readonly how: 'exact' | 'short' | 'part';
  readonly rest: string;
}

const NAME_ENDING = /(街道|地区|镇|乡)$/u;
/** Endings that a town had before, or that people give it: 石城乡, 石城公社, 檀营满族蒙古族乡. */
const OTHER_ENDING = /^(镇|乡|街道|街|地区|公社|([\u4e00-\u9fff]{1,4}族)+(自治)?乡)(?=$|[^\u4e00-\u9fff])/u;
/** A village right behind the short name: 石城红星村. One character before 村 may be a village called like the town. */
const VILLAGE_BEHIND = /^[\u4e00-\u9fff]{2,6}(村|社区|居委会)/u;
const JOINT = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;
const OFFICE_ENDING = /^(办|街道办事处|办事处|街道办|党委|镇政府|乡政府|人民政府|政府|河长制?办(公室)?)$/u;
const MOST_SUGGESTIONS = 3;
const FURTHEST_SUGGESTION = 2;

/** Reads the district from its JSON. Codes: RESOURCE_DAMAGED, TOWN_TABLE_WRONG (codes that clash or are another district's). */
export function parseDistrict(raw: unknown): Result<District> {
  const parsed = parseResource(DistrictSchema, raw, '镇街代码表');
  if (!parsed.ok) return parsed;
  const { code, box, towns } = parsed.value;
  const stranger = towns.find((town) => !town.code.startsWith(code));
  if (stranger)
    return refuse('TOWN_TABLE_WRONG', `镇街代码表中 ${stranger.name} 的代码 ${stranger.code} 不属于 ${code}。`);
  const twin = towns.find((town, index) => towns.slice(0, index).some((other) => overlaps(town, other)));
  if (twin) return refuse('TOWN_TABLE_WRONG', `镇街代码表中代码 ${twin.code} 或名称 ${twin.name} 在同一时期出现两次。`);
  if (box.west >= box.east || box.south >= box.north) return refuse('TOWN_TABLE_WRONG', '镇街代码表的四至范围写反。');
  return parsed;
}

/** The towns that exist on a day; the table's statistical areas are not among them. */
export function townsOn(district: District, on: CivilDate | null): readonly Town[] {
  return district.towns.filter((town) => town.kind !== 'statistical' && (on === null || existsOn(town, on)));
}

/**
 * Finds the 镇街 a text means: 石城镇, 石城, 密云区石城镇, 石城镇人民政府, 石城镇红星村, 石城乡 (old), 石城红星村; full-width
 * forms, 繁体 and blanks do not count. `on` limits to the towns of a day; null takes the table as a whole, for imports of
 * old sheets. Codes: TOWN_MISSING, TOWN_UNKNOWN (`data.suggestions`), TOWN_STATISTICAL, TOWN_SEVERAL.
 */
export function resolveTown(text: string, district: District, on: CivilDate | null = null): Result<TownMatch> {
  const folded = simplified(foldText(text)).replace(JOINT, '');
  if (folded === '') return refuse('TOWN_MISSING', '没有填写镇街。');
  const towns = townsOn(district, on);
  const exact = towns.find((town) => town.name === folded || town.code === folded);
  if (exact) return ok({ town: exact, how: 'exact', rest: '' });
  const named = towns.filter((town) => folded.includes(town.name));
  if (named.length > 1 && !named.some((town) => named.every((other) => town.name.includes(other.name))))
    return refuse(
      'TOWN_SEVERAL',
      `“${text.trim()}”写了几个镇街（${named.map((town) => town.name).join('、')}）；一条线索填点位所在的一个镇街。`,
      { suggestions: [] },
    );
  const bare = withoutDistrict(folded, district, towns);
  return matchBare(bare, towns, district) ?? unknown(text, bare, towns, district);
}

function matchBare(bare: string, towns: readonly Town[], district: District): Result<TownMatch> | null {
  const statistical = district.towns.find((town) => town.kind === 'statistical' && town.name === bare);
  if (statistical) {
    return refuse('TOWN_STATISTICAL', `“${statistical.name}”是统计用区划，不是镇街；请填写点位所在的镇街。`);
  }
  const whole = towns.find((town) => town.name === bare);
  if (whole) return ok({ town: whole, how: 'part', rest: '' });
  const short = towns.filter((town) => shortName(town) === bare && !isDistrictWord(bare, district));
  const [only, second] = short;
  if (only && !second) return ok({ town: only, how: 'short', rest: '' });
  const leading = towns.find((town) => bare.startsWith(town.name));
  if (leading) return ok({ town: leading, how: 'part', rest: restOf(bare.slice(leading.name.length)) });
  const office = towns.find(
    (town) => bare.startsWith(shortName(town)) && OFFICE_ENDING.test(bare.slice(shortName(town).length)),
  );
  if (office && !isDistrictWord(shortName(office), district)) return ok({ town: office, how: 'part', rest: '' });
  return matchShort(bare, towns, district);
}

/** The short name with another ending, or with a village behind it; one town only. */
function matchShort(bare: string, towns: readonly Town[], district: District): Result<TownMatch> | null {
  const behind = (town: Town) => bare.slice(shortName(town).length);
  const found = towns.filter(
    (town) =>
      bare.startsWith(shortName(town)) &&
      !isDistrictWord(shortName(town), district) &&
      (OTHER_ENDING.test(behind(town)) || VILLAGE_BEHIND.test(behind(town))),
  );
  const [only, second] = found;
  if (!only || second) return null;
  const rest = behind(only).replace(OTHER_ENDING, '');
  return ok({ town: only, how: rest === '' ? 'short' : 'part', rest: restOf(rest) });
}

function unknown(text: string, bare: string, towns: readonly Town[], district: District): Result<TownMatch> {
  const byName = nearest(bare, towns, (town) => town.name, FURTHEST_SUGGESTION);
  const byShort = nearest(bare, towns, shortName, 1);
  const inside = towns.filter(
    (town) => bare.includes(town.name) || (shortName(town).length > 2 && bare.includes(shortName(town))),
  );
  const suggestions = [...new Set([...inside, ...byShort, ...byName].map((town) => town.name))].slice(
    0,
    MOST_SUGGESTIONS,
  );
  const hint = suggestions.length === 0 ? '请从镇街表中选择' : `是否为：${suggestions.join('、')}`;
  return refuse('TOWN_UNKNOWN', `${district.name}没有“${text.trim()}”这个镇街；${hint}。`, { suggestions });
}

/** 北京密云县石城镇 → 石城镇; 密云镇 stays, for 密云 alone may be the district or the town. */
function withoutDistrict(folded: string, district: District, towns: readonly Town[]): string {
  const short = district.name.replace(/[区县市]$/u, '');
  const city = district.city.replace(/市$/u, '');
  const rest = new RegExp(`^(${city}市?)?(${short}[区县市]?)?`, 'u').exec(folded)?.[0] ?? '';
  const bare = folded.slice(rest.length).replace(JOINT, '');
  const whole =
    rest.endsWith(district.name) || rest.endsWith(`${short}县`) || rest.endsWith(city) || rest.endsWith('市');
  const told = whole || towns.some((town) => bare.startsWith(shortName(town)));
  return told && bare !== '' ? bare : folded;
}

function isDistrictWord(word: string, district: District): boolean {
  return district.name.replace(/[区县市]$/u, '') === word;
}

/** What stands behind the town: a village, not its office. */
function restOf(behind: string): string {
  const rest = behind.replace(JOINT, '');
  return OFFICE_ENDING.test(rest) ? '' : rest;
}

function shortName(town: Town): string {
  return town.name.replace(NAME_ENDING, '');
}

function existsOn(town: Town, on: CivilDate): boolean {
  return town.validFrom <= on && (town.validTo === null || on < town.validTo);
}

function overlaps(a: Town, b: Town): boolean {
  if (a.code !== b.code && a.name !== b.name) return false;
  return (a.validTo === null || b.validFrom < a.validTo) && (b.validTo === null || a.validFrom < b.validTo);
}
