import type { RiverView } from '#core/contract/views-place.ts';
import { townsOn } from '#core/domain/place/towns.ts';
import type { Reader } from '#db/access.ts';
import { activeReaches, latestPlaces, usedRivers } from '#db/repositories/places.ts';
import { type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { joinReaches, type NamedReach } from './reaches.ts';
import { suggestPlaces } from './suggest.ts';

/** Findings whose places are looked at; rivers that findings wrote. */
const LATEST_PLACES = 2000;
const MOST_RIVERS = 200;

/** Use cases of 地点: lists of towns and rivers, and what a typed place may mean. */
export function placeHandlers(env: Environment): HandlersOf<'place'> {
  const { connection, ports } = env;
  const { district, rivers } = ports.reference;
  const reachesOf = (reader: Reader) => joinReaches(activeReaches(reader), district);
  const riversOf = (reader: Reader, reaches: readonly NamedReach[]) =>
    new Set([
      ...reaches.map(({ river }) => river),
      ...rivers.rivers.map(({ name }) => name),
      ...usedRivers(reader, MOST_RIVERS),
    ]);
  return {
    'place.towns': () => district,
    'place.rivers': () => {
      const { reader } = connection;
      const reaches = reachesOf(reader);
      const listed = new Set([...reaches.map(({ river }) => river), ...rivers.rivers.map(({ name }) => name)]);
      return [...riversOf(reader, reaches)].map((name): RiverView => {
        const own = reaches.filter(({ river }) => river === name);
        return { name, listed: listed.has(name), reaches: own.map(({ river: _river, ...reach }) => reach) };
      });
    },
    'place.suggest': ({ text }) => {
      const { reader } = connection;
      const reaches = reachesOf(reader);
      return suggestPlaces(text, {
        towns: townsOn(district, today(ports)),
        rivers: [...riversOf(reader, reaches)],
        reaches,
        used: latestPlaces(reader, LATEST_PLACES),
      });
    },
  };
}
