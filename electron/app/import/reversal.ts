import { isDeepStrictEqual } from 'node:util';
import type { FieldChanges } from '#core/domain/finding/finding-events.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';

/** A logged change of fields: by a person (`batchId` null), by an import, or by the undoing of one. */
export interface ChangeStep {
  readonly batchId: string | null;
  readonly isReversal: boolean;
  readonly changes: FieldChanges;
}

/** What undoing a batch does to a finding that it changed. */
export interface Reversal {
  /** From what stands now to what stood before the batch. */
  readonly changes: FieldChanges;
  /** Fields that were changed again since: they stay. */
  readonly kept: readonly (keyof Problem)[];
}

/** Fields that only together say something: they are put back together, or not at all. */
const UNITS: readonly (readonly (keyof Problem)[])[] = [
  ['lon', 'lat', 'datum', 'rawCoordinates', 'outsideDistrict'],
  ['townCode', 'town'],
  ['category', 'item'],
  ['severity', 'severityProposed', 'severityReason'],
];

/**
 * What undoing `batchId` puts back in a finding, by the changes in its log, in order. A field is put back when it still stands
 * as the batch left it; its old value is the one from before any batch of `undone`, as if those had never been either.
 */
export function reversalOf(
  record: Problem,
  steps: readonly ChangeStep[],
  batchId: string,
  undone: ReadonlySet<string>,
): Reversal {
  const own = steps.map((step) => step.batchId === batchId && !step.isReversal);
  const first = own.indexOf(true);
  const last = own.lastIndexOf(true);
  const touched = new Set(steps.filter((_, at) => own[at]).flatMap(({ changes }) => Object.keys(changes)));
  const later = new Set(steps.slice(last + 1).flatMap(({ changes }) => Object.keys(changes)));
  const left = new Map<string, unknown>();
  for (const [at, { changes }] of steps.entries())
    if (own[at]) for (const [field, { to }] of Object.entries(changes)) left.set(field, to);

  const stands = (field: keyof Problem) =>
    touched.has(field) ? isDeepStrictEqual(record[field], left.get(field)) : !later.has(field);
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  const kept: (keyof Problem)[] = [];
  for (const field of [...touched].filter(isProblemField)) {
    const unit = UNITS.find((each) => each.includes(field)) ?? [field];
    const to = valueBefore(field, steps, first, new Set([...undone, batchId]));
    if (isDeepStrictEqual(record[field], to)) continue;
    if (unit.every(stands)) changes[field] = { from: record[field], to };
    else kept.push(field);
  }
  return { changes, kept };
}

/** Value of a field before the first of the batches that do not count, as far as they follow one another without a person between. */
function valueBefore(field: string, steps: readonly ChangeStep[], from: number, gone: ReadonlySet<string>): unknown {
  const start = steps.findIndex((step, at) => at >= from && field in step.changes);
  let value = steps[start]?.changes[field]?.from;
  for (let at = start - 1; at >= 0; at -= 1) {
    const step = steps[at];
    const change = step?.changes[field];
    if (step === undefined || change === undefined) continue;
    if (step.isReversal || step.batchId === null || !gone.has(step.batchId)) break;
    value = change.from;
  }
  return value;
}
