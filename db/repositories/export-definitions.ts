import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** A saved export (导出方案) as stored; `spec` is what it exports, as JSON. */
export interface StoredExportDefinition {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly spec: unknown;
  readonly shared: boolean;
  /** Instant, ms UTC. */
  readonly createdAt: number;
}

/** A saved export with the name of its owner. */
export interface ListedExportDefinition extends StoredExportDefinition {
  readonly ownerName: string;
}

type Row = Omit<ListedExportDefinition, 'spec' | 'shared'> & { readonly spec: string; readonly shared: number };

const SELECT = `select d.id, d.account_id as accountId, d.name, d.spec, d.shared, d.created_at as createdAt,
  a.display_name as ownerName from export_definition d join account a on a.id = d.account_id`;

/** The saved exports that an account sees, its own and the shared ones, in the order they were saved. */
export function listExportDefinitions(reader: Reader, accountId: string): ListedExportDefinition[] {
  return reader
    .read<Row>(`${SELECT} where d.account_id = ? or d.shared = 1 order by d.created_at, d.id`)
    .all(accountId)
    .map(toDefinition);
}

/** One saved export by key, null when there is none. */
export function getExportDefinition(reader: Reader, id: string): ListedExportDefinition | null {
  const row = reader.read<Row>(`${SELECT} where d.id = ?`).get(id);
  return row === undefined ? null : toDefinition(row);
}

/** Adds a saved export. Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when the account has one of that name. */
export function insertExportDefinition(tx: Tx, one: StoredExportDefinition): void {
  tx.write(
    'insert into export_definition (id, account_id, name, spec, shared, created_at) values (?, ?, ?, ?, ?, ?)',
  ).run(one.id, one.accountId, one.name, JSON.stringify(one.spec), one.shared ? 1 : 0, one.createdAt);
}

/** Replaces name, content and sharing of a saved export. */
export function updateExportDefinition(
  tx: Tx,
  one: Pick<StoredExportDefinition, 'id' | 'name' | 'spec' | 'shared'>,
): void {
  tx.write('update export_definition set name = ?, spec = ?, shared = ? where id = ?').run(
    one.name,
    JSON.stringify(one.spec),
    one.shared ? 1 : 0,
    one.id,
  );
}

/** Removes a saved export. */
export function deleteExportDefinition(tx: Tx, id: string): void {
  tx.write('delete from export_definition where id = ?').run(id);
}

function toDefinition(row: Row): ListedExportDefinition {
  return { ...row, spec: parseJson<unknown>(row.spec), shared: row.shared === 1 };
}
