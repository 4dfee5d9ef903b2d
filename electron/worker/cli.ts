import { randomUUID } from 'node:crypto';
import { checkUsage, type CommandLine, readArguments, readCommandLine, usage } from './cli/arguments.ts';
import { COMMANDS, DEMO, RESTORE } from './cli/commands.ts';
import { CommandFailed, details, EXIT } from './cli/failure.ts';
import { helpText } from './cli/help.ts';
import { progressPrinter, say } from './cli/print.ts';

/** The command line (命令行): the main job with no window. Answers with an exit code, see the help. */
async function main(argv: readonly string[]): Promise<number> {
  const line = readCommandLine(argv);
  const command = findCommand(line.words);
  if (line.options.has('help') || line.words[0] === 'help' || line.words.length === 0) {
    say(helpText(command === null ? ALL : [command]));
    return argv.length === 0 ? EXIT.usage : EXIT.done;
  }
  if (command === null) return usage(`没有名为「${line.words.join(' ')}」的命令`);
  const rest = { ...line, words: line.words.slice(command.name.split(' ').length) };
  checkUsage(command, rest);
  if (command === DEMO) await DEMO.run(rest.words[0] ?? 'demo-output');
  else if (command === RESTORE) await RESTORE.run(dataFolder(rest), readArguments(RESTORE, rest));
  else await runCommand(command as (typeof COMMANDS)[number], rest);
  return EXIT.done;
}

const ALL = [...COMMANDS, RESTORE, DEMO];

function dataFolder({ options }: CommandLine): string {
  const given = options.get('data');
  return typeof given === 'string' ? given : (process.env['HEQING_DATA'] ?? 'heqing-data');
}

function findCommand(words: readonly string[]) {
  const named = (count: number) => ALL.find((command) => command.name === words.slice(0, count).join(' '));
  return named(2) ?? named(1) ?? null;
}

async function runCommand(command: (typeof COMMANDS)[number], line: CommandLine): Promise<void> {
  const args = readArguments(command, line);
  const login = args.optional('as') ?? null;
  if (login === null && command.create !== true) usage(`${command.name} 要用 --as 指定以哪个账户办理`);
  const progress = progressPrinter();
  const { openSession } = await import('./cli/session.ts');
  const session = await openSession({
    data: dataFolder(line),
    login,
    create: command.create === true,
    onProgress: progress.show,
    signal: cancelOnInterrupt(),
  });
  try {
    await command.run(session, args);
    await session.backend.settled();
  } finally {
    progress.end();
    session.close();
  }
}

function cancelOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  // Once: a second Ctrl+C ends the process at once, which the database survives.
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

function explain(error: unknown): number {
  if (error instanceof CommandFailed) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  const id = randomUUID();
  process.stderr.write(`程序内部出错，命令没有完成。请把编号 ${id} 和下面的内容交给维护人员。\n${details(id, error)}`);
  return EXIT.internal;
}

process.on('uncaughtException', (error) => process.exit(explain(error)));
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our output has seen enough (`… list | head`).
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}
