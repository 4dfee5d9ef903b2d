import type { FindingFilter } from '../finding/finding-filter.ts';
import { FINDING_STATE_LABELS } from '../finding/finding-labels.ts';
import type { CaseFilter } from './case-filter.ts';
import { filterText } from './filter-text.ts';
import type { LedgerDefinition } from './ledger-definition.ts';
import { periodText } from './period.ts';
import type { PeriodReport } from './period-rows.ts';

/** Names for keys that a filter holds. */
export interface FilterNames {
  readonly town: (code: string) => string;
  readonly account: (id: string) => string | undefined;
}

/** What a ledger was filtered by, in words: a case filter, a finding filter, or the period and snapshot of a report. */
export function filterInWords(
  list: LedgerDefinition['list'],
  filter: CaseFilter | FindingFilter,
  search: string,
  names: FilterNames,
  report: PeriodReport | null,
  figuresHash: string,
): string {
  if (report !== null) return snapshotText(report, figuresHash);
  if (list !== 'finding') return filterText(filter as CaseFilter, search, names.town, names.account);
  return findingFilterText(filter as FindingFilter, search, names.town);
}

/** A finding filter in words; `全部线索` when nothing is filtered. */
export function findingFilterText(filter: FindingFilter, search: string, townName: (code: string) => string): string {
  const { state, batchId, registeredFrom, registeredTo, ids, ...shared } = filter;
  const parts = [
    // What both lists know is said in the same words.
    filterText(shared, '', townName),
    state === undefined ? null : `线索状态：${state.map((one) => FINDING_STATE_LABELS[one]).join('、')}`,
    batchId === undefined ? null : `选定的 ${batchId.length} 个导入批次`,
    registeredFrom === undefined && registeredTo === undefined
      ? null
      : `登记日期：${registeredFrom ?? ''} 至 ${registeredTo ?? ''}`,
    ids === undefined ? null : `选定的 ${ids.length} 条`,
    search.trim() === '' ? null : `检索：${search.trim()}`,
  ].filter((part) => part !== null && part !== '全部案件');
  return parts.length === 0 ? '全部线索' : parts.join('；');
}

function snapshotText({ period, asOf }: PeriodReport, figuresHash: string): string {
  const early = asOf <= period.to ? '，本期尚未结束，为期中数' : '';
  return `${periodText(period)}（${period.from} 至 ${period.to}）；数据截至 ${asOf}${early}；快照校验值 ${figuresHash.slice(0, 16)}`;
}
