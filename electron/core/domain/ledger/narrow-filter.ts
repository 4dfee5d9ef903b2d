import type { CaseFilter } from './case-filter.ts';

/**
 * The filter that both filters let through: values of one field that both name, the later beginning, the earlier end.
 * Where nothing can pass both, a filter that finds nothing (`ids` empty).
 */
export function narrowFilter(one: CaseFilter, other: CaseFilter): CaseFilter {
  const both: Record<string, unknown> = { ...one };
  for (const [field, value] of Object.entries(other)) {
    if (value === undefined) continue;
    const mine = both[field];
    const said = narrowed(field, mine, value);
    if (said === NOTHING) return { ids: [] };
    both[field] = said;
  }
  // Every field was taken from a filter and is of that field's type.
  return both as CaseFilter;
}

const NOTHING = Symbol('nothing passes');

function narrowed(field: string, mine: unknown, value: unknown): unknown {
  if (Array.isArray(mine) && Array.isArray(value)) {
    // An empty list of values filters nothing; an empty list of keys finds nothing.
    if (field !== 'ids' && mine.length === 0) return value;
    if (field !== 'ids' && value.length === 0) return mine;
    const common = mine.filter((each) => value.includes(each));
    return common.length === 0 ? NOTHING : common;
  }
  if (typeof mine === 'string' && typeof value === 'string') {
    if (field.endsWith('From')) return mine > value ? mine : value;
    return mine < value ? mine : value;
  }
  return value;
}
