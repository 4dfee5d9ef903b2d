import type { ParsedOf } from '#core/contract/routes.ts';
import { IMPORT_FIELDS, type ImportField } from '#core/domain/spreadsheet/fields.ts';
import { PLANNED_KINDS, type PlannedKind } from '#core/domain/spreadsheet/plan.ts';

/** Which rows are shown: by kind, by kind of remark, by a text in any cell, by tick, by decision. */
export type RowFilter = ParsedOf<'import.rows'>['filter'];

/** A kind of remark as the filter names it. */
export type IssueKey = NonNullable<RowFilter['issue']>;

/** Every row. */
export const ALL_ROWS: RowFilter = { kinds: [], issue: null, text: '', ticked: null, decided: null };

/** What the address of the wizard says: which staging, which step is open, which rows are shown. */
export interface ImportAddress {
  /** Token of the staging; null: no file chosen yet. */
  readonly staged: string | null;
  /** Null: where there is something to do. */
  readonly step: 'columns' | 'rows' | null;
  readonly filter: RowFilter;
}

/** Reads the search part of the address; what is no filter reads as none. */
export function readImportAddress(params: URLSearchParams): ImportAddress {
  const step = params.get('step');
  const kinds = (params.get('kind') ?? '').split(',').filter(isKind);
  return {
    staged: params.get('staged') || null,
    step: step === 'columns' || step === 'rows' ? step : null,
    filter: {
      kinds,
      issue: readIssue(params.get('issue')),
      text: (params.get('q') ?? '').slice(0, 100),
      ticked: readFlag(params.get('ticked')),
      decided: readFlag(params.get('decided')),
    },
  };
}

/** The search part that says it. */
export function writeImportAddress({ staged, step, filter }: ImportAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (staged === null) return params;
  params.set('staged', staged);
  if (step !== null) params.set('step', step);
  if (filter.kinds.length > 0) params.set('kind', filter.kinds.join(','));
  if (filter.issue !== null) params.set('issue', `${filter.issue.code}.${filter.issue.field}`);
  if (filter.text !== '') params.set('q', filter.text);
  if (filter.ticked !== null) params.set('ticked', filter.ticked ? '1' : '0');
  if (filter.decided !== null) params.set('decided', filter.decided ? '1' : '0');
  return params;
}

/** The filter that shows one kind, or every row. */
export function ofKind(kind: PlannedKind | null): RowFilter {
  return { ...ALL_ROWS, kinds: kind === null ? [] : [kind] };
}

function readIssue(said: string | null): IssueKey | null {
  const [code = '', field = ''] = (said ?? '').split('.');
  return code !== '' && isField(field) ? { code, field } : null;
}

function readFlag(said: string | null): boolean | null {
  return said === '1' ? true : said === '0' ? false : null;
}

function isKind(word: string): word is PlannedKind {
  return (PLANNED_KINDS as readonly string[]).includes(word);
}

function isField(word: string): word is ImportField {
  return Object.hasOwn(IMPORT_FIELDS, word);
}
