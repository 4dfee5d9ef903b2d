import { basename, resolve } from 'node:path';
import { backupToRestore, type RestoreReport, restoreDatabase } from '#app/backup/restore.ts';
import { NUMBER_MARGIN, type NotedBackup } from '#app/backup/write-restoration.ts';
import { beijingTime, fileSize } from '#db/files.ts';
import { type DataFolder, newDeviceName, openDataFolder } from '../node/data-folder.ts';
import { CHINA_OFFSET } from '../node/open-program.ts';
import { createIdMaker } from '../node/uuid.ts';
import type { Arguments } from './arguments.ts';
import { CommandFailed, EXIT } from './failure.ts';
import { lostText, say } from './print.ts';
import { FILES, UNSOUND_BACKUP, value } from './session.ts';

/** The command `restore`: says what it would replace, and with `--yes` replaces it. */
export async function runRestore(data: string, args: Arguments): Promise<void> {
  const folder = value(openDataFolder(resolve(data), { create: false }));
  const name = args.word(0);
  const backup = value(backupToRestore(folder.backups, name));
  const margin = args.optional('margin') === undefined ? undefined : args.count('margin', NUMBER_MARGIN);
  if (!args.flag('yes')) throw new CommandFailed(questionText(folder, backup), EXIT.refused);
  const now = Date.now;
  const { backups: backupsFolder, database: databasePath, device, chainKey, anchors, renameDevice } = folder;
  const restored = await restoreDatabase(
    {
      name,
      backupsFolder,
      databasePath,
      migrationsFolder: FILES.migrationsFolder,
      login: args.optional('as') ?? null,
      margin,
    },
    {
      clock: { now, offsetMinutes: CHINA_OFFSET },
      newId: createIdMaker(now),
      device,
      chainKey,
      anchors,
      nextDevice: newDeviceName(),
      renameDevice,
    },
  );
  if (!restored.ok) {
    const { code, message } = restored.error;
    throw new CommandFailed(`${message}（${code}）`, UNSOUND_BACKUP.has(code) ? EXIT.unsound : EXIT.refused);
  }
  tell(folder, backup, restored.value);
}

function contentText({ name, note }: NotedBackup): string {
  const { counts } = note.proof;
  return `${beijingTime(note.at)} 的备份「${name}」（${counts['finding'] ?? 0} 条线索，${counts['case_record'] ?? 0} 件案件，${counts['event_log'] ?? 0} 个事件）`;
}

function questionText({ database }: DataFolder, backup: NotedBackup): string {
  const size = fileSize(database);
  const replaced =
    size === null
      ? `「${database}」处现在没有数据库，将放入`
      : `将替换数据库「${database}」（${size} 字节，原样另存为 ${basename(database)}.replaced-时间，不删除），换成`;
  return [
    `${replaced}${contentText(backup)}。`,
    '这份备份之后的登记和办理都不在其中；此后给出过的编号不会再用；恢复记入日志。',
    '现在没有改动任何内容。请退出所有打开这个数据库的程序，确认无误后在命令后加 --yes。',
  ].join('\n');
}

function tell({ database }: DataFolder, backup: NotedBackup, report: RestoreReport): void {
  const { replaced, head, raised, margin, whole, lost } = report;
  say(`已恢复${contentText(backup)}到「${database}」`);
  if (replaced !== null) say(`原数据库保存在「${replaced}」，程序不会删除它`);
  say(`恢复已记入日志，本机在日志中改称「${head.device}」：链头 ${head.device} 第 ${head.seq} 条 ${head.hash}`);
  for (const line of lostText(lost)) say(line);
  if (!whole) {
    say(
      `原数据库不能完整读出，不知道最后给出的编号，因此每类编号在已知的之后跳过 ${margin} 个；如果最后一次备份或导出之后登记得更多，请用更大的 --margin 再恢复一次`,
    );
  } else if (margin > 0) say(`按 --margin，每类编号在已知的之后跳过 ${margin} 个`);
  for (const { kind, year, after } of raised)
    say(`  ${KINDS[kind]}编号 ${year} 年从 ${after + 1} 号起，之前的不再使用`);
  say('请运行 verify 核验');
}

const KINDS = { finding: '线索', case: '案件' } as const;
