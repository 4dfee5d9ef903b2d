import { z } from 'zod';
import { ALL_ROLES } from '../../domain/account/roles.ts';
import { defineRoute, reply } from '../route.ts';
import type { District } from '../../domain/place/towns.ts';
import type { PlaceSuggestion, RiverView } from '../views-place.ts';
import { noInput } from './common.ts';

/** Requests of 地点: what a place may be called, for whoever types one. */
export const placeRoutes = {
  /** The district: its box, its towns with the days on which they hold (镇街代码). */
  'place.towns': defineRoute({ kind: 'query', roles: ALL_ROLES, input: noInput, output: reply<District>() }),
  'place.rivers': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: noInput,
    output: reply<readonly RiverView[]>(),
  }),
  /** Places, reaches, rivers and towns that a text means, best first, at most 12: words, parts of them, pinyin initials. */
  'place.suggest': defineRoute({
    kind: 'query',
    roles: ALL_ROLES,
    input: z.strictObject({ text: z.string().max(200) }),
    output: reply<readonly PlaceSuggestion[]>(),
  }),
} as const;
