import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import { beijingDay, fileSize, namesIn, removeFile, syncFolder, writeAtomically } from './files.ts';
import { errorCode } from './refusals.ts';

/** What was found inside a backup when it was proved. */
export interface Proof {
  /** Rows a table or kind, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Head of each device's log: anchors for a later `verifyChain`. */
  readonly heads: readonly ChainHead[];
}

/** Why a backup was made. */
export type BackupReason = 'manual' | 'scheduled' | 'migration' | 'import' | 'restore';

/** The note beside a backup: `<name>.proof.json`. */
export interface BackupNote {
  readonly format: 1;
  readonly at: number;
  readonly reason: BackupReason;
  readonly size: number;
  /** SHA-256 of the backup file, hex. */
  readonly sha256: string;
  readonly proof: Proof;
}

/** One backup file as listed. */
export interface BackupEntry {
  readonly path: string;
  readonly name: string;
  /** Instant of the backup, ms UTC; null when neither the note nor the name tells. */
  readonly at: number | null;
  readonly size: number;
  /** True when its note is there and the size fits; the hash is compared before a restore. */
  readonly proved: boolean;
  readonly note: BackupNote | null;
}

/** A proved backup. */
export interface ProvedBackup extends BackupEntry {
  readonly at: number;
  readonly note: BackupNote;
}

const NAME = /^heqing-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-(\d{3})-[a-z]+(?:-\d+)?\.db$/;

/** Where the note of a backup lies. */
export function notePath(backupPath: string): string {
  return `${backupPath}.proof.json`;
}

/** Reads the note of a backup; null when it is missing or not readable as one. */
export function readNote(backupPath: string): BackupNote | null {
  try {
    const value: unknown = JSON.parse(readFileSync(notePath(backupPath), 'utf8'));
    return isNote(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes the note: from now on the backup counts as proved. */
export function writeNote(backupPath: string, note: BackupNote): void {
  writeAtomically(notePath(backupPath), `${JSON.stringify(note, null, 2)}\n`);
}

function isNote(value: unknown): value is BackupNote {
  if (typeof value !== 'object' || value === null) return false;
  const note = value as Partial<Record<keyof BackupNote, unknown>>;
  if (note.format !== 1 || typeof note.at !== 'number' || typeof note.size !== 'number') return false;
  if (typeof note.sha256 !== 'string' || typeof note.reason !== 'string') return false;
  const proof = note.proof as Partial<Record<keyof Proof, unknown>> | null | undefined;
  return typeof proof?.counts === 'object' && proof.counts !== null && Array.isArray(proof.heads);
}

/** The backups of a folder, newest first; none when there is no such folder. */
export function listBackups(folder: string): readonly BackupEntry[] {
  return namesIn(folder)
    .filter((name) => NAME.test(name))
    .map((name) => describe(join(folder, name)))
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || (a.name < b.name ? 1 : -1));
}

/** Describes one backup file. */
export function describe(path: string): BackupEntry {
  const note = readNote(path);
  const size = fileSize(path) ?? 0;
  const name = basename(path);
  return { path, name, at: note?.at ?? instantOf(name), size, proved: note !== null && note.size === size, note };
}

function instantOf(name: string): number | null {
  const [, year, month, day, hour, minute, second, ms] = NAME.exec(name) ?? [];
  if (year === undefined) return null;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}+08:00`);
}

/** True for a backup whose note is there and fits. */
export function isProved(entry: BackupEntry): entry is ProvedBackup {
  return entry.proved && entry.note !== null && entry.at !== null;
}

/** The newest backup that may be offered for a restore; null when there is none. */
export function newestProved(folder: string): ProvedBackup | null {
  return listBackups(folder).find(isProved) ?? null;
}

/** How many backups stay: of today, of each earlier day, in all. */
export const RETENTION = { today: 3, aDay: 1, inAll: 10 } as const;

/**
 * Names the backups to delete: today's beyond the newest three, all but the newest of each other day, and the oldest
 * beyond ten. Days are days in Beijing. Unproved files neither count nor go: nobody knows what is in them. The newest
 * proved backup always stays, so the only one is never deleted.
 */
export function surplusBackups(entries: readonly BackupEntry[], now: number): readonly ProvedBackup[] {
  const today = beijingDay(now);
  const kept = new Map<string, number>();
  const newestFirst = entries.filter(isProved).sort((a, b) => b.at - a.at);
  let total = 0;
  return newestFirst.filter(({ at }) => {
    const day = beijingDay(at);
    const ofDay = kept.get(day) ?? 0;
    const stays = ofDay < (day === today ? RETENTION.today : RETENTION.aDay) && total < RETENTION.inAll;
    if (stays) {
      kept.set(day, ofDay + 1);
      total += 1;
    }
    return !stays;
  });
}

/** Deletes surplus backups and notes without a backup. Answers with the names deleted and those that would not go. */
export function pruneBackups(
  folder: string,
  now: number,
): { readonly removed: readonly string[]; readonly stuck: readonly string[] } {
  const removed: string[] = [];
  const stuck: string[] = [];
  for (const { path, name } of surplusBackups(listBackups(folder), now)) {
    try {
      // The backup first: a note left alone says nothing, a backup left alone would stay for ever.
      removeFile(path);
      removeFile(notePath(path));
      removed.push(name);
    } catch {
      // Open in another program, or no right to delete: said in the answer, tried again next time.
      stuck.push(name);
    }
  }
  for (const name of namesIn(folder)) {
    const owner = name.endsWith('.db.proof.json') ? join(folder, name.slice(0, -'.proof.json'.length)) : null;
    if (owner !== null && NAME.test(basename(owner)) && fileSize(owner) === null) removeFile(join(folder, name));
  }
  if (removed.length > 0) syncFolder(folder);
  return { removed, stuck };
}
