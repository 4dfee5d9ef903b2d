import type { ImportView } from '#core/contract/views-import.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { createPlanner, type ExistingRows, type PlanKeys, type RowPlan } from '#core/domain/spreadsheet/plan.ts';
import type { RowMessage } from '#core/domain/spreadsheet/row-reader.ts';
import { insertBatch, insertRowLink, updateBatch } from '#db/repositories/batches.ts';
import { getCase } from '#db/repositories/cases.ts';
import type { Actor, Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { judgeDistinct } from '../finding/distinct.ts';
import { findingAt } from '../finding/read-finding.ts';
import { registerFinding } from '../finding/register-finding.ts';
import { inLongLoggedTx, type LoggedTx, type LongLoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { type JobControl, Refused } from '../ports.ts';
import { settleLog } from '../writes/settle-log.ts';
import { type Differences, differences } from './differences.ts';
import { attachPictures, type KeptPictures } from './attach-pictures.ts';
import { existingRows } from './existing-rows.ts';
import { outcomeOf, withSuspects } from './plan-session.ts';
import { rememberForm } from './remembered.ts';
import { currentRecord, filePrint, type ImportSession, planKeys, type SessionPlan } from './session.ts';
import type { StagedRecord, SuspectRef } from './staging.ts';
import { standing } from './suspects.ts';
import type { RecordRef } from './work-file.ts';

/** Who commits a sheet, and what comes with it. */
export interface ImportOrder {
  readonly actor: Actor;
  readonly base: EventBase;
  readonly pictures: KeptPictures['pictures'];
  readonly control: JobControl;
}

/** Rows between two pauses: some ten milliseconds. */
const SLICE = 100;
/** Rows after which what is written may reach the disk. */
const FLUSH_EVERY = 5_000;

/**
 * Commits a staged sheet: all of it in one transaction, planned again inside it, so that the same sheet committed twice
 * writes nothing the second time. Rows with errors, undecided 疑似重复 and unticked rows are left out and counted. Only
 * inside `WriteGate.alone`; lists are answered meanwhile. Refuses `JOB_CANCELLED`.
 */
export async function commitImport(env: Environment, session: ImportSession, order: ImportOrder): Promise<ImportView> {
  const { base, control } = order;
  const batchId = env.ports.newId();
  const view = await inLongLoggedTx(env.databasePath, env.ports, async (log) => {
    const { sha256, bytes, sheet } = session.staging.header;
    const { fileName } = session.work;
    const batch = {
      id: batchId,
      fileName,
      fileHash: sha256,
      fileSize: bytes,
      sheet,
      createdAt: log.at,
      actor: base.actor,
      undoneAt: null,
    };
    insertBatch(log.tx, { ...batch, state: 'staged', counts: NOTHING });
    const rows = await commitRows({ env, log, batchId, session, ...order });
    const { counts, findingIds, refusals, findingIdByRow } = rows;
    updateBatch(log.tx, { id: batchId, state: 'committed', counts, undoneAt: null });
    recordBatch(log, batchId, base, { fileName, sha256, bytes, sheet, counts });
    rememberForm(log.tx, session.mapping);
    const photos = await attachPictures(env, log, { batchId, findingIdByRow, ...order });
    control.onProgress({ phase: '保存', done: session.rows.length, total: session.rows.length });
    await log.flush();
    return { batchId, ...counts, findingIds, refusals, photos };
  });
  await settleLog(env.databasePath);
  return view;
}

const NOTHING = { created: 0, updated: 0, unchanged: 0, suspect: 0, failed: 0, leftOut: 0 };

/** What became of the rows. */
interface CommittedRows extends Pick<ImportView, 'findingIds' | 'refusals'> {
  readonly counts: typeof NOTHING;
  readonly findingIdByRow: ReadonlyMap<number, string>;
}

async function commitRows(work: CommitWork): Promise<CommittedRows> {
  const { env, log, session, control } = work;
  const counts = { ...NOTHING };
  const findingIds: string[] = [];
  const refusals: { row: number; message: string }[] = [];
  const created = new Set<string>();
  const findingIdByRow = new Map<number, string>();
  const plan = createPlanner(besides(created, existingRows(log.tx)));
  let done = 0;
  for (const record of session.staging.records()) {
    done += 1;
    if (done % SLICE === 0) {
      control.onProgress({ phase: '写入', done, total: session.rows.length });
      if (done % FLUSH_EVERY === 0) await log.flush();
      await env.writes.pause(control.signal);
    }
    const outcome = commitRow(work, record, plan);
    if (typeof outcome === 'string') {
      counts.failed += 1;
      refusals.push({ row: record.row.sourceRow, message: outcome });
      continue;
    }
    counts[outcome.count] += 1;
    if (outcome.count === 'created') created.add(outcome.findingId ?? '');
    if (outcome.findingId !== null) findingIds.push(outcome.findingId);
    const placeOf = outcome.findingId ?? outcome.met ?? null;
    if (placeOf !== null) findingIdByRow.set(record.row.sourceRow, placeOf);
  }
  return { counts, findingIds, refusals, findingIdByRow };
}

/**
 * The plan is drawn lazily, while rows are written. What this very import made does not count as kept already, or two rows
 * of one number would be shown as 疑似重复 before and committed as one finding and its correction.
 */
function besides(created: ReadonlySet<string>, existing: ExistingRows): ExistingRows {
  const known = (id: string | null) => (id !== null && created.has(id) ? null : id);
  return {
    byFingerprint: (fingerprint) => known(existing.byFingerprint(fingerprint)),
    byExternalNumber: (number) => known(existing.byExternalNumber(number)),
  };
}

/** The batch has an event of its own: which file, with which hash, and what became of its rows. */
function recordBatch(log: LoggedTx, batchId: string, base: EventBase, batch: object): void {
  const event = { ...base, ...batch, type: 'importBatch.committed' };
  log.append({
    aggregate: 'importBatch',
    aggregateId: batchId,
    rev: 1,
    type: event.type,
    payload: toPayload(event),
    actor: base.actor,
    actorName: base.actorName,
    businessDate: base.on,
    machineVersion: 1,
  });
}

interface CommitWork extends ImportOrder {
  readonly env: Environment;
  readonly log: LongLoggedTx;
  readonly batchId: string;
  readonly session: ImportSession;
}

interface Outcome {
  readonly count: 'created' | 'updated' | 'unchanged' | 'suspect' | 'leftOut';
  readonly findingId: string | null;
  /** Finding that a row without anything new meets: pictures of the row may still be new to it. */
  readonly met?: string | null;
}

/** One row; a text is the reason why this row alone was not written. */
function commitRow(work: CommitWork, record: StagedRecord, plan: (keys: PlanKeys) => RowPlan): Outcome | string {
  const { env, session } = work;
  const { mapped, cells } = currentRecord(env, session, record);
  const { problem, fingerprint, sourceRow, messages } = mapped;
  const suspects = standing(work.log.tx, session.byRow.get(sourceRow)?.suspects ?? []);
  const planned = withSuspects(plan(planKeys(mapped, cells, session.mapping)), { suspects });
  const outcome = outcomeOf(session, { row: sourceRow, plan: planned });
  if (outcome === 'unchanged') return { count: outcome, findingId: null, met: planned.existingId };
  if (outcome === 'suspect') return { count: outcome, findingId: null };
  if (outcome === 'leftOut') return { count: 'leftOut', findingId: null };
  if (problem === null || fingerprint === null) return reasonsOf(messages);
  const edited = session.work.edits.has(sourceRow);
  const fileFingerprint = edited ? filePrint(record, session.mapping) : null;
  const row = { sourceRow, problem, fingerprint, fileFingerprint, planned, suspects };
  try {
    if (outcome === 'link') return linkRow(work, row);
    return outcome === 'update' ? updateRow(work, row) : createRow(work, row);
  } catch (error) {
    // A refusal comes before anything of the row is written; whatever else is thrown undoes the whole import.
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** Why a row can't be written: its errors; hints beside them are no reasons. */
function reasonsOf(messages: readonly RowMessage[]): string {
  const errors = messages.filter(({ level }) => level === 'error');
  return errors.map(({ text }) => text).join('；');
}

interface RowToWrite {
  readonly sourceRow: number;
  readonly problem: Problem;
  readonly fingerprint: string;
  /** Of the row as the file has it, where it was edited; else null. */
  readonly fileFingerprint: string | null;
  readonly planned: SessionPlan;
  readonly suspects: readonly SuspectRef[];
}

/** 同一问题，不写入: the row is remembered as that of the kept record, so that it is not asked about again. */
function linkRow({ log, batchId, session }: CommitWork, row: RowToWrite): Outcome {
  const findingId = findingOf(log, existingOf(session, row));
  if (findingId !== null) {
    const { sourceRow, fingerprint, fileFingerprint } = row;
    insertRowLink(log.tx, { batchId, sourceRow, fingerprint, fileFingerprint, effect: 'linked', findingId });
  }
  return { count: 'leftOut', findingId: null };
}

/** 更新已登记的 */
function updateRow({ log, batchId, base, session }: CommitWork, row: RowToWrite): Outcome {
  const { sourceRow, fingerprint, fileFingerprint, problem } = row;
  const existing = existingOf(session, row);
  if (existing?.kind !== 'finding') return { count: 'suspect', findingId: null };
  const record = findingAt(log.tx, existing.id);
  const { id, rev } = changeDetails(log, record, differences(record, problem, session.mapping), { ...base, batchId });
  const effect = rev === record.rev ? 'unchanged' : 'updated';
  insertRowLink(log.tx, { batchId, sourceRow, fingerprint, fileFingerprint, effect, findingId: id });
  return rev === record.rev ? { count: 'unchanged', findingId: null, met: id } : { count: 'updated', findingId: id };
}

/** 按新增 or 按反弹新增; what a person told apart from others is remembered (不是重复). */
function createRow({ env, log, batchId, base, actor, session }: CommitWork, row: RowToWrite): Outcome {
  const { sourceRow, fingerprint, fileFingerprint, problem, suspects } = row;
  const decided = session.work.decisions.get(sourceRow)?.decision;
  const told = decided === 'rebound' ? withRebound(log, problem, existingOf(session, row)) : problem;
  const finding = { ...base, problem: told, beforePhotos: 0, afterPhotos: 0, batchId, sourceRow };
  const { id } = registerFinding(env, log, finding, 'later');
  insertRowLink(log.tx, { batchId, sourceRow, fingerprint, fileFingerprint, effect: 'created', findingId: id });
  if (decided === 'new') {
    const others = suspects.filter(({ kind }) => kind !== 'row').map((suspect) => suspect.id);
    judgeDistinct(log.tx, id, others, { actor, at: log.at, distinct: true });
  }
  return { count: 'created', findingId: id };
}

/** A rebound (反弹) is told by its remark; the case is filed with its original when the finding is filed. */
function withRebound({ tx }: LoggedTx, problem: Problem, existing: RecordRef | null): Problem {
  const original = existing?.kind === 'case' ? getCase(tx, existing.id) : null;
  if (original === null) return problem;
  const remark = `疑似已销号案件 ${original.number} 反弹`;
  return { ...problem, remarks: problem.remarks === null ? remark : `${problem.remarks}；${remark}` };
}

function existingOf(session: ImportSession, { sourceRow, planned }: RowToWrite): RecordRef | null {
  return session.work.decisions.get(sourceRow)?.existing ?? planned.existing;
}

/** The finding that stands for a record: itself, or the first one of a case. */
function findingOf({ tx }: LoggedTx, record: RecordRef | null): string | null {
  if (record === null) return null;
  return record.kind === 'finding' ? record.id : (getCase(tx, record.id)?.findingIds[0] ?? null);
}

function changeDetails(
  log: LoggedTx,
  record: FindingRecord,
  changes: Differences,
  base: EventBase & { readonly batchId: string },
): FindingRecord {
  if (Object.keys(changes).length === 0) return record;
  return appendFindingEvent(log, record.id, record, { ...base, type: 'finding.detailsChanged', changes });
}
