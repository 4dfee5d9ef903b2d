import { handlingLabel, STATE_LABELS } from '../case/case-labels.ts';
import type { HandlingState } from '../case/case-state.ts';
import { CATEGORY_LABELS } from '../finding/taxonomy.ts';
import { SEVERITY_LABELS } from '../finding/severity.ts';
import type { CaseFilter } from './case-filter.ts';
import { noValueText } from './no-value.ts';
import { COUNTED_STATES, OPEN_STATES } from './statistics.ts';

/**
 * A filter in words, as it is printed on the ledger: `镇街：石城镇；状态：整改中`; `全部案件` when nothing is filtered.
 * `accountName` knows some accounts by name.
 */
export function filterText(
  filter: CaseFilter,
  search: string,
  townName: (code: string) => string,
  accountName?: (id: string) => string | undefined,
): string {
  const parts = [
    list(
      '镇街',
      filter.townCode?.map((code) => (code === '' ? noValueText('townCode') : townName(code))),
    ),
    list(
      '四乱类型',
      filter.category?.map((category) => CATEGORY_LABELS[category]),
    ),
    statesText(filter.handling),
    list(
      '严重程度',
      filter.severity?.map((severity) => SEVERITY_LABELS[severity]),
    ),
    list('问题来源', known('source', filter.source)),
    list('河湖', known('river', filter.river)),
    list('主办单位', known('leadUnit', filter.leadUnit)),
    list('专项行动', known('campaign', filter.campaign)),
    list(
      '计时',
      filter.clock?.map((state) => STATE_LABELS.clock[state]),
    ),
    list(
      '延期',
      filter.extension?.map((state) => STATE_LABELS.extension[state]),
    ),
    list(
      '督办',
      filter.supervision?.map((state) => STATE_LABELS.supervision[state]),
    ),
    list(
      '移送',
      filter.referral?.map((state) => STATE_LABELS.referral[state]),
    ),
    filter.handledBy === undefined ? null : `经办人：${accountNames(filter.handledBy, accountName)}`,
    filter.rebound === true ? '反弹新立案件' : null,
    filter.noDue === true ? '无期限' : null,
    range('最近期限', filter.dueFrom, filter.dueTo),
    range('发现日期', filter.foundFrom, filter.foundTo),
    range('立案日期', filter.filedFrom, filter.filedTo),
    range('销号日期', filter.closedFrom, filter.closedTo),
    range('严重超期之日', filter.grossFrom, filter.grossTo),
    filter.ids === undefined ? null : `选定的 ${filter.ids.length} 件`,
    search.trim() === '' ? null : `检索：${search.trim()}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '全部案件' : parts.join('；');
}

/** 办理状态; the two long lists that the statistics open have names of their own. */
function statesText(states: readonly HandlingState[] | undefined): string | null {
  if (states === undefined) return null;
  const isAll = (of: readonly HandlingState[]) =>
    of.length === states.length && of.every((state) => states.includes(state));
  if (isAll(COUNTED_STATES)) return '不含撤案';
  if (isAll(OPEN_STATES)) return '在办（未销号、未撤案）';
  return list(
    '办理状态',
    states.map((handling) => handlingLabel({ handling })),
  );
}

/** Names of accounts; a number where one of them is not known. */
function accountNames(ids: readonly string[], accountName?: (id: string) => string | undefined): string {
  const names = ids.flatMap((id) => accountName?.(id) ?? []);
  return names.length === ids.length ? names.join('、') : `选定的 ${ids.length} 人`;
}

function known(field: string, values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.map((value) => (value === '' ? noValueText(field) : value));
}

function list(name: string, values: readonly string[] | undefined): string | null {
  return values === undefined ? null : `${name}：${values.join('、')}`;
}

function range(name: string, from: string | undefined, to: string | undefined): string | null {
  if (from === undefined && to === undefined) return null;
  return `${name}：${from ?? ''}${to === undefined ? ' 以后' : from === undefined ? `${to} 以前` : ` 至 ${to}`}`;
}
