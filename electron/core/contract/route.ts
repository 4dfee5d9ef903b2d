import type { z } from 'zod';
import type { AccountRole } from '../domain/account/roles.ts';

/** One route: whether it writes, who may call it, and the shapes that cross the border. */
export interface RouteDefinition<I extends z.ZodType, O> {
  readonly kind: 'query' | 'command';
  /** Roles that may call it; `anyone` also before the first account exists. */
  readonly roles: readonly AccountRole[] | 'anyone';
  readonly input: I;
  /** Carries the output type only; replies are made by our own code and not parsed again. */
  readonly output: O;
}

/** Marks the type of a reply without a run-time schema. */
export function reply<T>(): T {
  return undefined as T;
}

/** Defines a route with its types kept exact. */
export function defineRoute<I extends z.ZodType, O>(definition: RouteDefinition<I, O>): RouteDefinition<I, O> {
  return definition;
}
