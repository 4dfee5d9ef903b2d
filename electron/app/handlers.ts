import type { OutputOf, ParsedOf, Route } from '#core/contract/routes.ts';
import type { Actor, CallContext } from './environment.ts';

/** One call as a handler sees it. */
export interface Call {
  readonly actor: Actor;
  readonly context: CallContext;
}

/**
 * A handler for every route; a missing or surplus one does not compile. Refusals are thrown as `Refused` (see `need`,
 * `deny`), so that they undo the transaction they occur in; anything else that is thrown is a bug or I/O.
 */
export type Handlers = {
  readonly [R in Route]: (input: ParsedOf<R>, call: Call) => OutputOf<R> | Promise<OutputOf<R>>;
};

/** The handlers of one area: the routes whose names begin with it. */
export type HandlersOf<Area extends string> = {
  readonly [R in Extract<Route, `${Area}.${string}`>]: Handlers[R];
};
