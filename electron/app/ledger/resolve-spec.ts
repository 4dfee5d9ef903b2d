import { CaseFilterSchema, FindingFilterSchema } from '#core/contract/schemas.ts';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { SavedViewSpec } from '#core/contract/views-ledger.ts';
import { editableColumnsOf } from '#core/domain/ledger/editable-columns.ts';
import type { LedgerDefinition } from '#core/domain/ledger/ledger-definition.ts';
import { findLedger } from '#core/domain/ledger/ledgers.ts';
import { type Period, periodOf } from '#core/domain/ledger/period.ts';
import type { Reader } from '#db/access.ts';
import { getView } from '#db/repositories/saved-views.ts';
import type { Actor } from '../environment.ts';
import { deny } from '../ports.ts';
import { notFound } from '../refusals.ts';
import { describeIssue } from '../wording.ts';
import type { ListFilter } from './ledger-reader.ts';

/** An export spec with everything looked up: the ledger, the filter that counts, the period of a report. */
export interface ResolvedSpec {
  readonly definition: LedgerDefinition;
  readonly filter: ListFilter;
  readonly search: string;
  /** Keys of the columns; null: all. */
  readonly columns: readonly string[] | null;
  /** Of a report; null for a ledger. */
  readonly period: Period | null;
}

/**
 * Looks a spec up. Refusals: `LEDGER_UNKNOWN`, `NOT_FOUND` (view), `VIEW_OTHER_LIST`, `LEDGER_COLUMN_UNKNOWN`,
 * `LEDGER_PERIOD_MISSING`, `LEDGER_PERIOD_FIELD`, `LEDGER_NOT_EDITABLE`, `VALIDATION_FAILED` (filter of another list).
 */
export function resolveSpec(reader: Reader, spec: ExportSpec, actor: Actor): ResolvedSpec {
  const definition = ledgerAt(spec.ledger);
  const columns = chosenColumns(definition, spec.columns);
  if (spec.forEditing) checkEditable(definition, columns);
  if (definition.list === 'week' || definition.list === 'month') {
    return { definition, filter: {}, search: '', columns, period: reportPeriod(definition, definition.list, spec) };
  }
  const { filter, search } = chosenRows(reader, definition, spec, actor);
  return { definition, filter: inPeriod(definition, filter, spec.period), search, columns, period: null };
}

/** A ledger by its id. Refuses `LEDGER_UNKNOWN`. */
export function ledgerAt(id: string): LedgerDefinition {
  return findLedger(id) ?? deny('LEDGER_UNKNOWN', `没有名为「${id}」的台账；请从台账列表中选择。`, { ledger: id });
}

function chosenColumns(definition: LedgerDefinition, columns: readonly string[] | undefined): readonly string[] | null {
  if (columns === undefined) return null;
  const known = new Set(definition.sheets.flatMap((sheet): string[] => sheet.columns.map(({ key }) => key)));
  const unknown = columns.filter((key) => !known.has(key));
  if (unknown.length > 0)
    deny('LEDGER_COLUMN_UNKNOWN', `「${definition.name}」没有这些列：${unknown.join('、')}；请从列的清单中选择。`, {
      unknown,
    });
  return columns;
}

/** What is sent out to be filled in must have something to fill in. */
function checkEditable({ id, name, sheets }: LedgerDefinition, columns: readonly string[] | null): void {
  const editable = editableColumnsOf(id);
  if (editable.size === 0)
    deny('LEDGER_NOT_EDITABLE', `「${name}」没有可以填报的列，请选一行一件的台账，或不勾选“供填报”。`);
  if (columns === null || columns.some((key) => editable.has(key))) return;
  const headers = sheets[0].columns.filter(({ key }) => editable.has(key)).map(({ header }) => header);
  deny('LEDGER_NOT_EDITABLE', `所选的列中没有可以填报的；可填报的列有：${headers.join('、')}，请至少选一列。`, {
    headers,
  });
}

function chosenRows(
  reader: Reader,
  definition: LedgerDefinition,
  spec: ExportSpec,
  actor: Actor,
): { readonly filter: ListFilter; readonly search: string } {
  if (spec.view === undefined) {
    return { filter: checkedFilter(definition, spec.filter ?? definition.proposed), search: spec.search };
  }
  const view = getView(reader, spec.view);
  if (view === null || (!view.shared && view.accountId !== actor.id)) throw notFound('视图', spec.view);
  if (view.list !== definition.list)
    deny(
      'VIEW_OTHER_LIST',
      `视图「${view.name}」是${LISTS[view.list]}的，「${definition.name}」按${LISTS[definition.list === 'finding' ? 'finding' : 'case']}筛选；请另选视图。`,
    );
  // Checked by schema when it was saved.
  const saved = view.spec as SavedViewSpec;
  return { filter: checkedFilter(definition, saved.filter), search: saved.search };
}

const LISTS = { case: '案件台账', finding: '线索列表' } as const;

/** The border takes either list's filter; a ledger is filtered by its own list's only. */
function checkedFilter({ list, name }: LedgerDefinition, filter: unknown): ListFilter {
  const parsed = (list === 'finding' ? FindingFilterSchema : CaseFilterSchema).safeParse(filter);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(describeIssue).join('；');
  return deny(
    'VALIDATION_FAILED',
    `「${name}」按${LISTS[list === 'finding' ? 'finding' : 'case']}筛选，筛选条件有误：${faults}`,
  );
}

const FIELDS = {
  case: ['found', 'filed', 'closed', 'due'],
  finding: ['found', 'registered'],
} as const;

/** Puts a period in the place of the two ends of its date. */
function inPeriod({ list, name }: LedgerDefinition, filter: ListFilter, period: ExportSpec['period']): ListFilter {
  if (period === undefined) return filter;
  const { field } = period;
  const allowed: readonly string[] = FIELDS[list === 'finding' ? 'finding' : 'case'];
  if (field === undefined || !allowed.includes(field))
    deny(
      'LEDGER_PERIOD_FIELD',
      `「${name}」按期导出时，要说明按哪个日期：${allowed.map((one) => DATES[one]).join('、')}。`,
      { allowed },
    );
  const { from, to } = periodOf(period.kind, period.from);
  return { ...filter, [`${field}From`]: from, [`${field}To`]: to };
}

const DATES: Readonly<Record<string, string>> = {
  found: '发现日期（found）',
  registered: '登记日期（registered）',
  filed: '立案日期（filed）',
  closed: '销号日期（closed）',
  due: '最近期限（due）',
};

function reportPeriod({ name }: LedgerDefinition, kind: Period['kind'], { period }: ExportSpec): Period {
  if (period === undefined || period.kind !== kind)
    deny('LEDGER_PERIOD_MISSING', `「${name}」要指明是哪一${kind === 'week' ? '周' : '月'}。`, { kind });
  return periodOf(kind, period.from);
}
