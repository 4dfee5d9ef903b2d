import type { PlaceSuggestion } from '#core/contract/views-place.ts';
import type { Town } from '#core/domain/place/towns.ts';
import type { UsedPlace } from '#db/repositories/places.ts';
import { fitOf } from './match.ts';
import type { NamedReach } from './reaches.ts';

/** What is known of places: the lists, and what findings wrote, latest first. */
export interface KnownPlaces {
  readonly towns: readonly Town[];
  readonly rivers: readonly string[];
  readonly reaches: readonly NamedReach[];
  readonly used: readonly UsedPlace[];
}

/** Suggestions that are shown. */
const MOST_SUGGESTIONS = 12;

interface Candidate {
  readonly fit: number;
  /** Of equally good ones: places in use before lists, often used before seldom. */
  readonly weight: number;
  readonly suggestion: PlaceSuggestion;
}

/** Places that a text means, best first. */
export function suggestPlaces(typed: string, known: KnownPlaces): readonly PlaceSuggestion[] {
  const candidates = [
    ...usedOnes(typed, known),
    ...reachOnes(typed, known),
    ...riverOnes(typed, known),
    ...townOnes(typed, known),
  ];
  return candidates
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.weight - a.weight)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ suggestion }) => suggestion);
}

const NOTHING = {
  place: null,
  river: null,
  reach: null,
  bank: null,
  townCode: null,
  town: null,
  village: null,
  chiefs: null,
} as const;

/** The same place with another river or town is another suggestion. */
function usedOnes(typed: string, { used }: KnownPlaces): Candidate[] {
  const times = new Map<string, { readonly place: UsedPlace; readonly count: number }>();
  for (const place of used) {
    if (place.place === null) continue;
    const key = JSON.stringify([place.place, place.river, place.reach, place.townCode, place.village]);
    times.set(key, { place: times.get(key)?.place ?? place, count: (times.get(key)?.count ?? 0) + 1 });
  }
  return [...times.values()].map(({ place, count }) => ({
    fit: fitOf(typed, place.place ?? ''),
    weight: 10 + count,
    suggestion: { ...place, kind: 'used', from: `曾用 ${count} 次` },
  }));
}

function reachOnes(typed: string, { reaches }: KnownPlaces): Candidate[] {
  return reaches.map(({ river, name, townCode, town, village, chiefs }) => ({
    fit: Math.max(fitOf(typed, name), fitOf(typed, `${river}${name}`), village === null ? 0 : fitOf(typed, village)),
    weight: 9,
    suggestion: { ...NOTHING, kind: 'reach', river, reach: name, townCode, town, village, chiefs, from: '河段名录' },
  }));
}

function riverOnes(typed: string, { rivers }: KnownPlaces): Candidate[] {
  return rivers.map((river) => ({
    fit: fitOf(typed, river),
    // 潮白河 before 白河 where the text holds both.
    weight: river.length,
    suggestion: { ...NOTHING, kind: 'river', river, from: '河湖名录' },
  }));
}

function townOnes(typed: string, { towns }: KnownPlaces): Candidate[] {
  return towns.map(({ name, code }) => ({
    fit: Math.max(fitOf(typed, name), fitOf(typed, name.replace(/(街道|地区|镇|乡)$/u, ''))),
    weight: 1,
    suggestion: { ...NOTHING, kind: 'town', townCode: code, town: name, from: '镇街表' },
  }));
}
