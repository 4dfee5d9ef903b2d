import type { UndoCounts } from '#core/contract/views-import.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import { civilDateAt } from '#core/domain/deadline/civil-date.ts';
import type { Reader } from '#db/access.ts';
import { batchTally, getBatch, type StoredBatch, updateBatch } from '#db/repositories/batches.ts';
import { eventsOf } from '#db/repositories/events.ts';
import type { Environment } from '../environment.ts';
import { appendFindingEvent } from '../finding/append-finding.ts';
import { findingAt } from '../finding/read-finding.ts';
import { inLongLoggedTx, type LoggedTx, type LongLoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny, type JobControl } from '../ports.ts';
import { settleLog } from '../writes/settle-log.ts';
import { type UndoStep, undoSlices } from './undo-plan.ts';

/** A batch by key. Refuses `NOT_FOUND`. */
export function batchAt(reader: Reader, id: string): StoredBatch {
  const batch = getBatch(reader, id);
  if (batch === null) deny('NOT_FOUND', '没有找到这个导入批次；请在导入页的批次列表中选择。', { id });
  return batch;
}

/** Refuses `IMPORT_ALREADY_UNDONE`. */
export function checkNotUndone(env: Environment, reader: Reader, batch: StoredBatch): void {
  const reason = undoneReason(env, reader, batch);
  if (reason !== null) deny('IMPORT_ALREADY_UNDONE', `不能撤销导入：${reason}。`, { id: batch.id });
}

/** Why a batch can't be undone (any more), null when it can. */
export function undoneReason({ ports }: Environment, reader: Reader, batch: StoredBatch): string | null {
  if (batch.state !== 'undone') return null;
  const on = batch.undoneAt === null ? '' : `已于 ${civilDateAt(batch.undoneAt, ports.clock.offsetMinutes)} `;
  return `这次导入${on}由${undoneBy(reader, batch) ?? '他人'}撤销`;
}

/** Name of who undid a batch, null when nobody did. */
export function undoneBy(reader: Reader, { id }: Pick<StoredBatch, 'id'>): string | null {
  return eventsOf(reader, id).find(({ type }) => type === UNDONE)?.actorName ?? null;
}

/** Counts of nothing. */
export const NOTHING_UNDONE: UndoCounts = { withdrawn: 0, putBack: 0, partly: 0, kept: 0, unlinked: 0 };

/** Counts one step. */
export function counted(counts: UndoCounts, { fate, reversal }: UndoStep): UndoCounts {
  switch (fate) {
    case 'withdraw':
      return { ...counts, withdrawn: counts.withdrawn + 1 };
    case 'putBack': {
      const partly = counts.partly + (reversal !== null && reversal.kept.length > 0 ? 1 : 0);
      return { ...counts, putBack: counts.putBack + 1, partly };
    }
    case 'keep':
      return { ...counts, kept: counts.kept + 1 };
    case 'unlink':
      return { ...counts, unlinked: counts.unlinked + 1 };
  }
}

const UNDONE = 'importBatch.undone';

/**
 * Undoes a batch (撤销导入) in one transaction: what it made is withdrawn unless somebody worked on it, what it changed is put
 * back as far as it still stands. Only inside `WriteGate.alone`. Refuses `NOT_FOUND`, `IMPORT_ALREADY_UNDONE`, and what the machine refuses.
 */
export async function undoImport(
  env: Environment,
  batchId: string,
  base: EventBase,
  control: JobControl,
): Promise<UndoCounts> {
  const done = await inLongLoggedTx(env.databasePath, env.ports, async (log) => {
    const batch = batchAt(log.tx, batchId);
    checkNotUndone(env, log.tx, batch);
    const counts = await undoRows(env, log, { batchId, base, control });
    const undone = { ...(batch.counts as object), undone: counts };
    updateBatch(log.tx, { id: batchId, state: 'undone', counts: undone, undoneAt: log.at });
    recordUndone(log, batch, base, counts);
    await log.flush();
    return counts;
  });
  await settleLog(env.databasePath);
  return done;
}

interface UndoOrder {
  readonly batchId: string;
  readonly base: EventBase;
  readonly control: JobControl;
}

async function undoRows(env: Environment, log: LongLoggedTx, order: UndoOrder): Promise<UndoCounts> {
  const { batchId, base, control } = order;
  const { created, updated, linked, unchanged } = batchTally(log.tx, batchId);
  const total = created + updated + linked + unchanged;
  let counts = NOTHING_UNDONE;
  let done = 0;
  for (const slice of undoSlices(log.tx, batchId)) {
    for (const step of slice) {
      undoRow(log, batchId, base, step);
      counts = counted(counts, step);
    }
    done += slice.length;
    control.onProgress({ phase: '撤回', done, total });
    await log.flush();
    await env.writes.pause(control.signal);
  }
  return counts;
}

function undoRow(log: LoggedTx, batchId: string, base: EventBase, { row, fate, reversal }: UndoStep): void {
  if (fate !== 'withdraw' && fate !== 'putBack') return;
  const record = findingAt(log.tx, row.findingId);
  if (fate === 'withdraw') {
    appendFindingEvent(log, record.id, record, { ...base, type: 'finding.importWithdrawn', batchId });
  } else if (reversal !== null) {
    const { changes } = reversal;
    appendFindingEvent(log, record.id, record, { ...base, type: 'finding.importReverted', batchId, changes });
  }
}

function recordUndone(log: LoggedTx, { id, fileName, fileHash }: StoredBatch, base: EventBase, counts: UndoCounts) {
  const event = { ...base, type: UNDONE, fileName, sha256: fileHash, counts };
  log.append({
    aggregate: 'importBatch',
    aggregateId: id,
    rev: 2,
    type: event.type,
    payload: toPayload(event),
    actor: base.actor,
    actorName: base.actorName,
    businessDate: base.on,
    machineVersion: 1,
  });
}
