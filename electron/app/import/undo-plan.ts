import { z } from 'zod';
import type { FieldChanges } from '#core/domain/finding/finding-events.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import type { Reader } from '#db/access.ts';
import { type BatchRow, batchRowsAfter, getBatch } from '#db/repositories/batches.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { findingAt } from '../finding/read-finding.ts';
import { type ChangeStep, type Reversal, reversalOf } from './reversal.ts';

/**
 * What undoing a batch does with one of its rows: 撤回 the finding it made, 恢复 the fields it changed, 保留 what was worked on
 * or changed since, or only lose the link (同一问题不写入, 无变化).
 */
export interface UndoStep {
  readonly row: Pick<BatchRow, 'sourceRow' | 'effect' | 'findingId' | 'follower'>;
  readonly fate: 'withdraw' | 'putBack' | 'keep' | 'unlink';
  /** Only of what the batch changed, where its details can still be changed. */
  readonly reversal: Reversal | null;
}

/** Rows between two pauses. */
const SLICE = 500;

/** What undoing a batch would do now, in sheet order, slice by slice; a finding that several rows touched comes once. */
export function* undoSlices(reader: Reader, batchId: string): Generator<readonly UndoStep[]> {
  const seen = new Set<string>();
  for (let afterRow = 0; ; ) {
    const rows = batchRowsAfter(reader, batchId, { afterRow, limit: SLICE });
    yield rows.flatMap((row) => {
      if (row.effect === 'created' || row.effect === 'updated') {
        if (seen.has(row.findingId)) return [];
        seen.add(row.findingId);
      }
      return stepOf(reader, batchId, row) ?? [];
    });
    afterRow = rows.at(-1)?.sourceRow ?? 0;
    if (rows.length < SLICE) return;
  }
}

/** States in which a finding's details speak for it. */
const SPEAKS: readonly string[] = ['pendingVerification', 'confirmed', 'unfounded', 'transferred', 'fixedOnSpot'];

function stepOf(reader: Reader, batchId: string, found: BatchRow): UndoStep | null {
  const { sourceRow, effect, findingId, follower, state, worked } = found;
  const row = { sourceRow, effect, findingId, follower };
  if (effect === 'linked' || effect === 'unchanged') return { row, fate: 'unlink', reversal: null };
  // Gone with another batch.
  if (state === 'withdrawn') return null;
  if (effect === 'created') {
    const free = state === 'pendingVerification' && worked === 0 && follower === null;
    return { row, fate: free ? 'withdraw' : 'keep', reversal: null };
  }
  if (!SPEAKS.includes(state)) return { row, fate: 'keep', reversal: null };
  const steps = changeSteps(eventsOf(reader, findingId));
  const reversal = reversalOf(findingAt(reader, findingId), steps, batchId, undoneOf(reader, steps));
  if (Object.keys(reversal.changes).length > 0) return { row, fate: 'putBack', reversal };
  return reversal.kept.length > 0 ? { row, fate: 'keep', reversal } : null;
}

const ChangeSchema = z.looseObject({
  batchId: z.string().optional(),
  changes: z.record(z.string(), z.looseObject({ from: z.unknown(), to: z.unknown() })),
});

function changeSteps(events: readonly StoredEvent[]): readonly ChangeStep[] {
  return events.flatMap(({ type, payload }): readonly ChangeStep[] => {
    const isReversal = type === 'finding.importReverted';
    if (!isReversal && type !== 'finding.detailsChanged') return [];
    const { batchId, changes } = ChangeSchema.parse(JSON.parse(payload));
    return [{ batchId: batchId ?? null, isReversal, changes: changes as FieldChanges }];
  });
}

function undoneOf(reader: Reader, steps: readonly ChangeStep[]): ReadonlySet<string> {
  const batches = new Set(steps.flatMap(({ batchId }) => batchId ?? []));
  return new Set([...batches].filter((id) => getBatch(reader, id)?.state === 'undone'));
}
