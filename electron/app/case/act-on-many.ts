import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CaseAct } from '#core/contract/event-schemas.ts';
import type { BulkAction, BulkOutcome } from '#core/contract/views-ledger.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import { explainActions } from '#core/domain/case/case-decide.ts';
import type { CaseEventType, EventBase } from '#core/domain/case/case-events.ts';
import type { Reader } from '#db/access.ts';
import { getCases } from '#db/repositories/cases.ts';
import { type Actor, type CallContext, type Environment, today } from '../environment.ts';
import { Refused } from '../ports.ts';
import { actOnCase } from './act-on-case.ts';

/** A case as the caller saw it. */
interface Item {
  readonly id: string;
  readonly rev: number;
}

/**
 * Carries out one act on many cases in turn, each by itself; other requests are answered in between. A refusal concerns its
 * case alone. A fault ends the run: what is done stays done, so it is told case by case and never thrown. Cancelling
 * leaves the rest not begun.
 */
export async function actOnMany(
  env: Environment,
  context: CallContext,
  base: EventBase,
  { items, act }: { readonly items: readonly Item[]; readonly act: CaseAct },
): Promise<readonly BulkOutcome[]> {
  const numbers = numbersOf(env.connection.reader, items);
  const outcomes: BulkOutcome[] = [];
  let broken = false;
  for (const [at, item] of items.entries()) {
    const named = { id: item.id, number: numbers.get(item.id) ?? '' };
    if (broken || context.signal?.aborted === true) {
      outcomes.push({ ...named, outcome: 'notBegun' });
      continue;
    }
    try {
      outcomes.push({ ...named, outcome: 'done', rev: actOnCase(env, base, { ...item, act }).rev });
    } catch (error) {
      broken = !(error instanceof Refused);
      outcomes.push({ ...named, outcome: 'refused', message: messageOf(env, error) });
    }
    context.onProgress?.({ phase: '批量办理', done: at + 1, total: items.length });
    await nextTurn();
  }
  return outcomes;
}

function messageOf(env: Environment, error: unknown): string {
  if (error instanceof Refused) return error.message;
  const id = env.ports.newId();
  env.ports.report(id, error);
  return `程序内部出错，本件没有写入，其后各件没有办理。请把编号 ${id} 告诉维护人员。`;
}

function numbersOf(reader: Reader, items: readonly Item[]): ReadonlyMap<string, string> {
  const records = getCases(
    reader,
    items.map(({ id }) => id),
  );
  return new Map(records.map(({ id, number }) => [id, number]));
}

/** What a person may do with a selection of cases: every act that at least one allows, with how many do. */
export function explainMany(env: Environment, actor: Actor, ids: readonly string[]): readonly BulkAction[] {
  const on = today(env.ports);
  const counted = new Map<CaseEventType, { readonly label: string; allowed: number; reason: string | null }>();
  for (const { number, state, facts } of getCases(env.connection.reader, ids)) {
    for (const { type, label, allowed, reasons } of explainActions(state, facts, { actor: actor.id, on })) {
      const known = counted.get(type) ?? { label, allowed: 0, reason: null };
      if (allowed) known.allowed += 1;
      else known.reason ??= `${number}：${reasons.join('；')}`;
      counted.set(type, known);
    }
  }
  return [...counted]
    .map(([type, known]) => ({ type, ...known }))
    .filter(({ type, label, allowed }) => allowed > 0 && checkRole(actor.role, type, label).ok);
}
