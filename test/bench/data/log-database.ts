import { recordNotice } from '#app/calendar/record-notice.ts';
import { createChain } from '#app/log/chain.ts';
import type { EventDraft } from '#app/log/log-writer.ts';
import { toPayload, type AnyEvent } from '#app/log/payload.ts';
import { CASE_MACHINE_VERSION } from '#core/domain/case/case-machine.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { FINDING_MACHINE_VERSION } from '#core/domain/finding/finding-machine.ts';
import { isProblemField } from '#core/domain/finding/problem-fields.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { formatNumber } from '#core/domain/numbering/record-number.ts';
import type { AggregateKind } from '#core/domain/shared/stored-event.ts';
import { type Connection, inWriteTx, type Tx } from '#db/access.ts';
import { insertCase } from '#db/repositories/cases.ts';
import { appendEvent, writeHead } from '#db/repositories/events.ts';
import { insertFinding } from '#db/repositories/findings.ts';
import { createIdMaker } from '#worker/node/uuid.ts';
import { ACTORS, nextCaseEvent } from './case-walk.ts';
import { generated } from './database.ts';
import { CHAIN_KEY, createFolds, type Folds, reference } from './folds.ts';
import { createProblemMaker, dayAfter } from './problems.ts';
import { createRandom, type Random } from './random.ts';

const DEVICE = 'bench-device';
/** Findings in hand at a time: so far apart the events of one case lie in the log. */
const IN_HAND = 4000;

/**
 * A database with a log of `events` events and the rows they fold into: findings registered, judged and filed, cases
 * anywhere between filing and closure, as the command path would have written them.
 */
export function logDatabase(events: number): Promise<string> {
  return generated('log', events, (connection) => fill(connection, events));
}

/** One finding, and the case it was filed into. */
interface Slot {
  finding: FindingRecord | null;
  readonly id: string;
  case: CaseRecord | null;
  /** How many more events happen. */
  patience: number;
}

interface Work {
  readonly random: Random;
  readonly folds: Folds;
  readonly newId: () => string;
  readonly problem: (foundOn: string, serial: number) => Problem;
  readonly log: (
    kind: AggregateKind,
    row: { readonly id: string; readonly rev: number },
    event: AnyEvent,
    version: number,
  ) => void;
  /** Instant of the next event. */
  readonly at: () => number;
  findings: number;
  cases: number;
}

function fill(connection: Connection, events: number): void {
  inWriteTx(connection, (tx) => {
    const chain = createChain({ device: DEVICE, key: CHAIN_KEY, head: null });
    const work = startWork(tx, chain);
    loadNotices(tx, chain, work);
    const inHand = Math.min(IN_HAND, Math.ceil(events / 50));
    while (chain.head().seq < events) fillBatch(tx, work, inHand, () => chain.head().seq < events);
    writeHead(tx, { ...chain.head(), seal: chain.seal() });
  });
}

/** The shipped notices, loaded as at the first start of the program. */
function loadNotices(tx: Tx, chain: ReturnType<typeof createChain>, { newId, at }: Work): void {
  for (const notice of reference().notices) {
    const now = at();
    const append = (event: EventDraft) => appendEvent(tx, chain.append({ ...event, id: newId(), at: now }));
    recordNotice({ tx, at: now, append }, notice, [], { ...ACTORS.supervisor, on: '2024-01-02' });
  }
}

function startWork(tx: Tx, chain: ReturnType<typeof createChain>): Work {
  const words = reference();
  const random = createRandom(20260101);
  let instant = Date.parse('2024-01-02T08:00:00+08:00');
  const now = () => instant;
  const newId = createIdMaker(now);
  return {
    random,
    folds: createFolds(words),
    newId,
    problem: createProblemMaker(words, random),
    findings: 0,
    cases: 0,
    at() {
      instant += 90_000;
      return instant;
    },
    log(aggregate, { id, rev }, event, machineVersion) {
      const { type, actor, actorName, on: businessDate } = event;
      const payload = toPayload(event);
      const base = { id: newId(), aggregate, aggregateId: id, rev, type, payload };
      appendEvent(tx, chain.append({ ...base, actor, actorName, at: instant, businessDate, machineVersion }));
    },
  };
}

/** A batch of findings taken to their ends, step by step in no order; rows are written in the order of registration. */
function fillBatch(tx: Tx, work: Work, inHand: number, more: () => boolean): void {
  const slots = Array.from({ length: inHand }, () => newSlot(work));
  const open = [...slots];
  while (open.length > 0 && more()) {
    const at = work.random.below(open.length);
    const slot = open[at];
    if (slot !== undefined && step(work, slot)) continue;
    const last = open.pop();
    if (last !== undefined && last !== slot) open[at] = last;
  }
  for (const slot of slots) {
    if (slot.finding !== null) insertFinding(tx, slot.finding, 'later');
    if (slot.case !== null) insertCase(tx, slot.case, 'later');
  }
}

function newSlot({ random, newId }: Work): Slot {
  if (random.chance(0.12)) return { id: newId(), finding: null, case: null, patience: 1 };
  const patience = random.chance(0.4) ? Number.POSITIVE_INFINITY : 2 + random.below(7);
  return { id: newId(), finding: null, case: null, patience };
}

/** One event of a slot; false when nothing more happens to it. */
function step(work: Work, slot: Slot): boolean {
  if (slot.patience <= 0) return false;
  slot.patience -= 1;
  const at = work.at();
  const { finding } = slot;
  if (finding === null) register(work, slot, at);
  else if (finding.state === 'pendingVerification') confirm(work, slot, finding, at);
  else if (slot.case === null) file(work, slot, finding, at);
  else return act(work, slot, slot.case, at);
  return true;
}

function register(work: Work, slot: Slot, at: number): void {
  work.findings += 1;
  const serial = work.findings;
  const on = dayAfter('2024-01-02', Math.floor(serial / 200));
  const number = formatNumber({ prefix: 'MY', kind: 'finding', year: Number(on.slice(0, 4)), serial });
  const rest = {
    problem: work.problem(on, serial),
    beforePhotos: serial % 3,
    afterPhotos: 0,
    batchId: null,
    sourceRow: null,
  };
  const { event, row } = work.folds.finding(
    null,
    { ...ACTORS.clerk, on, type: 'finding.registered', number, ...rest },
    slot.id,
    at,
  );
  work.log('finding', row, event, FINDING_MACHINE_VERSION);
  slot.finding = row;
}

function confirm(work: Work, slot: Slot, finding: FindingRecord, at: number): void {
  const on = dayAfter(finding.registeredOn, 1);
  const { event, row } = work.folds.finding(
    finding,
    { ...ACTORS.clerk, on, type: 'finding.confirmed', opinion: '现场核实属实' },
    slot.id,
    at,
  );
  work.log('finding', row, event, FINDING_MACHINE_VERSION);
  slot.finding = row;
}

function file(work: Work, slot: Slot, finding: FindingRecord, at: number): void {
  work.cases += 1;
  const id = work.newId();
  const on = dayAfter(finding.registeredOn, 2);
  const problem = Object.fromEntries(
    Object.entries(finding).filter(([field]) => isProblemField(field)),
  ) as unknown as Problem;
  const filed = work.folds.filedCase(problem, work.cases, [finding.id], id, at, on);
  work.log('case', filed.row, filed.event, CASE_MACHINE_VERSION);
  slot.case = filed.row;
  const link = { ...ACTORS.clerk, on, type: 'finding.filed', caseId: id, caseNumber: filed.row.number } as const;
  const { event, row } = work.folds.finding(finding, link, slot.id, at);
  work.log('finding', row, event, FINDING_MACHINE_VERSION);
  slot.finding = row;
}

function act(work: Work, slot: Slot, before: CaseRecord, at: number): boolean {
  const next = nextCaseEvent(before, work.random, work.newId);
  if (next === null) return false;
  const { event, row } = work.folds.case(before, next, at);
  work.log('case', row, event, CASE_MACHINE_VERSION);
  slot.case = row;
  return true;
}
