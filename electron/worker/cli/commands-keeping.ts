import type { Command } from './command.ts';
import { CommandFailed, EXIT } from './failure.ts';
import { restorationText, say, table } from './print.ts';

/** Commands of 日志与备份 on the open database. */
export const KEEPING_COMMANDS: readonly Command[] = [
  {
    name: 'verify',
    words: [],
    options: [],
    about: '核验日志：链条、推演、逐行比对',
    async run(session) {
      const report = await session.call('log.verify', {});
      if (report.fault !== null)
        throw new CommandFailed(`核验不通过：${report.fault.message}（${report.fault.code}）`, EXIT.unsound);
      say(`核验通过：${report.events} 个事件，${report.findings} 条线索，${report.cases} 件案件`);
      for (const { device, seq, hash } of report.heads) say(`链头 ${device} 第 ${seq} 条 ${hash}`);
      for (const restoration of report.restorations) say(restorationText(restoration));
    },
  },
  {
    name: 'backup',
    words: [],
    options: [],
    about: '备份，并打开、推演、逐行核对',
    async run(session) {
      const made = await session.call('backup.make', {});
      say(`${made.path}\n${made.bytes} 字节，SHA-256 ${made.sha256}`);
    },
  },
  {
    name: 'backup list',
    words: [],
    options: [],
    about: '列出备份',
    async run(session) {
      const rows = await session.call('backup.list', {});
      say(
        table(
          ['备份', '字节', '已证明'],
          rows.map(({ name, bytes, proved }) => [name, String(bytes), proved ? '是' : '否']),
        ),
      );
    },
  },
  {
    name: 'backup prove',
    words: ['备份名'],
    options: [],
    about: '再次证明一份备份',
    async run(session, args) {
      const proved = await session.call('backup.prove', { name: args.word(0) });
      say(`${proved.name} 完好`);
    },
  },
];
