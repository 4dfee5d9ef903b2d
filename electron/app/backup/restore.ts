import { basename, join } from 'node:path';
import type { ChainHead } from '#core/domain/log/canonical.ts';
import { ok, type Result, refuse } from '#core/domain/shared/result.ts';
import { type BackupNote, describe } from '#db/backup-list.ts';
import { fileSize } from '#db/files.ts';
import { storageCause } from '#db/refusals.ts';
import { restoreBackup } from '#db/restore.ts';
import { Refused } from '../ports.ts';
import { proveContent } from './prove.ts';
import {
  type NotedBackup,
  type RestorePorts,
  type RestoreRequest,
  type WrittenRestore,
  writeRestoration,
} from './write-restoration.ts';

/** What a restore did. */
export interface RestoreReport extends WrittenRestore {
  readonly note: BackupNote;
  /** Where the replaced database is kept; null when there was none. */
  readonly replaced: string | null;
}

/** The backup of that name, which may be restored. Codes: DB_MISSING, DB_BACKUP_UNPROVED. */
export function backupToRestore(folder: string, name: string): Result<NotedBackup> {
  const path = join(folder, basename(name));
  if (basename(name) !== name || /^\.*$/.test(name) || fileSize(path) === null) {
    return refuse('DB_MISSING', `备份文件夹「${folder}」中没有名为「${name}」的备份；请用 backup list 查看备份名。`, {
      name,
    });
  }
  const entry = describe(path);
  const { note } = entry;
  if (note !== null && entry.proved) return ok({ ...entry, note });
  return refuse('DB_BACKUP_UNPROVED', `备份「${name}」没有与它相符的证明文件，不知道它是否完整。请另选一份备份。`, {
    name,
  });
}

/**
 * Puts a backup in the place of the database (恢复备份) so that log and numbers stay true. The log goes on under a new
 * name of this machine, whose first event tells of the restore: where the log of each device ended in the backup, and
 * which printed heads came after. No number is given twice: each counter is raised to the highest that the backup, the
 * replaced database, those set aside earlier and the other backups know, and beyond by `margin` where the replaced
 * database can't be read in full.
 *
 * Both are written into the copy before the one rename that brings it in, and the new name is kept before it. A program
 * killed before the rename finds the old database, whose log then goes on under the new name; after it, the restored one.
 * Refuses as `restoreBackup` and `backupToRestore` do, and ACCOUNT_UNKNOWN, ANCHORS_DAMAGED.
 */
export async function restoreDatabase(request: RestoreRequest, ports: RestorePorts): Promise<Result<RestoreReport>> {
  const backup = backupToRestore(request.backupsFolder, request.name);
  if (!backup.ok) return backup;
  const written: WrittenRestore[] = [];
  try {
    const restored = await restoreBackup(backup.value.path, request.databasePath, {
      now: ports.clock.now,
      prove: proveContent(ports),
      complete: {
        migrationsFolder: request.migrationsFolder,
        write(copy, replacing) {
          written.push(writeRestoration(copy, backup.value, replacing, request, ports));
        },
        beforeSwap: () => ports.renameDevice(ports.nextDevice),
      },
    });
    if (!restored.ok) return restored;
    const [report] = written;
    if (report === undefined) throw new Error('a restore that was not written into the log');
    keepHead(ports, report.head);
    return ok({ ...restored.value, ...report });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.refusal };
    throw error;
  }
}

/** From now on verifying asks for this event. Without the entry it is less certain, but the restore is done. */
function keepHead({ anchors }: RestorePorts, head: ChainHead): void {
  try {
    anchors.add([head]);
  } catch (error) {
    if (storageCause(error) === null) throw error;
  }
}
