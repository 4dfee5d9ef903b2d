import { createContext, useContext } from 'react';
import type { AccountView, SessionView } from '#core/contract/views.ts';

/** Who is signed in, for everything inside the program. */
export type SignedIn = SessionView & { readonly account: AccountView };

/** Set by the gate; see `useSession`. */
export const SessionContext = createContext<SignedIn | null>(null);

/** Who is signed in and what day it is. Only inside the program. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in here');
  return session;
}
