import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { createClient } from '#core/contract/client.ts';
import type { InputOf, OutputOf, Route } from '#core/contract/routes.ts';
import { type SendOptions, send } from './bridge.ts';
import { RequestRefused } from './refused.ts';

/** The one query client: works with no network, never asks a command twice, keeps what it knows until it is told. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

let shown: string | undefined;

/** From now on this window shows the program to this account: what it does by `ask` and `useCommand` is that person's. */
export function actFor(account: string | undefined): void {
  shown = account;
}

/**
 * Asks a route as the person whom the window shows, never as one who signed in meanwhile; throws `RequestRefused`. `id`
 * names the request for progress and cancelling.
 */
export function ask<R extends Route>(route: R, input: InputOf<R>, id?: string): Promise<OutputOf<R>> {
  return call(route, input, { id, of: shown });
}

async function call<R extends Route>(route: R, input: InputOf<R>, options: SendOptions): Promise<OutputOf<R>> {
  const reply = await createClient((name, body) => send(name, body, options)).call(route, input);
  if (reply.ok) return reply.data;
  throw new RequestRefused(reply.error);
}

/** How a query is shown: `keep` leaves the last answer while a new page or filter is fetched; `enabled` false waits. */
export interface AskOptions {
  readonly keep?: boolean;
  readonly enabled?: boolean;
}

/** Asks a query route and asks anew when a command has changed what it answers (see `stale.ts`). */
export function useAsk<R extends Route>(
  route: R,
  input: InputOf<R>,
  { keep = false, enabled = true }: AskOptions = {},
): UseQueryResult<OutputOf<R>, RequestRefused> {
  return useQuery<OutputOf<R>, RequestRefused>({
    queryKey: [route, input],
    // Of whoever is signed in: it is asked anew when that changes.
    queryFn: () => call(route, input, {}),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A command to be carried out by hand; its refusal is the mutation's `error`. */
export function useCommand<R extends Route>(route: R): UseMutationResult<OutputOf<R>, RequestRefused, InputOf<R>> {
  return useMutation<OutputOf<R>, RequestRefused, InputOf<R>>({ mutationFn: (input) => ask(route, input) });
}
