import type { AccountView } from '#core/contract/views.ts';

/** Who is signed in, for all windows; lives as long as the program, whatever happens to the backend. */
export interface SessionKeeper {
  /** Key of the account; null when nobody is signed in. */
  accountId(): string | null;
  /** Takes what a reply says; `onChange` hears of it. */
  take(signedIn: { readonly account: AccountView | null } | undefined): void;
}

/** Makes a keeper with nobody signed in. */
export function createSessionKeeper(onChange: (account: AccountView | null) => void): SessionKeeper {
  let accountId: string | null = null;
  return {
    accountId: () => accountId,
    take(signedIn) {
      if (signedIn === undefined) return;
      accountId = signedIn.account?.id ?? null;
      onChange(signedIn.account);
    },
  };
}
