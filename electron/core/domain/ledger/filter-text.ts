import { handlingLabel } from '../case/case-labels.ts';
import type { HandlingState } from '../case/case-state.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import type { ProblemCategory, Severity } from '../finding/problem.ts';

/** The filter of a case list as far as it is put into words. */
export interface WordedFilter {
  readonly townCode?: readonly string[] | undefined;
  readonly category?: readonly ProblemCategory[] | undefined;
  readonly handling?: readonly HandlingState[] | undefined;
  readonly severity?: readonly Severity[] | undefined;
  readonly source?: readonly string[] | undefined;
  readonly river?: readonly string[] | undefined;
  readonly leadUnit?: readonly string[] | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly foundFrom?: string | undefined;
  readonly foundTo?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** A filter in words, as it is printed on the ledger: `镇街：石城镇；状态：整改中`; `全部案件` when nothing is filtered. */
export function filterText(filter: WordedFilter, search: string, townName: (code: string) => string): string {
  const parts = [
    list('镇街', filter.townCode?.map(townName)),
    list(
      '四乱类型',
      filter.category?.map((category) => CATEGORY_LABELS[category]),
    ),
    list(
      '办理状态',
      filter.handling?.map((handling) => handlingLabel({ handling })),
    ),
    list(
      '严重程度',
      filter.severity?.map((severity) => SEVERITY_LABELS[severity]),
    ),
    list('问题来源', filter.source),
    list('河湖', filter.river),
    list('主办单位', filter.leadUnit),
    range('整改时限', filter.dueFrom, filter.dueTo),
    range('发现日期', filter.foundFrom, filter.foundTo),
    filter.ids === undefined ? null : `选定的 ${filter.ids.length} 件`,
    search.trim() === '' ? null : `检索：${search.trim()}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '全部案件' : parts.join('；');
}

function list(name: string, values: readonly string[] | undefined): string | null {
  return values === undefined ? null : `${name}：${values.join('、')}`;
}

function range(name: string, from: string | undefined, to: string | undefined): string | null {
  if (from === undefined && to === undefined) return null;
  return `${name}：${from ?? ''}${to === undefined ? ' 以后' : from === undefined ? `${to} 以前` : ` 至 ${to}`}`;
}
