import { createFastDecider } from '#core/domain/case/compiled.ts';
import type { CaseEvent, RecordedCaseEvent } from '#core/domain/case/case-events.ts';
import { projectCase } from '#core/domain/case/case-projection.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { upcastCaseEvent, upcastFindingEvent } from '#core/domain/case/upcast.ts';
import { createFastFindingDecider } from '#core/domain/finding/finding-compiled.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import { projectFinding } from '#core/domain/finding/finding-projection.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Refusal, Result } from '#core/domain/shared/result.ts';
import { ok } from '#core/domain/shared/result.ts';
import type { EventRow } from '#db/repositories/events.ts';
import { COLUMN } from './event-columns.ts';

/** Folds the events of one kind of aggregate, in order, into rows again; the machine decides each anew. */
export interface Fold<Row> {
  /** The row after this event, or what speaks against it. `before` null at the first event of an aggregate. */
  take(before: Row | null, event: EventRow): Result<Row>;
}

/** Fold of findings (线索). */
export function findingFold(): Fold<FindingRecord> {
  const decider = createFastFindingDecider();
  return {
    take(before, row) {
      const raw = upcastFindingEvent(body(row), row[COLUMN.machineVersion]);
      if (!raw.ok) return raw;
      const event = withBase(raw.value, row) as unknown as FindingEvent;
      if ((before?.rev ?? 0) + 1 !== row[COLUMN.rev]) return outOfOrder(row, before?.rev ?? 0);
      const decision = decider.decide(before, event);
      if (!decision.ok) return decision;
      return ok(projectFinding(before, event, { id: row[COLUMN.aggregateId], at: row[COLUMN.at] }));
    },
  };
}

/** Fold of cases (案件). */
export function caseFold(): Fold<CaseRecord> {
  const decider = createFastDecider();
  return {
    take(before, row) {
      const raw = upcastCaseEvent(body(row), row[COLUMN.machineVersion]);
      if (!raw.ok) return raw;
      const event = withBase(raw.value, row) as unknown as RecordedCaseEvent;
      if ((before?.rev ?? 0) + 1 !== row[COLUMN.rev]) return outOfOrder(row, before?.rev ?? 0);
      const decision = decide(event, before);
      if (!decision.ok) return decision;
      return ok(projectCase(before, event, decision.value, { id: row[COLUMN.aggregateId], at: row[COLUMN.at] }));
    },
  };

  function decide(event: CaseEvent, before: CaseRecord | null) {
    if (before !== null) return decider.decide(before.state, before.facts, event);
    if (event.type !== 'case.filed') return notFirst(event.type);
    return decider.open(event);
  }
}

function body(row: EventRow) {
  const payload = JSON.parse(row[COLUMN.payload]) as Record<string, unknown>;
  payload['type'] = row[COLUMN.type];
  return payload as { type: string } & Record<string, unknown>;
}

function withBase(payload: object, row: EventRow): object {
  return Object.assign(payload, {
    actor: row[COLUMN.actor],
    actorName: row[COLUMN.actorName],
    on: row[COLUMN.businessDate],
  });
}

function outOfOrder(row: EventRow, rev: number): { readonly ok: false; readonly error: Refusal } {
  return {
    ok: false,
    error: { code: 'LOG_OUT_OF_ORDER', message: `事件序次为 ${row[COLUMN.rev]}，前一事件为 ${rev}，中间缺失或重复` },
  };
}

function notFirst(type: string): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code: 'LOG_OUT_OF_ORDER', message: `案件的第一个事件是「${type}」，应为立案` } };
}
