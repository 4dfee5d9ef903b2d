import { parseArgs } from 'node:util';
import { readArguments } from './cli/arguments.ts';
import { type Command, COMMANDS, DEMO } from './cli/commands.ts';
import { progressPrinter, say } from './cli/print.ts';
import { CommandFailed, EXIT, openSession } from './cli/session.ts';

const OPTIONS = {
  data: { type: 'string' },
  as: { type: 'string' },
  on: { type: 'string' },
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  search: { type: 'string' },
  size: { type: 'string' },
  page: { type: 'string' },
  days: { type: 'string' },
  'rebound-of': { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The command line (命令行): the main job with no window. Answers with an exit code, see the help. */
async function main(argv: readonly string[]): Promise<number> {
  const { positionals, values } = readWords(argv);
  if (values.help === true || positionals.length === 0) {
    say(help());
    return positionals.length === 0 && values.help !== true ? EXIT.usage : EXIT.done;
  }
  if (positionals[0] === DEMO.name) {
    await DEMO.run(positionals[1] ?? 'demo-output');
    return EXIT.done;
  }
  const command = findCommand(positionals);
  const words = positionals.slice(command.name.split(' ').length);
  const progress = progressPrinter();
  const session = await openSession({
    data: values.data ?? process.env['HEQING_DATA'] ?? 'heqing-data',
    login: values.as ?? null,
    create: command.create === true,
    onProgress: progress.show,
    signal: cancelOnInterrupt(),
  });
  try {
    await command.run(session, readArguments(words, values));
  } finally {
    progress.end();
    session.close();
  }
  return EXIT.done;
}

function readWords(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new CommandFailed(`参数有误：${error instanceof Error ? error.message : ''}\n运行 --help 查看用法。`, EXIT.usage);
  }
}

function findCommand(words: readonly string[]): Command {
  const named = (count: number) => COMMANDS.find((command) => command.name === words.slice(0, count).join(' '));
  const command = named(2) ?? named(1);
  if (command === undefined) throw new CommandFailed(`没有名为「${words[0]}」的命令；运行 --help 查看全部命令。`, EXIT.usage);
  return command;
}

function cancelOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

function help(): string {
  const lines = [...COMMANDS, DEMO].map(({ name, usage, about }) => `  ${`${name} ${usage}`.trim()}\n      ${about}`);
  return [
    '河清：环境巡查问题线索与清四乱案件管理（命令行）',
    '',
    '用法：heqing [--data 文件夹] [--as 登录名] 命令 …',
    '',
    ...lines,
    '',
    '  --data   数据文件夹，默认为环境变量 HEQING_DATA 或 ./heqing-data',
    '  --as     以哪个账户办理',
    '  --on     办理日期（YYYY-MM-DD），默认今天',
    '',
    '退出码：0 完成；1 被拒绝（原因在标准错误输出）；2 用法有误；3 日志或备份核验不通过；70 程序内部出错',
  ].join('\n');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
