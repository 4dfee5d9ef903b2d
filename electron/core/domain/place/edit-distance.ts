/** Edit distance (Levenshtein) between two texts, counted in characters, not UTF-16 units. */
export function editDistance(a: string, b: string): number {
  const from = [...a];
  const to = [...b];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, char] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (previous[column] ?? 0) + (char === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/**
 * The entries whose name is nearest to a text, nearest first, none further than `furthest` edits. A name of which
 * no character is left is no suggestion.
 */
export function nearest<T>(
  text: string,
  entries: readonly T[],
  nameOf: (entry: T) => string,
  furthest: number,
): readonly T[] {
  return entries
    .map((entry) => ({ entry, name: nameOf(entry), distance: editDistance(text, nameOf(entry)) }))
    .filter(({ name, distance }) => distance <= furthest && distance < Math.max(text.length, name.length) - 1)
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry);
}
