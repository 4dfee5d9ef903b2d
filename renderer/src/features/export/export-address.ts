import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerView } from '#core/contract/views-export.ts';
import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { type LedgerSplit, SPLITS } from '#core/domain/ledger/ledger-scope.ts';
import { readCaseList, readFindingList } from '../../ui/list-address.ts';

/** Tabs of the export centre. */
export const EXPORT_TABS = ['new', 'saved', 'log'] as const;
/** See `EXPORT_TABS`. */
export type ExportTab = (typeof EXPORT_TABS)[number];

/** Rows that the person came with from a list. */
export interface CameWith {
  readonly list: 'case' | 'finding';
  readonly filter: CaseFilter | FindingFilter;
  readonly search: string;
}

/** What the address of the export centre says. `page` from 1, of the log. */
export interface ExportAddress {
  readonly tab: ExportTab;
  /** What is being put together; null before a ledger is chosen. */
  readonly spec: ExportSpec | null;
  readonly came: CameWith | null;
  /** Saved export that `spec` came from. */
  readonly definition: string | null;
  /** One file a town or unit; null: all in one file. */
  readonly split: LedgerSplit | null;
  readonly page: number;
}

/** The usual choices of a ledger. */
export function freshSpec(ledger: string): ExportSpec {
  return { ledger, search: '', photos: false, privacy: 'standard', forEditing: false };
}

/** The ledger that a list is exported as until another is chosen. */
const USUAL = { case: 'qingsiluan', finding: 'inspectionList' } as const;

/** Reads the address; what cannot be read counts as not said, and values are checked by the route. */
export function readExportAddress(params: URLSearchParams): ExportAddress {
  const tab = EXPORT_TABS.find((one) => one === params.get('tab')) ?? 'new';
  const came = cameWith(params);
  const page = Number(params.get('page') ?? '1');
  return {
    tab,
    came,
    spec: readSpec(params.get('spec')) ?? (came === null ? null : withRows(freshSpec(USUAL[came.list]), came)),
    definition: params.get('definition'),
    split: SPLITS.find((one) => one === params.get('split')) ?? null,
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Parts of the address that say this spec. */
export function specParams(
  spec: ExportSpec | null,
  definition: string | null,
): Readonly<Record<string, string | null>> {
  return { tab: null, page: null, spec: spec === null ? null : JSON.stringify(spec), definition };
}

/** Another ledger with what fits of the choices made so far. */
export function changeLedger(
  spec: ExportSpec,
  to: Pick<LedgerView, 'id' | 'list' | 'sheets'>,
  from: string,
  came: CameWith | null,
): ExportSpec {
  const { photos, privacy } = spec;
  const forEditing = spec.forEditing && to.sheets.some(({ columns }) => columns.some(({ editable }) => editable));
  const next = { ...freshSpec(to.id), photos, privacy, forEditing };
  if (to.list === from) {
    const { filter, view, search, period } = spec;
    return {
      ...next,
      search,
      ...(filter === undefined ? {} : { filter }),
      ...(view === undefined ? {} : { view }),
      ...(period === undefined ? {} : { period }),
    };
  }
  return came?.list === to.list ? withRows(next, came) : next;
}

/** The spec with just these rows instead of its own. */
export function withRows(spec: ExportSpec, { filter, search }: Pick<CameWith, 'filter' | 'search'>): ExportSpec {
  const { view: _view, ...rest } = spec;
  return { ...rest, filter, search };
}

function cameWith(params: URLSearchParams): CameWith | null {
  const from = params.get('from');
  if (from === 'findings') return { list: 'finding', ...rowsOf(readFindingList(params)) };
  return from === 'cases' || params.has('f') ? { list: 'case', ...rowsOf(readCaseList(params)) } : null;
}

function rowsOf<F>({ filter, search }: { readonly filter: F; readonly search: string }) {
  return { filter, search };
}

function readSpec(said: string | null): ExportSpec | null {
  if (said === null) return null;
  try {
    const spec: unknown = JSON.parse(said);
    if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return null;
    const { ledger, columns } = spec as Partial<ExportSpec>;
    if (typeof ledger !== 'string' || (columns !== undefined && !Array.isArray(columns))) return null;
    return { ...freshSpec(ledger), ...spec };
  } catch {
    // An address cut short in a message: the choice of a ledger is better than none.
    return null;
  }
}
