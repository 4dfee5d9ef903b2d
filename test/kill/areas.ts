import { cpSync, existsSync, linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LOGIN } from '#worker/demo/cast.ts';
import { openSession } from '#worker/cli/session.ts';
import { listBackups } from '#db/backup-list.ts';
import { column, must, numberOf, restart, type Restarted } from './inspect.ts';
import { ADDED_COLUMN, DAY, REBUILT, type Templates } from './prepare.ts';
import type { Ack, Order, Said, Step } from './protocol.ts';
import type { Random } from './random.ts';

/** One kill to be: what the child does, named steps it may die at, and what must hold afterwards. */
export interface Attempt {
  /** Attempts of one kind take about equally long. */
  readonly kind: string;
  readonly order: Order;
  readonly steps: (random: Random) => Step;
  /** Throws when something does not hold; answers with what became of the work. */
  check(said: readonly Said[]): Promise<string>;
}

/** Makes the attempts of one area, one after the other. */
export interface Area {
  readonly name: 'import' | 'commands' | 'migration' | 'backup';
  attempt(nth: number, random: Random): Attempt;
}

const MINUTE = 60_000;

/** Everything that is killed, over templates in `root`. */
export function areas(root: string, templates: Templates): readonly Area[] {
  return [imports(root, templates), commands(root, templates), migrations(root, templates), backups(root, templates)];
}

function freshCopy(template: string, data: string): string {
  rmSync(data, { recursive: true, force: true });
  cpSync(template, data, { recursive: true });
  return data;
}

function clockAt(nth: number): number {
  // Each process begins after everything that the one before it can have stamped.
  return DAY + (nth + 1) * 10 * MINUTE;
}

/** An import is there whole or not at all; the same sheet imported again makes it whole and nothing twice. */
function imports(root: string, { small, workbook, staged, rows, before, photo }: Templates): Area {
  return {
    name: 'import',
    attempt(nth) {
      const data = freshCopy(small, join(root, 'import'));
      const parse = nth % 4 === 3;
      const incoming = join(root, 'incoming.jsonl');
      rmSync(incoming, { force: true });
      // The commit removes its staged file: here only this name of it.
      linkSync(staged, incoming);
      const clock = clockAt(nth);
      const order: Order = { task: parse ? 'stage' : 'import', data, clock, photo, file: parse ? workbook : incoming };
      return {
        kind: order.task,
        order,
        // Three readings a row: its events and keys. The first ones are the first writes.
        steps: (random) => ({ kind: 'clock', nth: random.pick([2, 3, 4, 5, 6, rows, 1 + random.below(2 * rows)]) }),
        check: (said) =>
          restart(data, clock + 5 * MINUTE, async ({ session, sqlite }) => {
            const found = numberOf(sqlite, 'select count(*) from finding');
            const whole = found === before + rows;
            must(whole || found === before, `${found - before} of ${rows} rows of the import are there`);
            must(whole || acksOf(said).length === 0, 'an import that was answered is gone');
            const batches = await session.call('import.batches', {}, LOGIN.clerk);
            must(batches.length === (whole ? 2 : 1), `${batches.length} batches`);
            must(
              batches.every(({ state }) => state === 'committed'),
              'a batch is neither there nor not',
            );
            const links = numberOf(sqlite, 'select count(*) from import_row_link');
            must(links === found, `${links} rows are linked to ${found} findings`);
            if (nth % 8 === 0) await importAgain(session, staged, whole ? 0 : rows);
            return whole ? 'whole' : 'nothing';
          }),
      };
    },
  };

  async function importAgain(session: Restarted['session'], path: string, expected: number): Promise<void> {
    const copy = join(root, 'again.jsonl');
    cpSync(path, copy);
    const { created } = await session.call(
      'import.commit',
      { staged: session.ports.files.grant(copy) },
      LOGIN.inspector,
    );
    must(created === expected, `importing again made ${created} rows, not ${expected}`);
    const report = await session.call('log.verify', {}, LOGIN.clerk);
    must(report.sound, `after importing again: ${report.fault?.message}`);
  }
}

/** What a folder that lives through many kills must hold. */
interface Ledger {
  readonly acked: Map<string, Ack>;
  seq: number;
}

/** Every answered command is there, of the one that was not answered all or nothing, and nothing else. */
async function checkLedger(ledger: Ledger, said: readonly Said[], restarted: Restarted): Promise<boolean> {
  const { session, seq } = restarted;
  for (const ack of acksOf(said)) {
    ledger.acked.set(`${ack.kind} ${ack.id}`, ack);
    ledger.seq = ack.seq;
  }
  const last = said.findLast((line) => line.say === 'try' || line.say === 'ack');
  const open = last?.say === 'try' ? last : null;
  const extra = seq - ledger.seq;
  must(
    extra === 0 || extra === open?.events,
    `the log ends at ${seq}, answered was ${ledger.seq}, open: ${open?.what ?? 'nothing'}`,
  );
  const moved = extra > 0 ? (open?.id ?? null) : null;
  for (const [key, ack] of ledger.acked) {
    const known = ack.id === moved ? { ...ack, rev: ack.rev + 1 } : ack;
    await checkAck(known, restarted);
    ledger.acked.set(key, known);
  }
  const latest = acksOf(said).findLast((ack) => ack.kind === 'finding');
  if (latest !== undefined) {
    const word = (await session.call('finding.get', { id: latest.id }, LOGIN.clerk)).description.slice(0, 30);
    const found = await session.call('finding.list', { filter: {}, search: word, page: {} }, LOGIN.clerk);
    must(
      found.rows.some(({ id }) => id === latest.id),
      `finding ${latest.number} is there, but the search does not find it`,
    );
  }
  ledger.seq = seq;
  return extra > 0;
}

async function checkAck(ack: Ack, { session, sqlite }: Restarted): Promise<void> {
  const gone = `${ack.what} was answered, but ${ack.kind} ${ack.id} is not there`;
  switch (ack.kind) {
    case 'finding':
    case 'case': {
      const route = ack.kind === 'finding' ? 'finding.get' : 'case.get';
      const { rev, number } = await session.call(route, { id: ack.id }, LOGIN.clerk);
      must(number === ack.number, `${ack.kind} ${ack.number} is now called ${number}`);
      return must(rev === ack.rev, `${ack.kind} ${number} is at ${rev}, answered was ${ack.rev}`);
    }
    case 'account':
      return must(session.backend.accountOf(ack.id) !== null, gone);
    case 'photo':
      return must(column(sqlite, 'select sha256 from photo').includes(ack.id), gone);
    // Looked for by their own areas.
    case 'backup':
    case 'import':
    case 'database':
  }
}

function acksOf(said: readonly Said[]): readonly Ack[] {
  return said.filter((line) => line.say === 'ack');
}

function commands(root: string, { small, photo }: Templates): Area {
  const data = freshCopy(small, join(root, 'commands'));
  let ledger: Ledger | null = null;
  return {
    name: 'commands',
    attempt(nth) {
      const order: Order = { task: 'commands', data, clock: clockAt(nth), photo, rounds: 4 };
      ledger ??= { acked: new Map(), seq: headOf(data) };
      const kept = ledger;
      return {
        kind: 'commands',
        order,
        steps: (random) => ({ kind: 'clock', nth: 1 + random.below(60) }),
        check: (said) =>
          restart(data, order.clock + 5 * MINUTE, async (restarted) => {
            const open = await checkLedger(kept, said, restarted);
            return said.at(-1)?.say === 'done'
              ? 'all answered'
              : open
                ? 'the open one is there'
                : 'the open one is not there';
          }),
      };
    },
  };
}

function headOf(data: string): number {
  const sqlite = new Database(join(data, 'heqing.db'), { readonly: true });
  try {
    return numberOf(sqlite, 'select max(seq) from event_log');
  } finally {
    sqlite.close();
  }
}

/** A migration is before or after; its backup is proved or does not pass for one. Every fifth time: the very first start. */
function migrations(root: string, { large, small, newer, rows, before }: Templates): Area {
  return {
    name: 'migration',
    attempt(nth) {
      if (nth % 5 === 4) return firstStart(join(root, 'first-start'), clockAt(nth));
      const data = freshCopy(nth % 2 === 0 ? large : small, join(root, 'migration'));
      const findings = nth % 2 === 0 ? before + rows : before;
      const clock = clockAt(nth);
      const order: Order = { task: 'open', data, clock, migrations: newer };
      return {
        kind: nth % 2 === 0 ? 'open large' : 'open small',
        order,
        steps: (random) =>
          random.pick<Step>([
            { kind: 'progress', phase: '升级前备份', nth: 1 },
            { kind: 'progress', phase: '升级前备份', nth: 2 },
            { kind: 'progress', phase: '升级数据库', nth: 1 },
            // After the statements of the first and of the second script, inside the transaction.
            { kind: 'clock', nth: 2 },
            { kind: 'clock', nth: 3 },
            // After the COMMIT, before the marker.
            { kind: 'clock', nth: 4 },
            { kind: 'progress', phase: '升级数据库', nth: 2 },
          ]),
        async check() {
          const state = versionOf(data, join(root, 'peek'));
          const complete = state === 'after' || nth % 3 === 0;
          await restart(
            data,
            clock + 5 * MINUTE,
            async ({ session, sqlite }) => {
              must(numberOf(sqlite, 'select count(*) from finding') === findings, 'findings are gone');
              checkShape(sqlite, complete ? 'after' : 'before');
              const made = listBackups(session.folder.backups).filter(
                ({ proved, note }) => proved && note?.reason === 'migration',
              );
              must(!complete || made.length > 0, 'migrated without a proved backup');
            },
            ...(complete ? [newer] : []),
          );
          return state;
        },
      };
    },
  };
}

/** Says which version a killed database has, by a copy: nothing is recovered in place. Fails when it is between two. */
function versionOf(data: string, peek: string): 'before' | 'after' {
  rmSync(peek, { recursive: true, force: true });
  for (const side of ['', '-wal']) {
    if (existsSync(join(data, `heqing.db${side}`)))
      cpSync(join(data, `heqing.db${side}`), join(peek, `heqing.db${side}`));
  }
  const sqlite = new Database(join(peek, 'heqing.db'));
  try {
    const has = sqlite.prepare(`select 1 from pragma_table_info('${REBUILT[0]}') where name = '${ADDED_COLUMN}'`).get();
    const state = has === undefined ? 'before' : 'after';
    checkShape(sqlite, state);
    return state;
  } finally {
    sqlite.close();
  }
}

function checkShape(sqlite: Database.Database, state: 'before' | 'after'): void {
  const applied = column(sqlite, 'select name from __drizzle_migrations order by rowid');
  const rebuilt = applied.filter((name) => name.includes('_rebuild_')).length;
  must(
    rebuilt === (state === 'after' ? REBUILT.length : 0),
    `the database is ${state} the migration, but lists ${applied.join(', ')}`,
  );
  for (const table of REBUILT) {
    const has = column(sqlite, `select name from pragma_table_info('${table}')`).includes(ADDED_COLUMN);
    must(has === (state === 'after'), `${table} is not ${state} the migration`);
  }
  must(
    column(sqlite, "select name from sqlite_schema where name like '\\_\\_new%' escape '\\'").length === 0,
    'a half-built table is left',
  );
  const triggers = column(sqlite, "select name from sqlite_schema where type = 'trigger' order by name");
  for (const name of [
    'event_log_refuse_delete',
    'event_log_refuse_update',
    'finding_tally_insert',
    'finding_tally_update',
    'finding_tally_delete',
  ]) {
    must(triggers.includes(name), `trigger ${name} is gone`);
  }
}

/** The very first start: afterwards `init` can be done again, or was done. */
function firstStart(data: string, clock: number): Attempt {
  rmSync(data, { recursive: true, force: true });
  return {
    kind: 'init',
    order: { task: 'init', data, clock },
    steps: (random) => ({ kind: 'clock', nth: 1 + random.below(30) }),
    async check(said) {
      const now = () => clock + 5 * MINUTE;
      const session = await openSession({ data, login: null, create: true, now, onProgress: () => undefined });
      const there = session.backend.accountOf(LOGIN.clerk) !== null;
      must(there || acksOf(said).length === 0, 'the accounts that were made are gone');
      const bootstrapped = await session.backend.dispatch(
        'account.bootstrap',
        { login: 'later', displayName: '后来' },
        { accountId: null },
      );
      must(
        bootstrapped.ok || bootstrapped.error.code === 'ACCOUNT_EXISTS',
        `init can not be done again: ${JSON.stringify(bootstrapped)}`,
      );
      const login = bootstrapped.ok ? 'later' : 'guanli';
      const report = await session.call('log.verify', {}, login);
      session.close();
      must(report.sound, `log.verify: ${report.fault?.message}`);
      return bootstrapped.ok ? 'nothing' : 'begun';
    },
  };
}

/** A backup folder holds proved backups and files that do not pass for one; every answered backup is there. */
function backups(root: string, { large }: Templates): Area {
  const data = freshCopy(large, join(root, 'backup'));
  let ledger: Ledger | null = null;
  return {
    name: 'backup',
    attempt(nth) {
      const order: Order = { task: 'backup', data, clock: clockAt(nth), rounds: 2 };
      ledger ??= { acked: new Map(), seq: headOf(data) };
      const kept = ledger;
      return {
        kind: 'backup',
        order,
        steps: (random) =>
          random.pick<Step>([
            { kind: 'progress', phase: '备份', nth: 1 },
            { kind: 'progress', phase: '备份', nth: 2 },
            { kind: 'progress', phase: '备份', nth: 3 },
            { kind: 'clock', nth: 1 + random.below(20) },
          ]),
        check: (said) =>
          restart(data, order.clock + 5 * MINUTE, async (restarted) => {
            await checkLedger(kept, said, restarted);
            const listed = listBackups(restarted.session.folder.backups);
            const made = acksOf(said).filter(({ kind }) => kind === 'backup');
            const last = made.at(-1);
            const found = listed.find(({ name }) => name === last?.id);
            must(last === undefined || found?.proved === true, `backup ${last?.id} was answered and is not there`);
            must(
              last === undefined || found?.note?.sha256 === last.number,
              `backup ${last?.id} is another file than was answered`,
            );
            const unproved = listed.filter(({ proved }) => !proved).length;
            return `${made.length} made${unproved > 0 ? `, ${unproved} that do not pass` : ''}`;
          }),
      };
    },
  };
}
