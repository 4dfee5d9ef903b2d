/**
 * The value with every half of a surrogate pair replaced by U+FFFD, as the database itself would on writing. Without it
 * the log would keep the half (JSON writes it as an escape) and the row would not, and the two would differ for ever.
 * Plain data only; what is well-formed already is given back as it is.
 */
export function wellFormed<T>(value: T): T {
  // A copy of the same shape; the compiler cannot follow that through the recursion.
  return repaired(value) as T;
}

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (Array.isArray(value)) return same(value, value.map(repaired));
  if (typeof value !== 'object' || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([key, entry]) => [repaired(key), repaired(entry)] as const);
  const untouched = after.every(([key, entry], index) => key === before[index]?.[0] && entry === before[index]?.[1]);
  return untouched ? value : Object.fromEntries(after);
}

function same(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((entry, index) => entry === before[index]) ? before : after;
}
