import type Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { hasInitials } from '#core/domain/search/initials.ts';

/** Values that SQLite accepts as a bound parameter here (no booleans: use 0 and 1). */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** A prepared statement of which nothing is known but the parameters. */
export type Statement<Row = unknown> = Database.Statement<SqlValue[], Row>;

/** drizzle over one connection. */
export type Orm = BetterSQLite3Database;

/** What of drizzle a reader may use: nothing that writes. */
export type ReadOnlyOrm = Pick<Orm, 'select' | 'selectDistinct' | '$count'>;

/** Most statements a connection keeps prepared; the list builders make a bounded number of texts. */
const CACHE_SIZE = 512;

/** Prepared statements of one connection, by SQL text and result shape; the oldest goes first. */
class StatementCache {
  readonly #sqlite: Database.Database;
  readonly #rows = new Map<string, Statement>();
  readonly #raw = new Map<string, Statement>();

  constructor(sqlite: Database.Database) {
    this.#sqlite = sqlite;
  }

  rows(sql: string): Statement {
    return this.#rows.get(sql) ?? this.#keep(this.#rows, sql, this.#sqlite.prepare<SqlValue[], unknown>(sql));
  }

  raw(sql: string): Statement {
    return this.#raw.get(sql) ?? this.#keep(this.#raw, sql, this.#sqlite.prepare<SqlValue[], unknown>(sql).raw(true));
  }

  #keep(kept: Map<string, Statement>, sql: string, statement: Statement): Statement {
    if (kept.size >= CACHE_SIZE) {
      for (const oldest of kept.keys()) {
        kept.delete(oldest);
        break;
      }
    }
    kept.set(sql, statement);
    return statement;
  }
}

/**
 * Read access to one connection. Private fields make the type nominal: nothing else passes for a `Reader`.
 * `read` and `readRaw` refuse a statement that writes, so a query function can't change anything.
 */
export class Reader {
  readonly orm: ReadOnlyOrm;
  readonly #sqlite: Database.Database;
  readonly #cache: StatementCache;

  constructor(sqlite: Database.Database, orm: ReadOnlyOrm, cache: StatementCache) {
    this.#sqlite = sqlite;
    this.orm = orm;
    this.#cache = cache;
  }

  /** Prepared statement from the cache, rows as objects. Not for `iterate`: a cached statement is busy while it runs. */
  read<Row>(sql: string): Statement<Row> {
    return readOnly<Row>(this.#cache.rows(sql), sql);
  }

  /** Prepared statement from the cache, rows as arrays in column order. Not for `iterate`. */
  readRaw<Row extends readonly unknown[]>(sql: string): Statement<Row> {
    return readOnly<Row>(this.#cache.raw(sql), sql);
  }

  /** A statement of its own, for `iterate`; rows as arrays. While it runs the connection can't write. */
  stream<Row extends readonly unknown[]>(sql: string): Statement<Row> {
    return readOnly<Row>(this.#sqlite.prepare<SqlValue[], unknown>(sql).raw(true), sql);
  }
}

/** Write access: exists only inside `inWriteTx`; used outside, `write` throws. A `Tx` may be passed where a `Reader` is asked. */
export class Tx extends Reader {
  /** Full drizzle, for writes that are not hot. */
  readonly writeOrm: Orm;
  readonly #sqlite: Database.Database;
  readonly #cache: StatementCache;

  constructor(sqlite: Database.Database, orm: Orm, cache: StatementCache) {
    super(sqlite, orm, cache);
    this.writeOrm = orm;
    this.#sqlite = sqlite;
    this.#cache = cache;
  }

  /** Prepared statement from the cache that may write. */
  write(sql: string): Statement {
    if (!this.#sqlite.inTransaction) throw new Error('a Tx was used outside its transaction');
    return this.#cache.rows(sql);
  }
}

/** One open database as the program uses it. */
export interface Connection {
  readonly sqlite: Database.Database;
  readonly orm: Orm;
  /** Reads outside a transaction: each statement sees the latest commit. */
  readonly reader: Reader;
  /** For `inWriteTx` only. */
  readonly tx: Tx;
}

/** Makes a `Connection` of an open better-sqlite3 database; call once a database, the statement cache lives in it. */
export function wrap(sqlite: Database.Database): Connection {
  // `search_text` by pinyin initials, for rows that are walked; never in the schema, which `trusted_schema` guards.
  const initialsIn = (text: unknown, word: unknown) => Number(hasInitials(String(text), String(word)));
  sqlite.function('initials_in', { deterministic: true, directOnly: true }, initialsIn);
  const orm = drizzle({ client: sqlite });
  const cache = new StatementCache(sqlite);
  return { sqlite, orm, reader: new Reader(sqlite, orm, cache), tx: new Tx(sqlite, orm, cache) };
}

/**
 * Runs `fn` inside BEGIN IMMEDIATE … COMMIT; synchronous, not nested. Whatever `fn` throws rolls back and is thrown on.
 * Throws SqliteError `SQLITE_BUSY` when another writer holds the lock beyond `busy_timeout`.
 */
export function inWriteTx<T>(connection: Connection, fn: (tx: Tx) => T): T {
  return between(connection.sqlite, 'BEGIN IMMEDIATE', () => fn(connection.tx));
}

/** Runs `fn` over one snapshot of the database: rows and their count agree. Synchronous, not nested. */
export function inReadTx<T>(connection: Connection, fn: (reader: Reader) => T): T {
  return between(connection.sqlite, 'BEGIN', () => fn(connection.reader));
}

function between<T>(sqlite: Database.Database, begin: string, fn: () => T): T {
  if (sqlite.inTransaction) throw new Error('a transaction is already open on this connection');
  sqlite.exec(begin);
  try {
    const value = fn();
    // An async function would commit at its first await, with its writes still to come.
    if (value instanceof Promise) throw new Error('a transaction function must be synchronous');
    sqlite.exec('COMMIT');
    return value;
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  }
}

function readOnly<Row>(statement: Statement, sql: string): Statement<Row> {
  if (!statement.readonly) throw new Error(`a reader may not write: ${sql}`);
  // The row type is the caller's claim about its own SELECT list; SQLite has no types to check it against.
  return statement as Statement<Row>;
}
