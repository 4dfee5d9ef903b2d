import { basename } from 'node:path';
import type { LostHead } from '#core/contract/views.ts';
import type { EventBase } from '#core/domain/case/case-events.ts';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import { civilDateAt } from '#core/domain/deadline/civil-date.ts';
import type { Connection, Reader, Tx } from '#db/access.ts';
import { type BackupEntry, type BackupNote, listBackups } from '#db/backup-list.ts';
import { highest, type LeftBehind, readLeftBehind } from '#db/left-behind.ts';
import { getAccountByLogin } from '#db/repositories/accounts.ts';
import { readHeads } from '#db/repositories/events.ts';
import { type NumberSeries, numbersUsed, raiseCounter, readCounters } from '#db/repositories/numbers.ts';
import type { Replacing } from '#db/restore.ts';
import { inLoggedTx, type LogPorts } from '../log/log-writer.ts';
import { lostHeads, readRestorations, recordRestoration, type Restored, sameHead } from '../log/restorations.ts';
import { deny, type Ports } from '../ports.ts';

/**
 * Numbers left out of each series when the replaced database can't be read in full (可配置默认值): so many may have been
 * given after the last of which anything tells.
 */
export const NUMBER_MARGIN = 100;

/** Everything a restore needs from outside. */
export interface RestorePorts extends LogPorts, Pick<Ports, 'anchors'> {
  /** Name that this machine has in the log from now on; one that was never used. */
  readonly nextDevice: string;
  /** Keeps that name, durably, as the one of the next opening. */
  readonly renameDevice: (name: string) => void;
}

/** What to restore, and where. */
export interface RestoreRequest {
  /** Name of a backup in `backupsFolder`. */
  readonly name: string;
  readonly backupsFolder: string;
  readonly databasePath: string;
  readonly migrationsFolder: string;
  /** Login name, in the backup, of whoever restores; null: the command line itself. */
  readonly login: string | null;
  /** Numbers to leave out of each series after those known; none unless given, `NUMBER_MARGIN` after damage. */
  readonly margin?: number | undefined;
}

/** A backup with its note. */
export type NotedBackup = BackupEntry & { readonly note: BackupNote };

/** What was written into the restored database. */
export interface WrittenRestore {
  /** Of the log under its new name: the event of the restore. */
  readonly head: ChainHead;
  readonly lost: readonly LostHead[];
  /** Series whose counter was raised. */
  readonly raised: Restored['counters'];
  /** Numbers left out of each series after those known. */
  readonly margin: number;
  /** Whether the replaced database could be read in full, so that all numbers given are known. */
  readonly whole: boolean;
}

/** Raises the counters of the copy and writes the restore into its log, in one transaction. Throws `Refused`. */
export function writeRestoration(
  copy: Connection,
  { name, note }: NotedBackup,
  { path, keptAs }: Replacing,
  request: RestoreRequest,
  ports: RestorePorts,
): WrittenRestore {
  const { reader } = copy;
  const left = readLeftBehind(path, request.backupsFolder);
  const restored = readHeads(reader).map(({ device, seq, hash }) => ({ device, seq, hash }));
  const lost = lostHeads(readRestorations(reader), ports.anchors.all(), restored).map((head) => ({
    ...head,
    printedOn: [...printedOn(head, left, request.backupsFolder)],
  }));
  const margin = left.whole ? (request.margin ?? 0) : (request.margin ?? NUMBER_MARGIN) + eventsBetween(restored, lost);
  const actor = actorOf(reader, request.login);
  const at = ports.clock.now();
  const counters = inLoggedTx(copy, { ...ports, device: ports.nextDevice }, (log) => {
    const changed = raiseCounters(log.tx, left, margin, [yearOf(note.at, ports), yearOf(at, ports)]);
    recordRestoration(
      log,
      {
        backup: { name, at: note.at, sha256: note.sha256 },
        from: ports.device,
        restored,
        lost,
        replaced: keptAs === null ? null : basename(keptAs),
        margin,
        counters: changed,
      },
      { ...actor, on: dateOf(at, ports) },
    );
    return changed;
  });
  const head = readHeads(reader).find(({ device }) => device === ports.nextDevice);
  if (head === undefined) throw new Error('the restore has no head');
  const { device, seq, hash } = head;
  return {
    head: { device, seq, hash },
    lost,
    margin,
    whole: left.whole,
    raised: counters.filter(({ before, after }) => after > before),
  };
}

/** Events that the printed heads show to have been written after the backup. */
function eventsBetween(restored: readonly ChainHead[], lost: readonly ChainHead[]): number {
  const ends = new Map(restored.map(({ device, seq }) => [device, seq]));
  const beyond = new Map<string, number>();
  for (const { device, seq } of lost) {
    beyond.set(device, Math.max(beyond.get(device) ?? 0, seq - (ends.get(device) ?? 0)));
  }
  return [...beyond.values()].reduce((sum, events) => sum + events, 0);
}

/** The files whose note or record names the head. */
function printedOn(head: ChainHead, { exports }: LeftBehind, backupsFolder: string): readonly string[] {
  const backups = listBackups(backupsFolder).filter(({ note }) => note?.proof.heads.some((one) => sameHead(one, head)));
  const ledgers = exports.filter(({ device, headSeq: seq, headHash: hash }) => sameHead({ device, seq, hash }, head));
  return [...new Set([...ledgers.map(({ fileName }) => basename(fileName)), ...backups.map(({ name }) => name)])];
}

function actorOf(reader: Reader, login: string | null): Pick<EventBase, 'actor' | 'actorName'> {
  if (login === null) return { actor: 'cli', actorName: '命令行' };
  const account = getAccountByLogin(reader, login);
  if (account?.active === true) return { actor: account.id, actorName: account.displayName };
  return deny(
    'ACCOUNT_UNKNOWN',
    `备份中没有登录名为「${login}」的账户，或已停用。请检查登录名的写法，或不写登录名，日志中记为“命令行”办理。`,
  );
}

/** Raises the counters and answers with every series as it was and is. `years`: of the backup and now. */
function raiseCounters(
  tx: Tx,
  { numbers }: LeftBehind,
  margin: number,
  [from, to]: readonly [number, number],
): Restored['counters'] {
  const before = new Map(readCounters(tx).map((series) => [seriesKey(series), series.last]));
  const known = highest([...numbersUsed(tx), ...numbers, ...(margin === 0 ? [] : seriesOfYears(from, to))]);
  for (const series of known) raiseCounter(tx, { ...series, last: series.last + margin });
  return readCounters(tx).map(({ kind, year, last }) => ({
    kind,
    year,
    before: before.get(seriesKey({ kind, year })) ?? 0,
    after: last,
  }));
}

function seriesKey({ kind, year }: Pick<NumberSeries, 'kind' | 'year'>): string {
  return `${kind} ${year}`;
}

/** Series that may have been begun since the backup; an entry made late counts to the year before. */
function seriesOfYears(from: number, to: number): readonly NumberSeries[] {
  const years = Array.from({ length: Math.max(1, to - from + 2) }, (_, index) => from - 1 + index);
  return years.flatMap((year) => [
    { kind: 'finding' as const, year, last: 0 },
    { kind: 'case' as const, year, last: 0 },
  ]);
}

function dateOf(at: number, { clock }: RestorePorts): string {
  return civilDateAt(at, clock.offsetMinutes);
}

function yearOf(at: number, ports: RestorePorts): number {
  return Number(dateOf(at, ports).slice(0, 4));
}
