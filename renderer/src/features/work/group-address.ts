import type { WorkGroup } from '#core/domain/ledger/work-list.ts';
import { caseListAddress, findingListAddress } from '../../ui/list-address.ts';

/** Address of the list that holds exactly the rows of a group, in the group's order. */
export function groupAddress(group: WorkGroup): string {
  return group.list === 'case'
    ? caseListAddress(group.filter, '', [{ by: 'dueOn', dir: 'asc' }])
    : findingListAddress(group.filter, '', [{ by: 'registeredOn', dir: 'asc' }]);
}

/** Number of rows as it is shown: `≥` where it was only counted so far. */
export function totalText({ total, totalIsExact }: { readonly total: number; readonly totalIsExact: boolean }): string {
  return `${totalIsExact ? '' : '≥'}${total.toLocaleString('zh-CN')}`;
}
