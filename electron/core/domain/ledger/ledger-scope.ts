import type { FindingFilter } from '../finding/finding-filter.ts';
import type { CaseFilter } from './case-filter.ts';
import type { LedgerDefinition } from './ledger-definition.ts';
import { narrowFilter } from './narrow-filter.ts';

/** Ways to part a ledger among those who fill it in: 按镇街, 按主办单位. */
export const SPLITS = ['town', 'unit'] as const;
/** See `SPLITS`. */
export type LedgerSplit = (typeof SPLITS)[number];

/** Chinese of each. */
export const SPLIT_LABELS = { town: '镇街', unit: '主办单位' } as const satisfies Record<LedgerSplit, string>;

/** Most files of one sending (一次分发). */
export const MOST_PARTS = 20;

/** What a part of a ledger is of: one town (by its code) or one unit (by its name); `value` '' = not known. */
export interface LedgerScope {
  readonly by: LedgerSplit;
  readonly value: string;
  /** For people to read. */
  readonly name: string;
}

const FIELDS = { town: 'townCode', unit: 'leadUnit' } as const;

/** The filter with just the rows of a scope. */
export function filterWithin(
  filter: CaseFilter | FindingFilter,
  { by, value }: LedgerScope,
): CaseFilter | FindingFilter {
  // What both lists know is narrowed alike; which of the two a filter is, the ledger says.
  return narrowFilter(filter as CaseFilter, { [FIELDS[by]]: [value] });
}

/** By what a ledger can be parted: its rows must be records, and findings have no 主办单位. */
export function splitsOf({ list, sheets }: LedgerDefinition): readonly LedgerSplit[] {
  const [{ rows }] = sheets;
  if (rows !== 'case' && rows !== 'finding') return [];
  return list === 'finding' ? ['town'] : SPLITS;
}
