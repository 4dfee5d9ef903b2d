import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { civilDateAt } from '#core/domain/deadline/civil-date.ts';
import { type BatchView, UNDO_GROUPS, type UndoCounts } from '#core/contract/views-import.ts';
import type { Command } from './command.ts';
import { say, table } from './print.ts';
import type { Session } from './session.ts';

/** Rows asked for at a time. */
const PAGE = 200;

/** 导入批次: listed, undone, their files handed back. */
export const BATCH_COMMANDS: readonly Command[] = [
  {
    name: 'import batches',
    words: [],
    options: [],
    about: '列出导入批次：何时、何人、哪个文件，新增、更新了多少条，是否已撤销',
    async run(session) {
      const batches = await session.call('import.batches', {});
      const { offsetMinutes } = session.ports.clock;
      say(
        table(
          ['导入日期', '文件', '工作表', '导入人', '新增', '更新', '状态', '批次'],
          batches.map(({ id, createdAt, fileName, sheet, actorName, counts, state }) => [
            civilDateAt(createdAt, offsetMinutes),
            fileName,
            sheet,
            actorName,
            String(counts.created),
            String(counts.updated),
            STATES[state],
            id,
          ]),
        ),
      );
    },
  },
  {
    name: 'import undo',
    words: ['批次'],
    options: ['[--on 日期]', '[--dry-run]'],
    about: '撤销一次导入：撤回没有办理过的新增线索，恢复它改过的内容；已办理的保留并列出；--dry-run 只列出，不撤销',
    async run(session, { word, flag, on }) {
      const batch = word(0);
      const { counts } = await session.call('import.undoPreview', { batch, group: 'kept', offset: 0, limit: 1 });
      if (flag('dry-run')) {
        say(`撤销后（尚未撤销）：${countsLine(counts)}`);
        for (const group of UNDO_GROUPS) await sayGroup(session, batch, group);
        return;
      }
      await sayGroup(session, batch, 'kept');
      const done = await session.call('import.undo', { batch, ...on() });
      say(`已撤销：${countsLine(done)}`);
    },
  },
  {
    name: 'import file',
    words: ['批次', '保存为'],
    options: [],
    about: '把某一批次的原文件（导入时留存的副本，逐字节相同）另存到指定的文件或文件夹',
    async run(session, { word }) {
      const batch = word(0);
      const { fileName } = await session.call('import.batch', { batch });
      const target = resolve(word(1));
      const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
      const path = isFolder ? join(target, fileName) : target;
      const done = await session.call('import.saveFile', { batch, file: session.ports.files.grant(path) });
      say(`已另存「${basename(done.path)}」到 ${dirname(done.path)}`);
    },
  },
];

const STATES = { staged: '未写入', committed: '已入库', undone: '已撤销' } as const satisfies Record<
  BatchView['state'],
  string
>;

function countsLine({ withdrawn, putBack, partly, kept, unlinked }: UndoCounts): string {
  const some = partly === 0 ? '' : `（其中 ${partly} 条有内容保留）`;
  return `撤回 ${withdrawn} 条，恢复 ${putBack} 条${some}，保留 ${kept} 条，解除关联 ${unlinked} 行`;
}

const GROUPS = { withdrawn: '撤回', putBack: '恢复', kept: '保留' } as const;

async function sayGroup(session: Session, batch: string, group: (typeof UNDO_GROUPS)[number]): Promise<void> {
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await session.call('import.undoPreview', { batch, group, offset, limit: PAGE });
    total = page.total;
    for (const { row, finding, reasons, changes, keptFields } of page.rows) {
      const back = changes.map(({ label, from, to }) => `${label} ${from || '（空）'} → ${to || '（空）'}`);
      const stays = keptFields.map(({ label, now }) => `${label} 导入后又改过，保留“${now}”`);
      say(`  ${GROUPS[group]} ${[`${finding.number}（第 ${row} 行）`, ...reasons, ...back, ...stays].join('；')}`);
    }
  }
}
