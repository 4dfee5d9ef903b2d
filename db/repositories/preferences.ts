import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** What a person set for a screen, as JSON; undefined when nothing was set. */
export function getPreference(reader: Reader, accountId: string, key: string): unknown {
  const row = reader
    .readRaw<[string]>('select value from preference where account_id = ? and key = ?')
    .get(accountId, key);
  return row === undefined ? undefined : parseJson<unknown>(row[0]);
}

/** Sets what a person set for a screen; anything that JSON can hold. */
export function putPreference(tx: Tx, accountId: string, key: string, value: unknown): void {
  tx.write(
    'insert into preference (account_id, key, value) values (?, ?, ?) on conflict (account_id, key) do update set value = excluded.value',
  ).run(accountId, key, JSON.stringify(value));
}
