import type { ChangedRecord, WorkGroupView, WorkRow } from '#core/contract/views-work.ts';
import { CASE_EVENT_LABELS } from '#core/domain/case/case-labels.ts';
import { isCaseEventType } from '#core/domain/case/case-structure.ts';
import { FINDING_EVENT_LABELS } from '#core/domain/finding/finding-labels.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { type WorkGroup, workGroups } from '#core/domain/ledger/work-list.ts';
import { inReadTx, type Reader } from '#db/access.ts';
import { type CaseListItem, getCase } from '#db/repositories/cases.ts';
import { type ChangeRow, changesSince, lastSeq } from '#db/repositories/changes.ts';
import { getFinding } from '#db/repositories/findings.ts';
import { countCases, listCases } from '#db/repositories/lists/case-lists.ts';
import { listFindings } from '#db/repositories/lists/finding-lists.ts';
import { type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';

/** Rows of a group that are shown at once. */
const FIRST = 6;
/** Events of a record that are shown at once. */
const FIRST_EVENTS = 5;
/** Latest events that are looked at for changes. */
const LOOKED_AT = 5000;

/** Use cases of the work list (工作台): what there is to do, and what others did. */
export function workHandlers(env: Environment): HandlersOf<'work'> {
  const { connection, ports } = env;
  return {
    'work.summary': (_input, { actor }) => {
      const now = today(ports);
      const groups = workGroups(now, env.calendar.get(), actor);
      return inReadTx(connection, (reader) => ({
        today: now,
        groups: groups.map((group) => viewOf(reader, group)),
        empty: isEmpty(reader),
      }));
    },
    'work.changes': ({ after, page }, { actor }) =>
      inReadTx(connection, (reader) => {
        const through = lastSeq(reader);
        if (after === null) return { through, records: [], total: 0, complete: true };
        const { rows, complete } = changesSince(reader, { after, notBy: actor.id, lookedAt: LOOKED_AT });
        const byRecord = [...Map.groupBy(rows, (row) => row.aggregateId)];
        const shown = byRecord.slice(page.offset, page.offset + page.size);
        const records = shown.flatMap(([id, events]) => changedRecord(reader, id, events) ?? []);
        return { through, records, total: byRecord.length, complete };
      }),
  };
}

function viewOf(reader: Reader, group: WorkGroup): WorkGroupView {
  const page = { size: FIRST };
  if (group.list === 'case') {
    const { rows, total, totalIsExact } = listCases(reader, {
      filter: group.filter,
      sort: { by: 'dueOn', dir: 'asc' },
      page,
    });
    return { ...group, total, totalIsExact, rows: rows.map((row) => caseRow(reader, row)) };
  }
  const { rows, total, totalIsExact } = listFindings(reader, {
    filter: group.filter,
    sort: { by: 'registeredOn', dir: 'asc' },
    page,
  });
  return { ...group, total, totalIsExact, rows: rows.map(findingRow) };
}

function caseRow(reader: Reader, row: CaseListItem): WorkRow {
  return {
    ...whatAndWhere(row),
    unit: row.leadUnit,
    state: { kind: 'case', state: row.state.handling },
    dueOn: row.dueOn,
    provisional: row.dueProvisional,
    suspendedSince: row.state.clock === 'suspended' ? suspendedSince(reader, row.id) : null,
  };
}

function suspendedSince(reader: Reader, id: string): string | null {
  return getCase(reader, id)?.facts.suspensions.find(({ to }) => to === null)?.from ?? null;
}

function findingRow(row: FindingRecord): WorkRow {
  return {
    ...whatAndWhere(row),
    unit: row.transfer?.to ?? row.responsibleUnit,
    state: { kind: 'finding', state: row.state },
    dueOn: row.transfer?.replyDueOn ?? null,
    provisional: false,
    suspendedSince: null,
  };
}

function whatAndWhere(row: Problem & { readonly id: string; readonly number: string }) {
  const place = [row.town, row.village, row.place].filter((part) => part !== null && part !== '');
  return { id: row.id, number: row.number, problem: row.description, place: place.join(' ') };
}

function isEmpty(reader: Reader): boolean {
  return (
    countCases(reader, {}).total === 0 && listFindings(reader, { filter: {}, page: { size: 1 } }).rows.length === 0
  );
}

function changedRecord(reader: Reader, id: string, events: readonly ChangeRow[]): ChangedRecord | null {
  const kind = events[0]?.aggregate ?? 'case';
  const record = kind === 'case' ? getCase(reader, id) : getFinding(reader, id);
  if (record === null) return null;
  return {
    ...whatAndWhere(record),
    kind,
    events: events
      .slice(0, FIRST_EVENTS)
      .map(({ seq, type, actorName, at }) => ({ seq, label: eventLabel(type), actorName, at })),
    count: events.length,
  };
}

function eventLabel(type: string): string {
  if (isCaseEventType(type)) return CASE_EVENT_LABELS[type];
  const labels: Readonly<Record<string, string>> = FINDING_EVENT_LABELS;
  return labels[type] ?? type;
}
