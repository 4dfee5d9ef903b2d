import { setImmediate } from 'node:timers/promises';
import type { ImportCounts, StagedIssue, StagedTotals } from '#core/contract/views-import.ts';
import { IMPORT_FIELDS } from '#core/domain/spreadsheet/fields.ts';
import { issueTitle } from '#core/domain/spreadsheet/issue-titles.ts';
import { createPlanner, type RowPlan } from '#core/domain/spreadsheet/plan.ts';
import { rowsByFingerprints } from '#db/repositories/batches.ts';
import { normalizeExternalNumber } from '#db/repositories/external-numbers.ts';
import { findingsByExternalNumbers, getFinding } from '#db/repositories/findings.ts';
import type { Environment } from '../environment.ts';
import { differences } from './differences.ts';
import { standing } from './suspects.ts';
import { currentRow, type ImportSession, type SessionPlan, type SessionRow, SLICE } from './session.ts';

/** What committing would do with a row, decisions and ticks counted in. */
export type Outcome = 'create' | 'update' | 'link' | 'unchanged' | 'suspect' | 'error' | 'leftOut';

/** Plans every row of a session against what is kept now; in slices, so that the program answers others meanwhile. */
export async function planSession(env: Environment, session: ImportSession): Promise<void> {
  const { reader } = env.connection;
  const fingerprints = new Map<string, string>();
  const numbers = new Map<string, string>();
  for (let at = 0; at < session.rows.length; at += SLICE) {
    const slice = session.rows.slice(at, at + SLICE);
    const marks = slice.flatMap(({ keys }) => keys.fingerprint ?? keys.filePrint ?? []);
    for (const { fingerprint, findingId } of rowsByFingerprints(reader, marks))
      if (!fingerprints.has(fingerprint)) fingerprints.set(fingerprint, findingId);
    const stated = slice.flatMap(({ keys }) => keys.externalNumbers);
    for (const { id, externalNumbers } of findingsByExternalNumbers(reader, stated))
      for (const number of externalNumbers) {
        const key = normalizeExternalNumber(number);
        if (!numbers.has(key)) numbers.set(key, id);
      }
    await setImmediate();
  }
  const plan = createPlanner({
    byFingerprint: (fingerprint) => fingerprints.get(fingerprint) ?? null,
    byExternalNumber: (number) => numbers.get(normalizeExternalNumber(number)) ?? null,
  });
  for (const row of session.rows) {
    if (row.suspects.length > 0) row.suspects = standing(reader, row.suspects);
    row.plan = withSuspects(plan(row.keys), row);
  }
  let read = 0;
  for (const row of session.rows) {
    if (row.plan.kind !== 'update') continue;
    row.plan = saysNothingNew(env, session, row) ? { ...row.plan, kind: 'unchanged', why: SAME } : row.plan;
    read += 1;
    if (read % SLICE === 0) await setImmediate();
  }
  session.version += 1;
}

const SAME = '外部编号已登记，表中所写与登记的内容相同';

/** A row that is new by its numbers may still be the same problem as another: held back until a person decides. */
export function withSuspects(plan: RowPlan, { suspects }: Pick<SessionRow, 'suspects'>): SessionPlan {
  const met = plan.existingId === null ? null : { kind: 'finding' as const, id: plan.existingId };
  const [best] = suspects;
  if (plan.kind !== 'new' || best === undefined) return { ...plan, existing: met };
  const { kind, id, reason } = best;
  if (kind === 'row') return { ...plan, kind: 'suspect', twinRow: Number(id), why: reason, existing: null };
  return { ...plan, kind: 'suspect', why: reason, existing: { kind, id } };
}

function saysNothingNew(env: Environment, session: ImportSession, row: SessionRow): boolean {
  const record = row.plan.existingId === null ? null : getFinding(env.connection.reader, row.plan.existingId);
  const { problem } = currentRow(env, session, row).mapped;
  if (record === null || problem === null) return false;
  return Object.keys(differences(record, problem, session.mapping)).length === 0;
}

/** What committing would do with a row. */
export function outcomeOf(session: ImportSession, { row, plan: { kind } }: Pick<SessionRow, 'row' | 'plan'>): Outcome {
  if (kind === 'error' || kind === 'unchanged') return kind;
  if (session.work.unticked.has(row)) return 'leftOut';
  const decided = session.work.decisions.get(row)?.decision;
  if (decided === 'same') return 'link';
  if (decided === 'update') return 'update';
  if (decided === 'new' || decided === 'rebound') return 'create';
  return kind === 'new' ? 'create' : kind;
}

/** Counts of a session as it stands. */
export function totalsOf(session: ImportSession): StagedTotals {
  const counts = {
    new: 0,
    update: 0,
    unchanged: 0,
    suspect: 0,
    error: 0,
    skipped: session.staging.counts.skipped,
    unticked: 0,
  } satisfies Record<keyof ImportCounts, number>;
  const writes = { create: 0, update: 0 };
  const issues = new Map<string, StagedIssue>();
  for (const row of session.rows) {
    counts[row.plan.kind] += 1;
    if (session.work.unticked.has(row.row)) counts.unticked += 1;
    const outcome = outcomeOf(session, row);
    if (outcome === 'create' || outcome === 'update') writes[outcome] += 1;
    countIssues(issues, row);
  }
  return {
    counts,
    writes,
    issues: [...issues.values()].sort(byGravity),
  };
}

/** Counts a row once for each kind of remark that it has. */
function countIssues(counted: Map<string, StagedIssue>, row: SessionRow): void {
  const seen = new Map<string, SessionRow['issues'][number]>();
  for (const issue of row.issues) {
    // Put right when the row was written: there is nothing left to do about it.
    if (issue.level === 'error' && row.plan.kind === 'unchanged') continue;
    const key = `${issue.code}|${issue.field}`;
    const known = seen.get(key);
    if (known === undefined || (issue.suggested && !known.suggested)) seen.set(key, issue);
  }
  for (const [key, { code, level, field, suggested }] of seen) {
    const title = `${IMPORT_FIELDS[field].label}：${issueTitle(code, level)}`;
    const known = counted.get(key) ?? { code, level, field, title, rows: 0, suggested: 0 };
    counted.set(key, { ...known, rows: known.rows + 1, suggested: known.suggested + (suggested ? 1 : 0) });
  }
}

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

function byGravity(a: StagedIssue, b: StagedIssue): number {
  return GRAVITY[a.level] - GRAVITY[b.level] || b.rows - a.rows;
}
