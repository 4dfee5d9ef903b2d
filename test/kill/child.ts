import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CAST, hireCast, LOGIN } from '#worker/demo/cast.ts';
import { openSession, type Session } from '#worker/cli/session.ts';
import type { InputOf } from '#core/contract/routes.ts';
import { aProblem } from '../harness/problem.ts';
import type { Ack, Order, Said } from './protocol.ts';

/*
 * The process that is killed: the real program, opened as the command line opens it. It loads, waits for one order, does
 * it, and says of every command that it was answered, by a write that is in the pipe before the next command begins.
 */

function say(line: Said): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Counts steps from `begin` on and dies at the one that was ordered. */
function deathAt({ dieAt, clock }: Order) {
  let begun = false;
  let at = clock;
  const readings = { clock: 0, phase: 0 };
  return {
    begin() {
      begun = true;
      say({ say: 'begin' });
    },
    now() {
      at += 1;
      if (begun && dieAt?.kind === 'clock' && ++readings.clock === dieAt.nth) die();
      return at;
    },
    onProgress({ phase }: { readonly phase: string }) {
      if (begun && dieAt?.kind === 'progress' && dieAt.phase === phase && ++readings.phase === dieAt.nth) die();
    },
  };
}

type Death = ReturnType<typeof deathAt>;

async function obey(order: Order): Promise<void> {
  const death = deathAt(order);
  const fromStart = order.task === 'init' || order.task === 'open';
  if (fromStart) death.begin();
  const session = await openSession({
    data: order.data,
    login: null,
    create: order.task === 'init',
    now: death.now,
    onProgress: death.onProgress,
    ...(order.migrations === undefined ? {} : { migrationsFolder: order.migrations }),
  });
  if (!fromStart) death.begin();
  await work(session, order, death);
  say({ say: 'done' });
}

async function work(session: Session, order: Order, death: Death): Promise<void> {
  const talk = talker(session);
  switch (order.task) {
    case 'open':
      return session.close();
    case 'init':
      await hireCast(session);
      return talk.ack('init', { kind: 'database', id: 'cast', rev: 1, number: '' });
    case 'import':
      return commit(session, session.ports.files.grant(order.file ?? ''));
    case 'stage': {
      const file = session.ports.files.grant(order.file ?? '');
      return commit(session, (await session.call('import.stage', { file }, LOGIN.inspector)).staged);
    }
    case 'commands':
      for (let round = 0; round < (order.rounds ?? 1); round += 1) await oneCase(session, order, death.now());
      return;
    case 'backup':
      for (let round = 0; round < (order.rounds ?? 1); round += 1) await oneBackup(session, death.now());
  }
}

async function commit(session: Session, staged: string): Promise<void> {
  const talk = talker(session);
  talk.attempt('import.commit', null, 0);
  const { batchId, created } = await session.call('import.commit', { staged }, LOGIN.inspector);
  await talk.ack('import.commit', { kind: 'import', id: batchId, rev: created, number: '' });
  await session.backend.settled();
}

/** Says what is sent and what was answered. */
function talker(session: Session) {
  const seq = async () => (await session.call('log.heads', {}, LOGIN.clerk))[0]?.seq ?? 0;
  return {
    attempt: (what: string, id: string | null, events: number) => say({ say: 'try', what, id, events }),
    ack: async (what: string, rest: Omit<Ack, 'say' | 'what' | 'seq'>) =>
      say({ say: 'ack', what, ...rest, seq: await seq() }),
  };
}

async function register(session: Session, mark: number): Promise<{ readonly id: string; readonly rev: number }> {
  const talk = talker(session);
  talk.attempt('finding.register', null, 1);
  const problem = aProblem({ description: `断电演练记号${mark}，岸坡倾倒建筑垃圾` });
  const made = await session.call('finding.register', { problem }, LOGIN.inspector);
  await talk.ack('finding.register', { kind: 'finding', ...made });
  return made;
}

/** A problem from its finding to its rectification: commands of one event, of two, of none, and one with a file. */
async function oneCase(session: Session, { photo = '' }: Order, mark: number): Promise<void> {
  const talk = talker(session);
  const found = await register(session, mark);
  talk.attempt('finding.act', found.id, 1);
  const confirmed = await session.call(
    'finding.act',
    { id: found.id, rev: found.rev, act: { type: 'finding.confirmed', opinion: '属实' } },
    LOGIN.clerk,
  );
  await talk.ack('finding.act', { kind: 'finding', ...confirmed });
  talk.attempt('case.file', found.id, 2);
  const findings = [{ id: found.id, rev: confirmed.rev }];
  let now = await session.call(
    'case.file',
    { findings, rectificationType: 'timeLimited', goal: '清理到位', measures: null, reboundOf: null },
    LOGIN.clerk,
  );
  await talk.ack('case.file', { kind: 'case', ...now });
  await talk.ack('case.file', { kind: 'finding', ...confirmed, rev: confirmed.rev + 1 });
  for (const [login, act] of STEPS) {
    talk.attempt(act.type, now.id, 1);
    now = await session.call('case.act', { id: now.id, rev: now.rev, act }, login);
    await talk.ack(act.type, { kind: 'case', ...now });
  }
  talk.attempt('photo.add', now.id, 1);
  const file = session.ports.files.grant(photo);
  const added = await session.call(
    'photo.add',
    { owner: { kind: 'case', id: now.id }, rev: now.rev, role: 'before', file },
    LOGIN.inspector,
  );
  await talk.ack('photo.add', { kind: 'case', id: now.id, rev: added.ownerRev, number: now.number });
  await talk.ack('photo.add', { kind: 'photo', id: added.sha256, rev: 1, number: '' });
  talk.attempt('account.create', null, 0);
  const login = `p${mark}`;
  await session.call(
    'account.create',
    { login, displayName: '临时巡查员', role: 'inspector' },
    CAST.administrator.login,
  );
  await talk.ack('account.create', { kind: 'account', id: login, rev: 1, number: '' });
}

const STEPS: readonly (readonly [string, InputOf<'case.act'>['act']])[] = [
  [
    LOGIN.clerk,
    {
      type: 'case.assigned',
      leadUnit: '石城镇人民政府',
      coUnits: [],
      supervisingUnit: null,
      responsiblePerson: null,
      responsiblePhone: null,
      goal: null,
      measures: null,
    },
  ],
  [LOGIN.inspector, { type: 'case.receiptConfirmed' }],
  [LOGIN.inspector, { type: 'case.progressReported', text: '机械进场' }],
];

async function oneBackup(session: Session, mark: number): Promise<void> {
  const talk = talker(session);
  await register(session, mark);
  talk.attempt('backup.make', null, 0);
  const made = await session.call('backup.make', {}, LOGIN.supervisor);
  await talk.ack('backup.make', { kind: 'backup', id: made.name, rev: 1, number: made.sha256 });
}

say({ say: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  // The parent's own words, written by `victim.ts`.
  await obey(JSON.parse(line) as Order);
}
