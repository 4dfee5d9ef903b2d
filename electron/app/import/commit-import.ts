import type { ImportView } from '#core/contract/views.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { ColumnMapping } from '#core/domain/spreadsheet/mapping.ts';
import { type ExistingRows, type PlannedRow, planRows } from '#core/domain/spreadsheet/plan.ts';
import { insertBatch, insertRowLink, updateBatch } from '#db/repositories/batches.ts';
import type { Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { findingAt } from '../finding/read-finding.ts';
import { registerFinding } from '../finding/register-finding.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { Refused } from '../ports.ts';
import { type Differences, differences } from './differences.ts';
import { existingRows } from './existing-rows.ts';
import type { Staging } from './staging.ts';

/**
 * Commits a staged sheet: all of it in one transaction, planned again inside it, so that the same sheet committed twice
 * writes nothing the second time. Rows with errors and 疑似重复 are left out and counted; nobody is asked twice.
 */
export function commitImport(env: Environment, staging: Staging, base: EventBase): ImportView {
  const batchId = env.ports.newId();
  return inLoggedTx(env.connection, env.ports, (log) => {
    const { fileName, sha256, bytes, sheet } = staging.header;
    const counts = { created: 0, updated: 0, unchanged: 0, suspect: 0, failed: 0 };
    const findingIds: string[] = [];
    const refusals: { row: number; message: string }[] = [];
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
    insertBatch(log.tx, { ...batch, state: 'staged', counts });
    const { mapping } = staging.header.report;
    const created = new Set<string>();
    for (const row of planRows(staging.rows(), besides(created, existingRows(log.tx)))) {
      const outcome = commitRow(env, log, { row, batchId, base, mapping });
      if (typeof outcome === 'string') {
        counts.failed += 1;
        refusals.push({ row: row.sourceRow, message: outcome });
        continue;
      }
      counts[outcome.count] += 1;
      if (outcome.count === 'created') created.add(outcome.findingId ?? '');
      if (outcome.findingId !== null) findingIds.push(outcome.findingId);
    }
    updateBatch(log.tx, { id: batchId, state: 'committed', counts, undoneAt: null });
    recordBatch(log, batchId, base, { fileName, sha256, bytes, sheet, counts });
    return { batchId, ...counts, findingIds, refusals };
  });
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

interface RowWork {
  readonly row: PlannedRow;
  readonly batchId: string;
  readonly base: EventBase;
  /** How the sheet was read; null when that is not known. */
  readonly mapping: ColumnMapping | null;
}

interface Outcome {
  readonly count: 'created' | 'updated' | 'unchanged' | 'suspect';
  readonly findingId: string | null;
}

/** One row of the plan; a text is the reason why this row alone was not written. */
function commitRow(env: Environment, log: LoggedTx, { row, batchId, base, mapping }: RowWork): Outcome | string {
  const { kind, problem, fingerprint, sourceRow, existingId } = row;
  if (kind === 'unchanged') return { count: 'unchanged', findingId: null };
  if (kind === 'suspect') return { count: 'suspect', findingId: null };
  if (problem === null || fingerprint === null) return row.messages.map(({ text }) => text).join('；');
  try {
    const link = { batchId, sourceRow, fingerprint };
    if (kind === 'update' && existingId !== null) {
      const record = findingAt(log.tx, existingId);
      const { id, rev } = changeDetails(log, record, differences(record, problem, mapping), base);
      insertRowLink(log.tx, { ...link, findingId: id });
      return rev === record.rev ? { count: 'unchanged', findingId: null } : { count: 'updated', findingId: id };
    }
    const { id } = registerFinding(
      env,
      log,
      { ...base, problem, beforePhotos: 0, afterPhotos: 0, batchId, sourceRow },
      'later',
    );
    insertRowLink(log.tx, { ...link, findingId: id });
    return { count: 'created', findingId: id };
  } catch (error) {
    // A refusal comes before anything of the row is written; whatever else is thrown undoes the whole import.
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

function changeDetails(log: LoggedTx, record: FindingRecord, changes: Differences, base: EventBase): FindingRecord {
  if (Object.keys(changes).length === 0) return record;
  return appendFindingEvent(log, record.id, record, { ...base, type: 'finding.detailsChanged', changes });
}
