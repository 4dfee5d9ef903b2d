import type { InputOf } from '#core/contract/routes.ts';
import type { GridRow } from './ledger-columns.ts';

type Changes = InputOf<'case.editDetails'>['changes'];

/** How a column is edited in place: what the editor begins with, and the change that its text states. */
interface CellEdit {
  readonly long: boolean;
  start(row: GridRow): string;
  changes(text: string): Changes;
}

type TextField = 'basin' | 'river' | 'reach' | 'bank' | 'village' | 'place' | 'violator' | 'formedPeriod' | 'remarks';

const text = (field: TextField, long = false): CellEdit => ({
  long,
  start: ({ record }) => record[field] ?? '',
  changes: (typed) => ({ [field]: typed.trim() === '' ? null : typed }),
});
/** A field that must say something; the route says so when it does not. */
const needed = (field: 'source' | 'description', long = false): CellEdit => ({
  long,
  start: ({ record }) => record[field],
  changes: (typed) => ({ [field]: typed }),
});
const list = (field: 'externalNumbers' | 'campaigns'): CellEdit => ({
  long: false,
  start: ({ record }) => record[field].join('、'),
  changes: (typed) => ({
    [field]: typed
      .split(/[、，,；;\n]+/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  }),
});

/** Columns of one plain descriptive field; all others are changed by acts, or belong to several fields. */
const EDITS: Readonly<Record<string, CellEdit>> = {
  externalNumbers: list('externalNumbers'),
  source: needed('source'),
  campaigns: list('campaigns'),
  basin: text('basin'),
  river: text('river'),
  reach: text('reach'),
  bank: text('bank'),
  village: text('village'),
  place: text('place', true),
  description: needed('description', true),
  formed: text('formedPeriod'),
  violator: text('violator'),
  remarks: text('remarks', true),
};

/** How a column is edited in place; undefined where it is not. */
export function editOf(columnId: string): CellEdit | undefined {
  return EDITS[columnId];
}
