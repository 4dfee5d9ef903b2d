import type { Usage } from './command.ts';

/** A command as the help shows it. */
type Shown = Usage & { readonly name: string; readonly about: string };

/** Help on every command given; on one alone when only that was asked for. */
export function helpText(commands: readonly Shown[]): string {
  return [
    '河清：环境巡查问题线索与清四乱案件管理（命令行）',
    '',
    '用法：npm run heqing -- [--data 文件夹] [--as 登录名] 命令 …',
    '',
    ...commands.map((command) => `  ${usageText(command)}\n      ${command.about}`),
    '',
    '  --data   数据文件夹，默认为环境变量 HEQING_DATA 或 ./heqing-data',
    '  --as     以哪个账户办理；init 和 demo 以外的命令都要（restore 可以不写，日志中记为“命令行”办理）',
    '  --on     办理日期（YYYY-MM-DD），默认今天',
    '  事件JSON 也可写作 @文件名，从文件读取；actions 列出各步的名称，缺少哪些内容会逐项指出',
    '',
    '结果写到标准输出，进度和被拒绝的原因写到标准错误输出。',
    '退出码：0 完成；1 被拒绝；2 用法有误；3 日志或备份核验不通过；70 程序内部出错；130 已取消（Ctrl+C）',
  ].join('\n');
}

function usageText({ name, words, options }: Shown): string {
  return [name, ...words.map((word) => (word.endsWith('?') ? `[${word.slice(0, -1)}]` : word)), ...options].join(' ');
}
