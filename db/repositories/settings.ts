import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** A setting's value as JSON, undefined when it was never set; the caller parses it with its schema. */
export function getSetting(reader: Reader, key: string): unknown {
  const row = reader.readRaw<[string]>('select value from setting where key = ?').get(key);
  return row === undefined ? undefined : parseJson<unknown>(row[0]);
}

/** Sets a value; anything that JSON can hold. */
export function putSetting(tx: Tx, key: string, value: unknown): void {
  tx.write('insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value').run(
    key,
    JSON.stringify(value),
  );
}

/** All settings by key. */
export function listSettings(reader: Reader): ReadonlyMap<string, unknown> {
  const rows = reader.readRaw<[string, string]>('select key, value from setting order by key').all();
  return new Map(rows.map(([key, value]) => [key, parseJson<unknown>(value)]));
}
