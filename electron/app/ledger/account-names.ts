import type { Reader } from '#db/access.ts';
import { getAccount } from '#db/repositories/accounts.ts';
import type { ListFilter } from './ledger-reader.ts';

/** Names of the accounts that a filter names (经办人). */
export function accountNames(reader: Reader, filter: ListFilter): readonly (readonly [id: string, name: string])[] {
  const ids = 'handledBy' in filter ? (filter.handledBy ?? []) : [];
  return ids.flatMap((id) => {
    const account = getAccount(reader, id);
    return account === null ? [] : [[id, account.displayName] as const];
  });
}
