import type { Reader, Tx } from '../access.ts';
import { parseJson } from './row-cursor.ts';

/** A saved view (常用视图) as stored; `spec` is what it shows, as JSON. */
export interface StoredView {
  readonly id: string;
  readonly accountId: string;
  readonly list: 'case' | 'finding';
  readonly name: string;
  readonly spec: unknown;
  readonly shared: boolean;
  /** Instant, ms UTC. */
  readonly createdAt: number;
}

/** A view with the name of its owner. */
export interface ListedView extends StoredView {
  readonly ownerName: string;
}

type Row = Omit<ListedView, 'spec' | 'shared'> & { readonly spec: string; readonly shared: number };

const SELECT = `select v.id, v.account_id as accountId, v.list, v.name, v.spec, v.shared, v.created_at as createdAt,
  a.display_name as ownerName from saved_view v join account a on a.id = v.account_id`;

/** The views of a list that an account sees, its own and the shared ones, in the order they were saved. */
export function listViews(reader: Reader, list: StoredView['list'], accountId: string): ListedView[] {
  return reader
    .read<Row>(`${SELECT} where v.list = ? and (v.account_id = ? or v.shared = 1) order by v.created_at, v.id`)
    .all(list, accountId)
    .map(toView);
}

/** One view by key, null when there is none. */
export function getView(reader: Reader, id: string): ListedView | null {
  const row = reader.read<Row>(`${SELECT} where v.id = ?`).get(id);
  return row === undefined ? null : toView(row);
}

/** The view of this name that an account has in a list, null when there is none. */
export function getViewByName(
  reader: Reader,
  { accountId, list, name }: Pick<StoredView, 'accountId' | 'list' | 'name'>,
): ListedView | null {
  const row = reader
    .read<Row>(`${SELECT} where v.account_id = ? and v.list = ? and v.name = ?`)
    .get(accountId, list, name);
  return row === undefined ? null : toView(row);
}

/** Adds a view. Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when the account has one of that name in the list. */
export function insertView(tx: Tx, view: StoredView): void {
  tx.write(
    'insert into saved_view (id, account_id, list, name, spec, shared, created_at) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(view.id, view.accountId, view.list, view.name, JSON.stringify(view.spec), view.shared ? 1 : 0, view.createdAt);
}

/** Replaces name, content and sharing of a view. */
export function updateView(tx: Tx, view: Pick<StoredView, 'id' | 'name' | 'spec' | 'shared'>): void {
  tx.write('update saved_view set name = ?, spec = ?, shared = ? where id = ?').run(
    view.name,
    JSON.stringify(view.spec),
    view.shared ? 1 : 0,
    view.id,
  );
}

/** Removes a view. */
export function deleteView(tx: Tx, id: string): void {
  tx.write('delete from saved_view where id = ?').run(id);
}

function toView(row: Row): ListedView {
  return { ...row, spec: parseJson<unknown>(row.spec), shared: row.shared === 1 };
}
