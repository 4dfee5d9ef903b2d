import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import { type AddressSort, findingListAddress, type ListAddress, readFindingList } from '../../../ui/list-address.ts';

/** Rows of one page of the list. */
export const PAGE_SIZE = 50;

/** What the finding list can be sorted by. */
export const SORTABLE = ['number', 'foundOn', 'registeredOn', 'updatedAt'] as const;
/** See `SORTABLE`. */
export type SortBy = (typeof SORTABLE)[number];

/** One column and its direction. */
export interface Sort {
  readonly by: SortBy;
  readonly dir: 'asc' | 'desc';
}

/** What the list shows; lives in the address, so that it can be sent, kept and come back to. `page` from 1. */
export interface FindingAddress extends Omit<ListAddress<FindingFilter>, 'sort'> {
  readonly sort: Sort;
  readonly page: number;
}

const USUAL: Sort = { by: 'foundOn', dir: 'desc' };

/** Reads what the address of the finding list says; an order that the list does not know is its own. */
export function readAddress(params: URLSearchParams): FindingAddress {
  const { filter, search, sort } = readFindingList(params);
  const page = Number(params.get('page') ?? '1');
  return { filter, search, sort: sortOf(sort[0]), page: Number.isInteger(page) && page > 0 ? page : 1 };
}

/** The address that shows it. */
export function writeAddress({ filter, search, sort, page }: FindingAddress): string {
  const own = sort.by === USUAL.by && sort.dir === USUAL.dir ? [] : [sort];
  const address = findingListAddress(filter, search, own);
  if (page === 1) return address;
  return `${address}${address.includes('?') ? '&' : '?'}page=${page}`;
}

/** Shows another part of the list; what is not named stays, but another list begins on its first page. */
export type ShowFindings = (change: Partial<FindingAddress>, options?: { readonly replace?: boolean }) => void;

/** The address of the finding list, the same object until it changes, and the way to change it. */
export function useFindingAddress(): readonly [FindingAddress, ShowFindings] {
  const [params] = useSearchParams();
  const said = params.toString();
  const address = useMemo(() => readAddress(new URLSearchParams(said)), [said]);
  const navigate = useNavigate();
  const show = useCallback<ShowFindings>(
    (change, { replace = false } = {}) => void navigate(writeAddress({ ...address, page: 1, ...change }), { replace }),
    [address, navigate],
  );
  return [address, show];
}

function sortOf(said: AddressSort | undefined): Sort {
  const by = SORTABLE.find((each) => each === said?.by);
  return by === undefined || said === undefined ? USUAL : { by, dir: said.dir };
}
