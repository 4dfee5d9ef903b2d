import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import { FINDING_STATE_LABELS } from '#core/domain/finding/finding-labels.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { noValueText } from '#core/domain/ledger/no-value.ts';

/** Fields of the filter that are lists of values to choose from, with their names. */
export const FACET_TITLES = {
  state: '状态',
  category: '四乱类别',
  townCode: '镇街',
  river: '河湖',
  source: '问题来源',
  severity: '严重程度',
  campaign: '专项行动',
  batchId: '导入批次',
} as const satisfies Partial<Record<keyof FindingFilter, string>>;

/** A field that is chosen from a list with counts. */
export type FacetField = keyof typeof FACET_TITLES;

/** What people call a value; `townName` and `batchName` know the keys that only the database can name. */
export interface ValueNames {
  readonly townName: (code: string) => string;
  readonly batchName: (id: string) => string;
}

/** One part of a filter in words, and the filter without it. */
export interface FilterPart {
  readonly key: string;
  readonly text: string;
  readonly without: FindingFilter;
}

const LABELS: Readonly<Partial<Record<FacetField, Readonly<Record<string, string>>>>> = {
  state: FINDING_STATE_LABELS,
  category: CATEGORY_LABELS,
  severity: SEVERITY_LABELS,
};

/** Chinese name of a value of a facet. */
export function valueText(field: FacetField, value: string, names: ValueNames): string {
  if (value === '') return noValueText(field);
  if (field === 'townCode') return names.townName(value);
  if (field === 'batchId') return names.batchName(value);
  const labels: Readonly<Record<string, string>> = LABELS[field] ?? {};
  return labels[value] ?? value;
}

/** The filter with one value of a field added or taken away; a field without values is left out. */
export function toggled(filter: FindingFilter, field: FacetField, value: string): FindingFilter {
  const chosen: readonly string[] = filter[field] ?? [];
  const values = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return values.length === 0 ? without(filter, [field]) : { ...filter, [field]: values };
}

/** A filter part by part in words; both ends of a span of days are one part. */
export function filterParts(filter: FindingFilter, names: ValueNames): readonly FilterPart[] {
  const facets = (Object.keys(FACET_TITLES) as FacetField[]).flatMap((field) => {
    const values: readonly string[] | undefined = filter[field];
    if (values === undefined) return [];
    const words = values.map((value) => valueText(field, value, names)).join('、');
    return [{ key: field, text: `${FACET_TITLES[field]}：${words}`, without: without(filter, [field]) }];
  });
  return [
    ...facets,
    ...span(filter, 'found', '发现日期'),
    ...span(filter, 'registered', '登记日期'),
    ...(filter.ids === undefined
      ? []
      : [{ key: 'ids', text: `选定的 ${filter.ids.length} 条`, without: without(filter, ['ids']) }]),
  ];
}

function span(filter: FindingFilter, which: 'found' | 'registered', title: string): readonly FilterPart[] {
  const [from, to] =
    which === 'found' ? [filter.foundFrom, filter.foundTo] : [filter.registeredFrom, filter.registeredTo];
  if (from === undefined && to === undefined) return [];
  const days = to === undefined ? `${from} 以后` : from === undefined ? `${to} 以前` : `${from} 至 ${to}`;
  return [{ key: which, text: `${title}：${days}`, without: without(filter, [`${which}From`, `${which}To`]) }];
}

function without(filter: FindingFilter, fields: readonly (keyof FindingFilter)[]): FindingFilter {
  return Object.fromEntries(Object.entries(filter).filter(([field]) => !fields.some((each) => each === field)));
}
