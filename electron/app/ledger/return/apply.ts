import { routes } from '#core/contract/routes.ts';
import type { ReturnApplied } from '#core/contract/views-return.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import type { ReturnedCell } from '#core/domain/ledger/returned-cell.ts';
import { editDetailsIn } from '../../case/edit-details.ts';
import { actOnCaseIn } from '../../case/act-on-case.ts';
import { type Actor, businessDate, by, type Environment, today } from '../../environment.ts';
import { editDetails } from '../../finding/edit-details.ts';
import { findingAt } from '../../finding/read-finding.ts';
import { inLoggedTx, type LoggedTx } from '../../log/log-writer.ts';
import { toPayload } from '../../log/payload.ts';
import { deny, Refused } from '../../ports.ts';
import { describeIssue } from '../../wording.ts';

/** File that the edits came in. */
export interface ReturnedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly exportId: string;
}

/** The edits of one record. */
interface RecordEdits {
  readonly record: ReturnedCell['record'];
  readonly number: string;
  readonly changes: Partial<Problem>;
  /** Cells that the changes came from. */
  readonly changed: number;
  readonly progress: { readonly text: string; readonly on: string | null } | null;
}

/**
 * Writes accepted cells record by record, by the commands of a person at the screen (修改信息, 填报进展), all in one
 * transaction. What a rule refuses, or what somebody changed since the comparison, concerns its command alone.
 */
export function applyReturned(
  env: Environment,
  actor: Actor,
  file: ReturnedFile,
  cells: readonly ReturnedCell[],
): ReturnApplied {
  return inLoggedTx(env.connection, env.ports, (log) => {
    const refused: { number: string; message: string }[] = [];
    const changed = { case: new Set<string>(), finding: new Set<string>() };
    let written = 0;
    for (const edits of grouped(cells)) {
      const { record, number } = edits;
      let { rev } = record;
      for (const command of commandsOf(env, log, actor, edits)) {
        try {
          rev = command.run(rev);
          changed[record.kind].add(record.id);
          written += command.cells;
        } catch (error) {
          // A refusal comes before anything of its command is written; whatever else is thrown undoes everything.
          if (!(error instanceof Refused)) throw error;
          // Another wording of what is kept.
          if (error.refusal.code === 'NOTHING_CHANGED') continue;
          refused.push({ number, message: error.message });
        }
      }
    }
    if (written > 0) recordReturn(env, log, actor, { ...file, cells: written, refused: refused.length });
    return { cells: written, cases: [...changed.case], findings: [...changed.finding], refused };
  });
}

function grouped(cells: readonly ReturnedCell[]): readonly RecordEdits[] {
  const byRecord = new Map<string, RecordEdits>();
  for (const { record, number, edit } of cells) {
    if (edit === null) continue;
    const known = byRecord.get(record.id) ?? { record, number, changes: {}, changed: 0, progress: null };
    byRecord.set(
      record.id,
      edit.type === 'details'
        ? { ...known, changes: { ...known.changes, ...edit.changes }, changed: known.changed + 1 }
        : { ...known, progress: { text: edit.text, on: edit.on } },
    );
  }
  return [...byRecord.values()];
}

/** One command on a record as it stands at `rev`; answers with the revision after it. */
interface RecordCommand {
  readonly cells: number;
  run(rev: number): number;
}

function commandsOf(env: Environment, log: LoggedTx, actor: Actor, edits: RecordEdits): readonly RecordCommand[] {
  const { record, changes, changed, progress } = edits;
  const { id } = record;
  const base = by(actor, today(env.ports));
  const commands: RecordCommand[] = [];
  if (changed > 0) {
    const run = (rev: number) =>
      record.kind === 'finding'
        ? editDetails(env, log, base, findingAt(log.tx, id, rev), checked(record, changes)).rev
        : editDetailsIn(env, log, base, { id, rev, changes: checked(record, changes) }).rev;
    commands.push({ cells: changed, run });
  }
  if (progress !== null) {
    const run = (rev: number) => {
      const act = { type: 'case.progressReported', text: checkedText(progress.text) } as const;
      const on = businessDate(env.ports, progress.on ?? undefined);
      return actOnCaseIn(env, log, by(actor, on), { id, rev, act }).rev;
    };
    // What happened on an earlier day is written first: no act of a case comes before an earlier one.
    commands.unshift({ cells: 1, run });
  }
  return commands;
}

/** The same schema as of a form on screen. */
function checked(record: RecordEdits['record'], changes: Partial<Problem>) {
  const parsed = routes['case.editDetails'].input.safeParse({ id: record.id, rev: record.rev, changes });
  if (parsed.success) return parsed.data.changes;
  deny('VALIDATION_FAILED', parsed.error.issues.map(describeIssue).join('；'));
}

function checkedText(text: string): string {
  const act = { type: 'case.progressReported', text };
  const parsed = routes['case.act'].input.shape.act.safeParse(act);
  if (parsed.success && parsed.data.type === 'case.progressReported') return parsed.data.text;
  deny('VALIDATION_FAILED', `进展“${text.slice(0, 20)}”不能采用；请检查字数。`);
}

/** The file has an event of its own: which export came back, with which hash, and how many cells were taken over. */
function recordReturn(env: Environment, log: LoggedTx, actor: Actor, facts: object): void {
  const base = by(actor, today(env.ports));
  const event = { ...base, type: 'export.returned', ...facts };
  log.append({
    aggregate: 'export',
    aggregateId: env.ports.newId(),
    rev: 1,
    type: event.type,
    payload: toPayload(event),
    actor: base.actor,
    actorName: base.actorName,
    businessDate: base.on,
    machineVersion: 1,
  });
}
