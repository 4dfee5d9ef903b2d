import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';

/** A period of the statistics, by day of filing or of finding; null = open. */
export interface Period {
  readonly by: 'filed' | 'found';
  readonly from: string | null;
  readonly to: string | null;
}

/** The period of a filter; by filing when it names none. */
export function periodOf({ filedFrom, filedTo, foundFrom, foundTo }: CaseFilter): Period {
  const isFound =
    (foundFrom !== undefined || foundTo !== undefined) && filedFrom === undefined && filedTo === undefined;
  return isFound
    ? { by: 'found', from: foundFrom ?? null, to: foundTo ?? null }
    : { by: 'filed', from: filedFrom ?? null, to: filedTo ?? null };
}

/** The filter with another period. */
export function withPeriod(filter: CaseFilter, { by, from, to }: Period): CaseFilter {
  const { filedFrom: _filedFrom, filedTo: _filedTo, foundFrom: _foundFrom, foundTo: _foundTo, ...rest } = filter;
  const begin = from === null ? {} : { [`${by}From`]: from };
  const end = to === null ? {} : { [`${by}To`]: to };
  return { ...rest, ...begin, ...end };
}

/** The filter with other values of a field; none = not filtered by it. */
export function withValues(filter: CaseFilter, field: keyof CaseFilter, values: readonly string[]): CaseFilter {
  const { [field]: _before, ...rest } = filter;
  return values.length === 0 ? rest : { ...rest, [field]: values };
}
