import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';

/** One column of an order. */
export interface AddressSort {
  /** Name of a sort column of the list's route. */
  readonly by: string;
  readonly dir: 'asc' | 'desc';
}

/** What the address of a list says: the rows, the search and the order (empty = the list's own). */
export interface ListAddress<Filter> {
  readonly filter: Filter;
  readonly search: string;
  readonly sort: readonly AddressSort[];
}

/** Address of the case ledger (案件台账) that shows just these rows, for `Link` and `navigate`. */
export function caseListAddress(filter: CaseFilter, search = '', sort: readonly AddressSort[] = []): string {
  return addressOf('/cases', filter, search, sort);
}

/** Address of the finding list (线索) that shows just these rows. */
export function findingListAddress(filter: FindingFilter, search = '', sort: readonly AddressSort[] = []): string {
  return addressOf('/findings', filter, search, sort);
}

/** Address of the export page (导出) for just these cases. */
export function exportAddress(filter: CaseFilter, search = ''): string {
  return addressOf('/export', filter, search, [], 'cases');
}

/** Address of the export page (导出) for just these findings. */
export function findingExportAddress(filter: FindingFilter, search = ''): string {
  return addressOf('/export', filter, search, [], 'findings');
}

/** Reads the address of the case ledger or of the export. What is no filter reads as none; its values are checked by the route. */
export function readCaseList(params: URLSearchParams): ListAddress<CaseFilter> {
  return readList<CaseFilter>(params);
}

/** Reads the address of the finding list; see `readCaseList`. */
export function readFindingList(params: URLSearchParams): ListAddress<FindingFilter> {
  return readList<FindingFilter>(params);
}

function addressOf(path: string, filter: object, search: string, sort: readonly AddressSort[], from?: string): string {
  const params = new URLSearchParams();
  if (from !== undefined) params.set('from', from);
  const said = JSON.stringify(filter);
  if (said !== '{}') params.set('f', said);
  if (search.trim() !== '') params.set('q', search.trim());
  if (sort.length > 0) params.set('sort', sort.map(({ by, dir }) => `${by}.${dir}`).join(','));
  const query = params.toString();
  return query === '' ? path : `${path}?${query}`;
}

function readList<Filter extends object>(params: URLSearchParams): ListAddress<Filter> {
  return {
    filter: readFilter<Filter>(params.get('f')),
    search: params.get('q') ?? '',
    sort: readSort(params.get('sort')),
  };
}

function readFilter<Filter extends object>(said: string | null): Filter {
  try {
    const filter: unknown = JSON.parse(said ?? '{}');
    if (typeof filter === 'object' && filter !== null && !Array.isArray(filter)) return filter as Filter;
  } catch {
    // An address cut short in a message: the whole list is better than none.
  }
  return {} as Filter;
}

function readSort(said: string | null): readonly AddressSort[] {
  return (said ?? '').split(',').flatMap((part): AddressSort[] => {
    const [by = '', dir] = part.split('.');
    return by !== '' && (dir === 'asc' || dir === 'desc') ? [{ by, dir }] : [];
  });
}
