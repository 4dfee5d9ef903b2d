import { basename, join } from 'node:path';
import type { BackupView } from '#core/contract/views.ts';
import { inWriteTx } from '#db/access.ts';
import { makeBackup, proveBackup } from '#db/backup.ts';
import { type BackupEntry, listBackups, type ProvedBackup } from '#db/backup-list.ts';
import { type BackupEntry as LogEntry, insertBackup } from '#db/repositories/backup-log.ts';
import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny, need } from '../ports.ts';
import { proveContent } from './prove.ts';

/** Use cases of backups (备份): made, opened again, folded and compared before they count as one. */
export function backupHandlers(env: Environment): HandlersOf<'backup'> {
  const { connection, ports } = env;
  const prove = proveContent(ports);
  return {
    'backup.make': async (_input, { context }) => {
      const made = need(
        await makeBackup(connection.sqlite, {
          folder: ports.folders.backups,
          now: ports.clock.now,
          reason: 'manual',
          prove,
          onProgress: ({ pages, of }) => context.onProgress?.({ phase: '备份', done: pages, total: of }),
        }),
      );
      const view = toView(made.backup);
      ports.anchors.add(made.backup.note.proof.heads);
      const entry = logEntry(ports.newId(), ports.device, made.backup);
      await env.writes.among(() => inWriteTx(connection, (tx) => insertBackup(tx, entry)));
      return view;
    },
    'backup.list': () => listBackups(ports.folders.backups).map(toView),
    'backup.prove': async ({ name }) => {
      const path = join(ports.folders.backups, basename(name));
      if (/^\.+$/.test(name)) deny('DB_MISSING', `没有名为「${name}」的备份；请从备份列表中选择。`, { name });
      return toView(need(await proveBackup(path, { prove, now: ports.clock.now })));
    },
  };
}

function toView({ name, path, at, size, proved, note }: BackupEntry): BackupView {
  return { name, path, bytes: size, sha256: note?.sha256 ?? '', proved, at: at ?? 0, counts: note?.proof.counts ?? {} };
}

function logEntry(id: string, device: string, { path, at, size, note }: ProvedBackup): LogEntry {
  const { counts, heads } = note.proof;
  const head = heads.find((one) => one.device === device);
  return {
    id,
    at,
    path,
    size,
    hash: note.sha256,
    events: counts['event_log'] ?? 0,
    findings: counts['finding'] ?? 0,
    cases: counts['case_record'] ?? 0,
    headSeq: head?.seq ?? 0,
    headHash: head?.hash ?? '',
    proved: true,
  };
}
