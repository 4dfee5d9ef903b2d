import type { AccountRole } from '#core/domain/account/roles.ts';
import type { Reader, Tx } from '../access.ts';

/** A local account (账户). */
export interface StoredAccount {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: AccountRole;
  readonly active: boolean;
  /** Instant, ms UTC. */
  readonly createdAt: number;
  /** Salted scrypt as text; null: no password set. */
  readonly passwordHash: string | null;
}

type Row = Omit<StoredAccount, 'active'> & { readonly active: number };

const SELECT =
  'select id, login, display_name as displayName, role, active, created_at as createdAt, password_hash as passwordHash from account';

/** Adds an account. Throws SqliteError `SQLITE_CONSTRAINT_UNIQUE` when the login is taken. */
export function insertAccount(tx: Tx, account: StoredAccount): void {
  tx.write(
    'insert into account (id, login, display_name, role, active, created_at, password_hash) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    account.id,
    account.login,
    account.displayName,
    account.role,
    account.active ? 1 : 0,
    account.createdAt,
    account.passwordHash,
  );
}

/** Replaces an account's fields but its key and date; false when it is not there. */
export function updateAccount(tx: Tx, account: StoredAccount): boolean {
  const { changes } = tx
    .write('update account set login = ?, display_name = ?, role = ?, active = ?, password_hash = ? where id = ?')
    .run(account.login, account.displayName, account.role, account.active ? 1 : 0, account.passwordHash, account.id);
  return changes === 1;
}

/** One account by key, null when there is none. */
export function getAccount(reader: Reader, id: string): StoredAccount | null {
  const row = reader.read<Row>(`${SELECT} where id = ?`).get(id);
  return row === undefined ? null : toAccount(row);
}

/** One account by login, null when there is none. */
export function getAccountByLogin(reader: Reader, login: string): StoredAccount | null {
  const row = reader.read<Row>(`${SELECT} where login = ?`).get(login);
  return row === undefined ? null : toAccount(row);
}

/** All accounts by login. */
export function listAccounts(reader: Reader): StoredAccount[] {
  return reader.read<Row>(`${SELECT} order by login`).all().map(toAccount);
}

function toAccount(row: Row): StoredAccount {
  return { ...row, active: row.active === 1 };
}
