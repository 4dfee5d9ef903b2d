import type { StagedImport } from '#core/contract/views-import.ts';
import type { Command } from './command.ts';
import { countsText, say } from './print.ts';
import type { Session } from './session.ts';

/** Rows asked for at a time. */
const PAGE = 200;

/** 导入: read, checked and written in one go; what a person would have to decide is left out and named. */
export const IMPORT_COMMAND: Command = {
  name: 'import',
  words: ['文件'],
  options: ['[--dry-run]', '[--sheet 工作表]', '[--suspects-as-new]', '[--errors 文件.xlsx]'],
  about:
    '导入一张巡查表：读取、核对、一次写入；--dry-run 只读取核对；--sheet 指定工作表；--suspects-as-new 疑似重复的行按新增写入；--errors 把问题反馈表写到该文件',
  async run(session, { file, flag, optional }) {
    const sheet = optional('sheet');
    const input = { file: session.ports.files.grant(file(0)), ...(sheet === undefined ? {} : { sheet }) };
    const staged = await session.call('import.stage', input);
    say(`核对「${staged.fileName}」工作表「${staged.sheet}」（尚未写入）：${countsText(staged.counts)}`);
    for (const remark of staged.remarks) say(`  ${remark}`);
    for (const { row, through, reason } of staged.skipped)
      say(`  第 ${row}${through > row ? `–${through}` : ''} 行未作为数据：${reason}`);
    await sayMessages(session, staged);
    const errors = optional('errors');
    if (errors !== undefined) await writeErrors(session, staged.staged, errors);
    if (flag('dry-run')) {
      await session.call('import.discard', { staged: staged.staged });
      return;
    }
    if (flag('suspects-as-new') && staged.counts.suspect > 0) {
      const select = { filter: { kinds: ['suspect' as const] } };
      await session.call('import.decideRows', { staged: staged.staged, select, decision: 'new' });
    }
    const done = await session.call('import.commit', { staged: staged.staged });
    say(
      `新增 ${done.created} 条，更新 ${done.updated} 条，无变化 ${done.unchanged} 条，疑似重复 ${done.suspect} 条未写入，有错误 ${done.failed} 条未写入；批次 ${done.batchId}`,
    );
    const { photos } = done;
    if (photos.found > 0)
      say(
        `表内照片 ${photos.found} 张：已挂到线索 ${photos.attached} 张，早已挂上 ${photos.known} 张，未能归位 ${photos.unplaced} 张`,
      );
    for (const { place, reason } of photos.left) say(`  ${place} 的照片未归位：${reason}`);
    for (const { row, message } of done.refusals) say(`  第 ${row} 行未写入：${message}`);
  },
};

/** Every remark on a row, in the order of the sheet. */
async function sayMessages(session: Session, { staged }: StagedImport): Promise<void> {
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await session.call('import.rows', { staged, filter: {}, offset, limit: PAGE });
    total = page.total;
    for (const { row, why, kind, messages } of page.rows) {
      if (kind === 'suspect' && why !== null) say(`  第 ${row} 行：${why}`);
      for (const { text } of messages) say(`  第 ${row} 行：${text}`);
    }
  }
}

/** 问题反馈表: the file itself with what is wrong marked in it. */
async function writeErrors(session: Session, staged: string, path: string): Promise<void> {
  const done = await session.call('import.errorWorkbook', { staged, file: session.ports.files.grant(path) });
  say(`问题反馈表：${done.rows} 行有错误或提示，已写到 ${done.path}`);
  for (const { title, level, rows } of done.kinds) say(`  ${level === 'error' ? '错误' : '提示'} ${title}：${rows} 行`);
}
