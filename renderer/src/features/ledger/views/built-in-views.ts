import type { InputOf } from '#core/contract/routes.ts';
import type { SavedView } from '#core/contract/views-ledger.ts';
import type { WorkCalendar } from '#core/domain/deadline/calendar.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { type Worker, workGroups } from '#core/domain/ledger/work-list.ts';
import type { LedgerAddress } from '../use-ledger-address.ts';

/** One tab over the grid: a view of the program, or a saved one. */
export interface ViewTab {
  readonly key: string;
  readonly name: string;
  readonly show: LedgerAddress;
  readonly saved: SavedView | null;
}

/** Views of the program: everything, the deadlines of the work list, what is for this role to do, what is suspended, and 我办理的. */
export function builtInViews(today: CivilDate, calendar: WorkCalendar, account: Worker): readonly ViewTab[] {
  const groups = workGroups(today, calendar, account).filter(({ section }) => section !== 'waiting');
  const views = groups.flatMap((group) => (group.list === 'case' ? [tab(group.key, group.title, group.filter)] : []));
  return [tab('all', '全部', {}), ...views];
}

function tab(key: string, name: string, filter: CaseFilter): ViewTab {
  return { key, name, show: { filter, search: '', sort: [] }, saved: null };
}

/** A saved view as a tab. */
export function savedTab(view: SavedView): ViewTab {
  const { filter, search, sort } = view.spec;
  // The route of the list checks the filter; one it does not know any more is refused in words.
  return { key: view.id, name: view.name, show: { filter: filter as CaseFilter, search, sort }, saved: view };
}

/** What a view would keep of what is shown now. */
export function specOf({ filter, search, sort }: LedgerAddress): InputOf<'view.save'>['spec'] {
  // A filter is plain JSON.
  return { filter: filter as Record<string, never>, search, sort: [...sort] };
}

const USUAL: LedgerAddress['sort'] = [{ by: 'dueOn', dir: 'asc' }];

/** Whether two addresses show the same rows in the same order, however they are written. */
export function sameView(one: LedgerAddress, other: LedgerAddress): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ filter, search, sort }: LedgerAddress): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, Array.isArray(value) ? value.toSorted() : value])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  // Without an order the ledger has its own.
  return JSON.stringify([parts, search.trim(), sort.length === 0 ? USUAL : sort]);
}
