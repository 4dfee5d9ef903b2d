import type { InputOf } from '#core/contract/routes.ts';
import { type Arguments, readText } from './arguments.ts';
import type { Command } from './command.ts';
import { CommandFailed, EXIT } from './failure.ts';
import { say, table } from './print.ts';

/** Commands of 期限与日历: the public-notice checker and holiday notices. */
export const CALENDAR_COMMANDS: readonly Command[] = [
  {
    name: 'notice check',
    words: ['起始日', '截止日'],
    options: ['[--days 10]'],
    about: '核对公示期的工作日数',
    async run(session, args) {
      const workdays = args.count('days', 10);
      const verdict = await session.call('notice.check', { from: args.word(0), to: args.word(1), workdays });
      if (!verdict.enough) throw new CommandFailed(verdict.message, EXIT.refused);
      say(verdict.message);
    },
  },
  {
    name: 'calendar preview',
    words: ['通知.json'],
    options: [],
    about: '载入节假日通知之前，看哪些案件的期限会变',
    async run(session, args) {
      printMoves(await session.call('calendar.preview', { notice: readNotice(args) }));
    },
  },
  {
    name: 'calendar load',
    words: ['通知.json'],
    options: [],
    about: '载入节假日通知，并把变动的期限一次改完',
    async run(session, args) {
      printMoves((await session.call('calendar.load', { notice: readNotice(args) })).moves);
    },
  },
];

function readNotice(args: Arguments): InputOf<'calendar.load'>['notice'] {
  const path = args.file(0);
  try {
    // Whatever it holds is checked at the border like any other input.
    return JSON.parse(readText(path)) as InputOf<'calendar.load'>['notice'];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandFailed(
      `「${path}」不是合法的 JSON，不能作为节假日通知读取；请对照 resources/holidays 中的文件改正。`,
      EXIT.refused,
    );
  }
}

function printMoves(
  moves: readonly {
    caseNumber: string;
    clockId: string;
    from: { dueOn: string | null } | null;
    to: { dueOn: string | null };
  }[],
): void {
  if (moves.length === 0) {
    say('没有案件的期限因此变动');
    return;
  }
  say(
    table(
      ['案件', '期限', '原到期', '新到期'],
      moves.map(({ caseNumber, clockId, from, to }) => [caseNumber, clockId, from?.dueOn ?? '—', to.dueOn ?? '—']),
    ),
  );
}
