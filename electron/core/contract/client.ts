import type { Reply } from './errors.ts';
import type { InputOf, OutputOf, Route } from './routes.ts';

/** Transport of one request: in the window the bridge, in tests and on the command line the backend itself. */
export type Send = (route: string, input: unknown) => Promise<Reply<unknown>>;

/** Calls a route with its types; the reply is a value, never a rejection. */
export interface Client {
  call<R extends Route>(route: R, input: InputOf<R>): Promise<Reply<OutputOf<R>>>;
}

/** Makes the typed client over a transport. */
export function createClient(send: Send): Client {
  return {
    // The route map is the one definition of both ends, so the reply of a route has its output type.
    call: <R extends Route>(route: R, input: InputOf<R>) => send(route, input) as Promise<Reply<OutputOf<R>>>,
  };
}
