import type { CivilDate, Due } from '../deadline/terms.ts';
import { isProblemField } from '../finding/problem-fields.ts';
import { latestClock } from './case-clocks.ts';
import type { CaseStanding } from './case-decide.ts';
import type { RecordedCaseEvent } from './case-events.ts';
import { CASE_MACHINE_VERSION } from './case-machine.ts';
import type { CaseRecord } from './case-record.ts';
import { isCorrectableCaseField } from './case-requirements.ts';
import type { CaseFacts } from './case-state.ts';

/** What a projection takes from outside: the key of the row, and the instant of entry (integer ms UTC). */
export interface ProjectionMeta {
  readonly id: string;
  readonly at: number;
}

type Filed = Extract<RecordedCaseEvent, { readonly type: 'case.filed' }>;
type Patch = Partial<CaseRecord>;

/**
 * Folds one accepted event into the row that lists, page and ledger read. Pure; `next` is what `decideCase` returned.
 * `record` is null for `case.filed` only; throws when the two don't fit together.
 */
export function projectCase(
  record: CaseRecord | null,
  event: RecordedCaseEvent,
  next: CaseStanding,
  meta: ProjectionMeta,
): CaseRecord {
  const base = baseRow(record, event, next, meta);
  const row = { ...base, ...patchOf(base, event, next) };
  setDues(row, event.dues, next.facts);
  row.rev = base.rev + 1;
  row.state = next.state;
  row.facts = next.facts;
  row.machineVersion = CASE_MACHINE_VERSION;
  row.updatedAt = meta.at;
  return row;
}

type Draft = { -readonly [K in keyof CaseRecord]: CaseRecord[K] };

function baseRow(record: CaseRecord | null, event: RecordedCaseEvent, next: CaseStanding, meta: ProjectionMeta) {
  if (record === null) {
    if (event.type !== 'case.filed') throw new Error(`case ${meta.id} begins with ${event.type}`);
    return newRow(event, next, meta);
  }
  if (event.type === 'case.filed') throw new Error(`case ${meta.id} filed twice`);
  return record;
}

function newRow(event: Filed, next: CaseStanding, meta: ProjectionMeta): CaseRecord {
  return {
    ...event.problem,
    id: meta.id,
    rev: 0,
    number: event.number,
    state: next.state,
    facts: next.facts,
    machineVersion: CASE_MACHINE_VERSION,
    findingIds: event.findingIds,
    filedOn: event.on,
    leadUnit: null,
    coUnits: [],
    supervisingUnit: null,
    goal: event.goal,
    measures: event.measures,
    rectificationType: event.rectificationType,
    assignedOn: null,
    progress: null,
    progressOn: null,
    completedOn: null,
    effects: [],
    reviewedOn: null,
    reviewerName: null,
    reviewResult: null,
    noticeFrom: null,
    noticeTo: null,
    closedOn: null,
    closureNumber: null,
    approverName: null,
    reboundOf: event.reboundOf,
    dues: [],
    dueOn: null,
    dueProvisional: false,
    originalDueOn: null,
    rectificationDueOn: null,
    updatedAt: meta.at,
  };
}

function patchOf(row: CaseRecord, event: RecordedCaseEvent, next: CaseStanding): Patch {
  switch (event.type) {
    case 'case.assigned':
      return {
        leadUnit: event.leadUnit,
        coUnits: event.coUnits,
        supervisingUnit: event.supervisingUnit,
        responsiblePerson: event.responsiblePerson ?? row.responsiblePerson,
        responsiblePhone: event.responsiblePhone ?? row.responsiblePhone,
        goal: event.goal ?? row.goal,
        measures: event.measures ?? row.measures,
        assignedOn: event.on,
      };
    case 'case.progressReported':
    case 'case.stageCompleted':
      return { progress: event.text, progressOn: event.on };
    case 'case.completionReported':
      return {
        progress: event.text,
        progressOn: event.on,
        completedOn: event.completedOn,
        effects: event.effects,
      };
    case 'case.reviewPassed':
      return { reviewedOn: event.on, reviewerName: event.actorName, reviewResult: 'passed' };
    case 'case.reviewRejected':
      return { ...SENT_BACK, reviewedOn: event.on, reviewerName: event.actorName, reviewResult: 'rejected' };
    case 'case.objectionUpheld':
    case 'case.closureRejected':
    case 'case.monitoringEnded':
    case 'case.closureRevoked':
      return SENT_BACK;
    case 'case.noticeStarted':
      return { noticeFrom: event.startedOn, noticeTo: event.endsOn };
    case 'case.deadlinesRestated':
      return next.facts.notice === null ? NOTHING : { noticeTo: next.facts.notice.endsOn };
    case 'case.closureApproved':
      return {
        approverName: event.actorName,
        closureNumber: event.closureNumber,
        closedOn: next.state.handling === 'closed' ? event.on : null,
      };
    case 'case.filingAcknowledged':
      return { closedOn: event.on };
    case 'case.corrected':
      return applyField(event.field, event.to);
    case 'case.detailsChanged':
      return applyChanges(event.changes);
    default:
      return NOTHING;
  }
}

const NOTHING: Patch = {};

/** What a new round takes off the row: completion, review, notice and closure are to be done again. 清理成效 stay until restated. */
const SENT_BACK: Patch = {
  completedOn: null,
  reviewedOn: null,
  reviewerName: null,
  reviewResult: null,
  noticeFrom: null,
  noticeTo: null,
  closedOn: null,
  closureNumber: null,
  approverName: null,
};

/** The values were checked at the border (`ProblemSchema`); here only the names are, so that nothing else can be touched. */
function applyField(field: string, value: unknown): Patch {
  return isProblemField(field) || isCorrectableCaseField(field) ? { [field]: value } : NOTHING;
}

function applyChanges(changes: Readonly<Record<string, { readonly to: unknown }>>): Patch {
  const patch: Record<string, unknown> = {};
  for (const [field, change] of Object.entries(changes)) if (isProblemField(field)) patch[field] = change.to;
  return patch;
}

/**
 * Due dates as the event states them. `dueOn` is the nearest of the running clocks; 整改时限 is that of the latest
 * rectification clock and is kept once that clock has stopped, or while a suspension leaves it without a date.
 */
function setDues(row: Draft, dues: readonly Due[], facts: CaseFacts): void {
  const nearest = nearestDue(dues, facts);
  row.dues = dues;
  row.dueOn = nearest?.dueOn ?? null;
  row.dueProvisional = nearest?.provisional ?? false;
  const id = latestClock(facts.clocks, 'rectification')?.id;
  const due = id === undefined ? undefined : dues.find((entry) => entry.clockId === id);
  if (due === undefined) return;
  row.originalDueOn = due.originalDueOn ?? row.originalDueOn;
  row.rectificationDueOn = due.dueOn ?? row.rectificationDueOn;
}

function nearestDue(dues: readonly Due[], facts: CaseFacts): Due | undefined {
  let nearest: Due | undefined;
  for (const due of dues) {
    if (due.dueOn === null || !isRunning(facts, due.clockId)) continue;
    if (nearest === undefined || dueKey(due.dueOn, due.dueAt) < dueKey(nearest.dueOn, nearest.dueAt)) nearest = due;
  }
  return nearest;
}

function isRunning(facts: CaseFacts, clockId: string): boolean {
  return facts.clocks.some((clock) => clock.id === clockId && clock.stoppedOn === null);
}

function dueKey(dueOn: CivilDate | null, dueAt: string | null): string {
  return dueAt ?? `${dueOn}T24:00`;
}
