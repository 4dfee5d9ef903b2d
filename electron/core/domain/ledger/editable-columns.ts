import type { CaseRecord } from '../case/case-record.ts';
import type { FindingRecord } from '../finding/finding-record.ts';
import type { Problem } from '../finding/problem.ts';
import { TAXONOMY_ITEMS } from '../finding/taxonomy.ts';
import { BANKS, SOURCES } from '../finding/vocabulary.ts';
import type { LedgerSheet } from './ledger-definition.ts';
import { findLedger } from './ledgers.ts';
import { masksNumbers } from './privacy.ts';

/**
 * How the text of a cell states the value of its field.
 * `text`: as it stands, an empty cell is no value. `needed`: as it stands, never empty. `list`: parts joined by 、 or line feeds.
 * `period`: 形成时间; the part from `/` on (存量, 增量) is derived and not read. `item`: name of a sub-item (问题细项).
 * `yesNo`: 是 / 否. `town`: name of a town of the district, whose code goes with it. `quantity`: `<amount> <unit>`.
 * `progress`: `YYYY-MM-DD <text>`, day and text of one dated entry; a text without a day is of the day it is entered.
 */
export type EditableForm = 'text' | 'needed' | 'list' | 'period' | 'item' | 'yesNo' | 'town' | 'quantity' | 'progress';

/** What a cell offers: values of its own, or the towns of the district; `only`: no other value is taken. */
export type CellChoices =
  | { readonly from: 'values'; readonly values: readonly string[]; readonly only: boolean }
  | { readonly from: 'towns'; readonly only: true };

/** A column whose cells may be changed in a returned ledger, and the command by which the same is done by hand. */
export interface EditableColumn {
  /** Key of the column. */
  readonly key: string;
  /** The record that changes: the row's case or its finding. */
  readonly record: 'case' | 'finding';
  /** `details`: `case.editDetails` or `finding.editDetails`; `progress`: `case.act` with `case.progressReported`. */
  readonly command: 'details' | 'progress';
  /** Fields of `changes`; of `progress`: the `text` of the act. */
  readonly fields: readonly (keyof Problem | 'text')[];
  readonly form: EditableForm;
  readonly choices: CellChoices | null;
}

type Written = Omit<EditableColumn, 'key' | 'record'>;

const details = (form: EditableForm, fields: Written['fields'], choices: CellChoices | null = null): Written => ({
  command: 'details',
  fields,
  form,
  choices,
});
const one = (values: readonly string[], only = true): CellChoices => ({ from: 'values', values, only });

/** 形成时间 as a person chooses it. */
const PERIODS = ['1988年6月前', '1988-06至2018-12', '2019年以后', '不详'];

/** Descriptive fields of a case that neither move a deadline nor choose who decides, and its progress (填报进展). */
const OF_CASES: Readonly<Record<string, Written>> = {
  externalNumbers: details('list', ['externalNumbers']),
  source: details('needed', ['source'], one(SOURCES, false)),
  campaigns: details('list', ['campaigns']),
  basin: details('text', ['basin']),
  river: details('text', ['river']),
  reach: details('text', ['reach']),
  bank: details('text', ['bank'], one(BANKS)),
  town: details('town', ['town', 'townCode'], { from: 'towns', only: true }),
  village: details('text', ['village']),
  place: details('text', ['place']),
  zones: details('list', ['zones']),
  item: details('item', ['item'], one(TAXONOMY_ITEMS.map(({ label }) => label))),
  description: details('needed', ['description']),
  quantity: details('quantity', ['quantity']),
  formed: details('period', ['formedPeriod'], one(PERIODS, false)),
  violator: details('text', ['violator']),
  suspectedCrime: details('yesNo', ['suspectedCrime'], one(['是', '否'])),
  responsiblePerson: details('text', ['responsiblePerson']),
  remarks: details('text', ['remarks']),
  progress: { command: 'progress', fields: ['text'], form: 'progress', choices: null },
};

/** Of a finding only what its row shows as it is kept; 处理和整改情况 and the like are put together from several fields. */
const OF_FINDINGS: Readonly<Record<string, Written>> = {
  externalNumbers: details('list', ['externalNumbers']),
  description: details('needed', ['description']),
  remarks: details('text', ['remarks']),
};

/** A book of forms of the same case: the same field stands on several sheets, and a copy filled in beside another is no change. */
const ONLY_PRINTED: ReadonlySet<string> = new Set(['caseSet']);

/**
 * The columns of a ledger that may be changed in a returned file, by key; of its first sheet, or of that whose rows are told.
 * Everything else is derived, or changed by acts that need more than a cell says (交办, 延期, 复核 …). Empty for reports,
 * statistics, forms that are only printed, and ledgers that are not known.
 */
export function editableColumnsOf(ledgerKey: string, rows?: LedgerSheet['rows']): ReadonlyMap<string, EditableColumn> {
  const ledger = findLedger(ledgerKey);
  const found = new Map<string, EditableColumn>();
  if (ledger === undefined || ONLY_PRINTED.has(ledgerKey)) return found;
  const sheet = ledger.sheets.find((candidate) => rows === undefined || candidate.rows === rows);
  if (sheet?.rows !== 'case' && sheet?.rows !== 'finding') return found;
  const table = sheet.rows === 'case' ? OF_CASES : OF_FINDINGS;
  for (const { key } of sheet.columns) {
    const written = table[key];
    if (written !== undefined) found.set(key, { key, record: sheet.rows, ...written });
  }
  return found;
}

/** Whether the record takes 修改信息 and 填报进展 as it stands: the same as the machines say. */
export function takesEdits(record: Pick<CaseRecord, 'state'> | Pick<FindingRecord, 'state'>): boolean {
  const { state } = record;
  if (typeof state === 'string') return state !== 'filed' && state !== 'merged' && state !== 'withdrawn';
  return state.handling !== 'closed' && state.handling !== 'withdrawn';
}

/** Whether a value may be written over: one with hidden numbers in it would lose them. */
export function isWholeValue(value: unknown): boolean {
  return typeof value !== 'string' || !masksNumbers(value);
}
