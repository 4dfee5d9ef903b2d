import { resolve } from 'node:path';
import type { InputOf } from '#core/contract/routes.ts';
import type { ExportDefinitionView } from '#core/contract/views-export.ts';
import type { ExportView } from '#core/contract/views.ts';
import { type LedgerSplit, SPLITS } from '#core/domain/ledger/ledger-scope.ts';
import { periodOf, periodText, readPeriod } from '#core/domain/ledger/period.ts';
import { type Arguments, usage } from './arguments.ts';
import type { Command } from './command.ts';
import { CommandFailed, EXIT, folderFor } from './failure.ts';
import { say, table } from './print.ts';
import type { Session } from './session.ts';

type Spec = Omit<InputOf<'ledger.export'>, 'file'>;

/** A spec, and how it is parted; left out: into no parts. */
interface Wanted {
  readonly spec: Spec;
  readonly split?: LedgerSplit | undefined;
}

const LISTS = { case: '案件', finding: '线索', week: '周', month: '月' } as const;
const FIELDS = ['found', 'registered', 'filed', 'closed', 'due'] as const;

/** Commands of 台账与报表. */
export const LEDGER_COMMANDS: readonly Command[] = [
  {
    name: 'export',
    words: ['文件.xlsx'],
    options: ['[--search 词]'],
    about: '导出清四乱台账（49 列）；其他台账见 ledger export',
    async run(session, args) {
      await write(session, args.word(0), { ledger: 'qingsiluan', filter: {}, search: args.optional('search') ?? '' });
    },
  },
  {
    name: 'ledger list',
    words: [],
    options: [],
    about: '列出可以导出的台账和报表',
    async run(session) {
      const ledgers = await session.call('ledger.list', {});
      const rows = ledgers.map(({ id, name, list, sheets }) => [
        id,
        name,
        LISTS[list],
        String(sheets.length),
        sheets.map(({ columns }) => columns.length).join('+'),
      ]);
      say(table(['台账', '名称', '一行为', '表数', '列数'], rows));
    },
  },
  {
    name: 'ledger export',
    words: ['文件.xlsx|文件.zip'],
    options: [
      '[--definition 方案名]',
      '[--next]',
      '[--ledger 台账]',
      '[--view 视图名]',
      '[--period 2026-10|2026-W44]',
      '[--by found|registered|filed|closed|due]',
      '[--search 词]',
      '[--for-editing]',
      '[--split town|unit]',
      '[--photos]',
      '[--full]',
    ],
    about:
      '导出台账或报表：按保存的导出方案（--next 先转到下一期），或用 --ledger 指定；文件名中的 {期} 换成所导出的期间；--for-editing 供填报（锁定不能改的列），--split 按镇街（town）或主办单位（unit）各成一份，存为一个 .zip；--photos 带照片，--full 含责任人电话',
    async run(session, args) {
      const named = args.optional('definition');
      const { spec, split } = named === undefined ? await stated(session, args) : await saved(session, args, named);
      const { period } = spec;
      const text = period === undefined ? '' : periodText(periodOf(period.kind, period.from)).replace(/（.*）/u, '');
      const file = args.word(0).replace('{期}', text);
      if (split === undefined) await write(session, file, spec);
      else await writeParts(session, file, { ...spec, split });
    },
  },
  {
    name: 'ledger return',
    words: ['文件.xlsx'],
    options: ['[--yes]'],
    about: '核对填报后交回的台账：列出与导出时不同的各处；--yes 写入其中可以改的，有冲突时不写',
    async run(session, args) {
      await returned(session, args.word(0), args.flag('yes'));
    },
  },
  {
    name: 'ledger exports',
    words: [],
    options: ['[--size 50]', '[--page 1]'],
    about: '导出记录，最近的在前',
    async run(session, args) {
      const { rows, total } = await session.call('ledger.exports', { page: args.page() });
      const shown = rows.map((one) => [
        new Date(one.at).toISOString(),
        one.actorName,
        one.ledgerName,
        String(one.rows),
        one.filterText,
        `${one.head.device}#${one.head.seq}`,
        one.fileHash.slice(0, 12),
        one.fileName,
      ]);
      say(table(['时间（UTC）', '导出人', '台账', '行数', '筛选条件', '日志链头', 'SHA-256', '文件'], shown));
      say(`共 ${total} 次`);
    },
  },
  {
    name: 'ledger definitions',
    words: [],
    options: [],
    about: '列出保存的导出方案',
    async run(session) {
      const definitions = await session.call('exportDefinition.list', {});
      const rows = definitions.map((one) => [one.name, one.spec.ledger, one.periodText ?? '', one.ownerName]);
      say(table(['方案名', '台账', '期间', '所有人'], rows));
    },
  },
];

async function write(session: Session, file: string, spec: Spec): Promise<void> {
  const path = resolve(file);
  folderFor(path);
  const made: ExportView = await session.call('ledger.export', { ...spec, file: session.ports.files.grant(path) });
  say(`${made.rows} 行 → ${made.path}\nSHA-256 ${made.sha256}`);
  for (const problem of made.problems) say(`  注意：${problem}`);
}

const VERDICT_LABELS = {
  edit: '可写入',
  conflict: '冲突',
  invalid: '内容有误',
  locked: '不能改',
  same: '已是此内容',
} as const;

async function returned(session: Session, file: string, yes: boolean): Promise<void> {
  const view = await session.call('return.read', { file: session.ports.files.grant(resolve(file)) });
  const { counts, gone } = view;
  say(
    `${view.ledgerName}，${view.exportedAt.replace('T', ' ')} 导出${view.scope === null ? '' : `，${view.scope.name}`}`,
  );
  say(`${counts.rows} 行，其中 ${counts.unchanged} 行没有改动`);
  if (counts.unknown > 0) say(`  注意：${counts.unknown} 行不是本程序中的记录`);
  if (counts.added > 0) say(`  注意：表中新加 ${counts.added} 行，没有处理；请登记线索或用导入`);
  if (counts.copied > 0) say(`  注意：复制了 ${counts.copied} 行，没有处理`);
  if (counts.missing > 0) say(`  注意：比导出时少 ${counts.missing} 行`);
  if (gone.length > 0) say(`  注意：少了列：${gone.join('、')}`);
  for (let offset = 0; ; offset += CELLS) {
    const { cells, total } = await session.call('return.cells', { returned: view.returned, offset, limit: CELLS });
    const rows = cells.map((cell) => [
      VERDICT_LABELS[cell.verdict],
      cell.number,
      cell.header,
      cell.address,
      cell.was,
      cell.typed,
      cell.reason ?? '',
    ]);
    if (rows.length > 0) say(table(['结果', '编号', '列', '位置', '导出时', '表中', '说明'], rows));
    if (offset + CELLS >= total) break;
  }
  if (!yes || counts.cells.edit === 0) return;
  if (counts.cells.conflict > 0)
    throw new CommandFailed(`有 ${counts.cells.conflict} 处冲突，没有写入；请在程序中逐处决定。`, EXIT.refused);
  const done = await session.call('return.apply', { returned: view.returned });
  say(`已写入 ${done.cells} 处，案件 ${done.cases.length} 件、线索 ${done.findings.length} 条`);
  for (const { number, message } of done.refused) say(`  未写入 ${number}：${message}`);
}

/** Cells asked for at once. */
const CELLS = 500;

async function writeParts(session: Session, file: string, spec: Spec & { readonly split: LedgerSplit }): Promise<void> {
  const path = resolve(file);
  folderFor(path);
  const made = await session.call('ledger.exportParts', { ...spec, file: session.ports.files.grant(path) });
  say(`${made.parts.length} 份 ${made.rows} 行 → ${made.path}\nSHA-256 ${made.sha256}`);
  for (const { name, rows, fileName, problems } of made.parts) {
    say(`  ${name} ${rows} 行：${fileName}`);
    for (const problem of problems) say(`    注意：${problem}`);
  }
}

/** A spec from the options of the command line. */
async function stated(session: Session, args: Arguments): Promise<Wanted> {
  const ledger = args.optional('ledger');
  if (ledger === undefined) usage('ledger export 要用 --definition 指定导出方案，或用 --ledger 指定台账');
  if (args.flag('next')) usage('--next 只用于保存的导出方案（--definition）');
  const view = args.optional('view');
  const spec: Spec = {
    ledger,
    ...(view === undefined ? {} : { view: await viewNamed(session, view) }),
    ...periodFrom(args),
    search: args.optional('search') ?? '',
    forEditing: args.flag('for-editing'),
    photos: args.flag('photos'),
    privacy: args.flag('full') ? 'full' : 'standard',
  };
  return { spec, split: splitFrom(args) };
}

function splitFrom(args: Arguments): LedgerSplit | undefined {
  const split = args.optional('split');
  return split === undefined ? undefined : args.oneOf('--split ', split, SPLITS);
}

function periodFrom(args: Arguments): Pick<Spec, 'period'> {
  const text = args.optional('period');
  if (text === undefined) return {};
  const period = readPeriod(text) ?? usage(`--period 应写作 2026-10（月）或 2026-W44（周），收到「${text}」`);
  const by = args.optional('by');
  const field = by === undefined ? undefined : args.oneOf('--by ', by, FIELDS);
  return { period: { kind: period.kind, from: period.from, ...(field === undefined ? {} : { field }) } };
}

/** A saved export by its name, one's own before a shared one; what the command line says beside it is refused. */
async function saved(session: Session, args: Arguments, name: string): Promise<Wanted> {
  for (const option of ['ledger', 'view', 'period', 'by', 'search'] as const)
    if (args.optional(option) !== undefined) usage(`--definition 已包含 --${option} 的内容，两者只写一个`);
  const named = (await session.call('exportDefinition.list', {})).filter((one) => one.name === name);
  const found = named.find(({ own }) => own) ?? named[0];
  if (found === undefined)
    throw new CommandFailed(`没有名为「${name}」的导出方案；用 ledger definitions 查看。`, EXIT.refused);
  const one: ExportDefinitionView = args.flag('next')
    ? await session.call('exportDefinition.step', { id: found.id, steps: 1 })
    : found;
  const { split, ...rest } = one.spec;
  // What was saved is what `ledger.export` takes.
  const spec = rest as Spec;
  const open = args.flag('for-editing') ? { forEditing: true } : {};
  return { spec: { ...spec, ...open }, split: splitFrom(args) ?? split };
}

async function viewNamed(session: Session, name: string): Promise<string> {
  const views = [
    ...(await session.call('view.list', { list: 'case' })),
    ...(await session.call('view.list', { list: 'finding' })),
  ];
  const view = views.find((one) => one.name === name && one.own) ?? views.find((one) => one.name === name);
  if (view === undefined) throw new CommandFailed(`没有名为「${name}」的常用视图。`, EXIT.refused);
  return view.id;
}
