/**
 * Reads one raw row column by column, in the order of the SELECT list, and checks what SQLite does not: a value of the
 * wrong type is a bug or damage and throws, naming the column's place.
 */
export class RowCursor {
  #row: readonly unknown[] = [];
  #at = 0;

  /** Starts on a row, at a column; the cursor is used again for the next row. */
  start(row: readonly unknown[], from = 0): void {
    this.#row = row;
    this.#at = from;
  }

  text(): string {
    const value = this.#row[this.#at++];
    if (typeof value !== 'string') throw this.#wrong('text', value);
    return value;
  }

  textOrNull(): string | null {
    const value = this.#row[this.#at++];
    if (value !== null && typeof value !== 'string') throw this.#wrong('text or null', value);
    return value;
  }

  number(): number {
    const value = this.#row[this.#at++];
    if (typeof value !== 'number') throw this.#wrong('a number', value);
    return value;
  }

  numberOrNull(): number | null {
    const value = this.#row[this.#at++];
    if (value !== null && typeof value !== 'number') throw this.#wrong('a number or null', value);
    return value;
  }

  flag(): boolean {
    return this.number() === 1;
  }

  /** One of a list of words; the list is that of the CHECK constraint. */
  word<T extends string>(words: readonly T[]): T {
    const value = this.#row[this.#at++];
    for (const word of words) if (word === value) return word;
    throw this.#wrong(`one of ${words.join(', ')}`, value);
  }

  wordOrNull<T extends string>(words: readonly T[]): T | null {
    if (this.#row[this.#at] !== null) return this.word(words);
    this.#at += 1;
    return null;
  }

  /** A list kept as JSON; most are empty, so those are not parsed. */
  list<T>(): readonly T[] {
    const value = this.text();
    return value === '[]' ? [] : parseJson<readonly T[]>(value);
  }

  /** A value kept as JSON. */
  json<T>(): T {
    return parseJson<T>(this.text());
  }

  #wrong(expected: string, value: unknown): Error {
    return new Error(`column ${this.#at - 1} of a row should hold ${expected}, holds ${JSON.stringify(value)}`);
  }
}

/** Parses JSON that our own mapper wrote; the type is that mapper's, its form is checked by `json_valid`. */
export function parseJson<T>(json: string): T {
  const value: T = JSON.parse(json);
  return value;
}

/** Whether a raw row holds just these values. */
export function sameValues(row: readonly unknown[], values: readonly unknown[]): boolean {
  if (row.length !== values.length) return false;
  for (let at = 0; at < values.length; at += 1) if (row[at] !== values[at]) return false;
  return true;
}

/** `?, ?, ?` for `count` values. */
export function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

/** INSERT of all columns. */
export function insertSql(table: string, columns: readonly string[]): string {
  return `insert into ${table} (${columns.join(', ')}) values (${marks(columns.length)})`;
}

/** UPDATE of all columns; parameters: the values, then those of `where`. */
export function updateSql(table: string, columns: readonly string[], where: string): string {
  return `update ${table} set ${columns.map((column) => `${column} = ?`).join(', ')} where ${where}`;
}
