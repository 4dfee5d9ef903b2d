import { setImmediate } from 'node:timers/promises';
import type { BatchDetail, BatchRowView, UndoCounts, UndoRowView } from '#core/contract/views-import.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import { EMPTY_TEXT, fieldText } from '#core/domain/case/field-text.ts';
import { FINDING_EVENT_LABELS } from '#core/domain/finding/finding-labels.ts';
import { isProblemField, PROBLEM_FIELD_LABELS } from '#core/domain/finding/problem-fields.ts';
import type { StoredEvent } from '#core/domain/shared/stored-event.ts';
import { ROW_EFFECTS } from '#core/domain/spreadsheet/row-effects.ts';
import type { Reader } from '#db/access.ts';
import { getAccount } from '#db/repositories/accounts.ts';
import { batchRowsPage, batchTally, getBatch, listBatches, type StoredBatch } from '#db/repositories/batches.ts';
import { lastSeq } from '#db/repositories/changes.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { type Actor, businessDate, by, type Environment } from '../environment.ts';
import { linkOf } from '../finding/links.ts';
import { findingAt } from '../finding/read-finding.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny, need } from '../ports.ts';
import { copyOf, saveFile } from './kept-file.ts';
import { batchAt, checkNotUndone, counted, NOTHING_UNDONE, undoImport, undoneBy, undoneReason } from './undo-import.ts';
import { type UndoStep, undoSlices } from './undo-plan.ts';

type BatchRoute =
  | 'import.batches'
  | 'import.batch'
  | 'import.batchRows'
  | 'import.undoPreview'
  | 'import.undo'
  | 'import.saveFile';

/** Use cases of import batches (导入批次): seen, undone, their files handed back. `onUndone` runs after a batch was undone. */
export function batchHandlers(env: Environment, onUndone: () => void): Pick<HandlersOf<'import'>, BatchRoute> {
  const { connection, ports } = env;
  const { reader } = connection;
  const plans = undoPlans(env);
  return {
    'import.batches': () => listBatches(reader).map((batch) => summaryOf(reader, batch)),
    'import.batch': ({ batch }, { actor }) => detailOf(env, batchAt(reader, batch), actor),
    'import.batchRows': ({ batch, only, offset, limit }) => {
      batchAt(reader, batch);
      const tally = batchTally(reader, batch);
      const total = only === null ? ROW_EFFECTS.reduce((sum, effect) => sum + tally[effect], 0) : tally[only];
      const rows = batchRowsPage(reader, batch, only, { offset, limit });
      return { total, rows: rows.map((row) => rowView(reader, row)) };
    },
    'import.undoPreview': async ({ batch, group, offset, limit }) => {
      checkNotUndone(env, reader, batchAt(reader, batch));
      const { counts, steps } = await plans(batch);
      const rows = steps.filter(({ fate }) => fate === FATES[group]);
      const page = rows.slice(offset, offset + limit).map((step) => undoRowView(reader, batch, step));
      return { counts, total: rows.length, rows: page };
    },
    'import.undo': ({ batch, on }, { actor, context }) => {
      need(checkRole(actor.role, 'finding.importWithdrawn', '撤销导入'));
      const base = by(actor, businessDate(ports, on));
      const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
      return env.writes.alone(async () => {
        const counts = await undoImport(env, batch, base, control);
        onUndone();
        return { batchId: batch, ...counts };
      });
    },
    'import.saveFile': ({ batch, file }) => {
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有指定保存位置；请选择保存的文件。');
      return saveFile(ports.folders.imports, batchAt(reader, batch), path);
    },
  };
}

const FATES = { withdrawn: 'withdraw', putBack: 'putBack', kept: 'keep' } as const;

interface UndoPlan {
  readonly counts: UndoCounts;
  readonly steps: readonly UndoStep[];
}

/** Plans in slices, so that the program answers others meanwhile; the last one is kept until something is written. */
function undoPlans({ connection: { reader } }: Environment): (batch: string) => Promise<UndoPlan> {
  let kept: { readonly key: string; readonly plan: UndoPlan } | null = null;
  return async (batch) => {
    for (;;) {
      const key = `${batch} ${lastSeq(reader)}`;
      if (kept?.key === key) return kept.plan;
      let counts = NOTHING_UNDONE;
      const steps: UndoStep[] = [];
      for (const slice of undoSlices(reader, batch)) {
        for (const step of slice) {
          counts = counted(counts, step);
          steps.push(step);
        }
        await setImmediate();
      }
      // Written meanwhile: what was read is of two states.
      if (key !== `${batch} ${lastSeq(reader)}`) continue;
      kept = { key, plan: { counts, steps } };
      return kept.plan;
    }
  };
}

function summaryOf(reader: Reader, batch: StoredBatch) {
  const { id, fileName, sheet, state, createdAt, undoneAt, actor, counts } = batch;
  const actorName = getAccount(reader, actor)?.displayName ?? actor;
  return {
    id,
    fileName,
    sheet,
    state,
    createdAt,
    undoneAt,
    actorName,
    counts: { ...NO_COUNTS, ...(counts as object) },
  };
}

const NO_COUNTS = { created: 0, updated: 0, unchanged: 0, suspect: 0, failed: 0, leftOut: 0 };

function detailOf(env: Environment, batch: StoredBatch, actor: Actor): BatchDetail {
  const { reader } = env.connection;
  const { worked, kept, ...rows } = batchTally(reader, batch.id);
  const role = checkRole(actor.role, 'finding.importWithdrawn', '撤销导入');
  const reasons = [undoneReason(env, reader, batch), role.ok ? null : role.error.message].filter((why) => why !== null);
  const { undone = null } = batch.counts as { readonly undone?: UndoCounts };
  return {
    ...summaryOf(reader, batch),
    fileHash: batch.fileHash,
    fileSize: batch.fileSize,
    copy: copyOf(env.ports.folders.imports, batch),
    rows,
    worked,
    kept,
    undone,
    undoneBy: undoneBy(reader, batch),
    undo: { allowed: reasons.length === 0, reasons },
  };
}

function rowView(reader: Reader, row: ReturnType<typeof batchRowsPage>[number]): BatchRowView {
  const finding = findingAt(reader, row.findingId);
  return {
    row: row.sourceRow,
    effect: row.effect,
    finding: linkOf('finding', finding),
    description: finding.description,
    work: finding.worked ? workText(eventsOf(reader, finding.id)) : null,
  };
}

function undoRowView(reader: Reader, batchId: string, { row, reversal }: UndoStep): UndoRowView {
  const finding = findingAt(reader, row.findingId);
  const events = eventsOf(reader, row.findingId);
  const kept = (reversal?.kept ?? []).filter((field) => field !== 'townCode');
  return {
    row: row.sourceRow,
    finding: linkOf('finding', finding),
    description: finding.description,
    reasons: row.effect === 'created' ? keptReasons(events, row.follower) : [SETTLED[finding.state] ?? []].flat(),
    later: laterBatches(reader, batchId, events),
    changes: Object.entries(reversal?.changes ?? {}).flatMap(([field, { from, to }]) =>
      // Of a town its name, as a code says nothing to people.
      isProblemField(field) && field !== 'townCode'
        ? [{ label: PROBLEM_FIELD_LABELS[field], from: shown(field, from), to: shown(field, to) }]
        : [],
    ),
    keptFields: kept.map((field) => ({ label: PROBLEM_FIELD_LABELS[field], now: shown(field, finding[field]) })),
  };
}

const SETTLED: Readonly<Record<string, string>> = {
  filed: '线索已立案，内容请在案件中更正',
  merged: '线索已合并，内容由所并入的记录说明',
};

function keptReasons(events: readonly StoredEvent[], follower: string | null): readonly string[] {
  const work = workText(events);
  return [
    work === null ? null : `导入后已办理：${work}`,
    follower === null ? null : `线索 ${follower} 已合并到本线索`,
  ].filter((reason) => reason !== null);
}

/** The latest work on a finding in words, null when there was none. */
function workText(events: readonly StoredEvent[]): string | null {
  const work = events.filter(({ type, payload, rev }) => rev > 1 && !isOfBatch(type, payload));
  const last = work.at(-1);
  if (last === undefined) return null;
  const { type, actorName, businessDate: on } = last;
  const labels: Readonly<Record<string, string>> = FINDING_EVENT_LABELS;
  const more = work.length > 1 ? `，共办理 ${work.length} 次` : '';
  return `${labels[type] ?? type}（${actorName}，${on}${more}）`;
}

/** File names of other batches that changed the finding since, once each. */
function laterBatches(reader: Reader, batchId: string, events: readonly StoredEvent[]): readonly string[] {
  const ids = new Set(
    events.flatMap(({ type, payload, rev }) => (rev > 1 && isOfBatch(type, payload) ? (batchOf(payload) ?? []) : [])),
  );
  return [...ids].filter((id) => id !== batchId).flatMap((id) => getBatch(reader, id)?.fileName ?? []);
}

function isOfBatch(type: string, payload: string): boolean {
  return type === 'finding.importReverted' || type === 'finding.importWithdrawn' || batchOf(payload) !== null;
}

function batchOf(payload: string): string | null {
  const body: unknown = JSON.parse(payload);
  const batchId: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'batchId') : null;
  return typeof batchId === 'string' ? batchId : null;
}

function shown(field: string, value: unknown): string {
  const text = fieldText(field, value);
  return text === EMPTY_TEXT ? '' : text;
}

function ignore(): void {}
