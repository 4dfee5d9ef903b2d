import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decideCase, openCase } from '#core/domain/case/case-decide.ts';
import type { RecordedCaseEvent } from '#core/domain/case/case-events.ts';
import { projectCase } from '#core/domain/case/case-projection.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { CASE_EVENT_TYPES } from '#core/domain/case/case-structure.ts';
import { CASE_INVARIANTS } from '#core/domain/case/invariants.ts';
import { type StoredBody, upcastCaseEvent, upcastFindingEvent } from '#core/domain/case/upcast.ts';
import { decideFinding, FINDING_EVENT_TYPES } from '#core/domain/finding/finding-decide.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import { projectFinding } from '#core/domain/finding/finding-projection.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Result } from '#core/domain/shared/result.ts';

interface Log<Row> {
  readonly id: string;
  readonly events: readonly { readonly at: number; readonly event: StoredBody }[];
  readonly end: Row;
}

// Logs as version 1 writes them. From its release on they are never made anew: a change that breaks them needs an upcaster.
const CASES: { machineVersion: number; cases: readonly Log<CaseRecord>[] } = read('case-log-v1.json');
const FINDINGS: { machineVersion: number; findings: readonly Log<FindingRecord>[] } = read('finding-log-v1.json');

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), 'utf8'));
}

function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('golden log of version 1', () => {
  it.each(CASES.cases)('replays case $id to its recorded row', ({ id, events, end }) => {
    let row: CaseRecord | null = null;
    for (const { at, event: body } of events) {
      const event = need(upcastCaseEvent(body, CASES.machineVersion)) as unknown as RecordedCaseEvent;
      row = projectCase(row, event, need(decide(row, event)), { id, at });
      const { state, facts } = row;
      expect(CASE_INVARIANTS.filter((rule) => !rule.holds(state, facts)).map((rule) => rule.name)).toEqual([]);
    }
    expect(row).toEqual(end);
  });

  it.each(FINDINGS.findings)('replays finding $id to its recorded row', ({ id, events, end }) => {
    let row: FindingRecord | null = null;
    for (const { at, event: body } of events) {
      const event = need(upcastFindingEvent(body, FINDINGS.machineVersion)) as unknown as FindingEvent;
      expect(decideFinding(row, event)).toMatchObject({ ok: true });
      row = projectFinding(row, event, { id, at });
    }
    expect(row).toEqual(end);
  });

  it('holds every event type of version 1', () => {
    const cases = new Set(CASES.cases.flatMap((log) => log.events.map((each) => each.event.type)));
    const findings = new Set(FINDINGS.findings.flatMap((log) => log.events.map((each) => each.event.type)));
    expect([...cases].sort()).toEqual([...CASE_EVENT_TYPES].sort());
    expect([...findings].sort()).toEqual([...FINDING_EVENT_TYPES].sort());
  });
});

function decide(row: CaseRecord | null, event: RecordedCaseEvent) {
  if (row !== null) return decideCase(row.state, row.facts, event);
  if (event.type !== 'case.filed') throw new Error(`the log begins with ${event.type}`);
  return openCase(event);
}
