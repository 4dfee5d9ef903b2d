import { FINDING_STATE_LABELS } from '#core/domain/finding/finding-labels.ts';
import { CLOCK_LABELS, handlingLabel } from '#core/domain/case/case-labels.ts';
import { STATISTICS_NOTES } from '#core/domain/ledger/statistics.ts';
import { ALL_ROLES, ROLE_LABELS } from '#core/domain/account/roles.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import type { InputOf } from '#core/contract/routes.ts';
import type { Command, OfflineCommand } from './command.ts';
import { BATCH_COMMANDS } from './commands-batches.ts';
import { CALENDAR_COMMANDS } from './commands-calendar.ts';
import { IMPORT_COMMAND } from './commands-import.ts';
import { DOCUMENT_COMMANDS } from './commands-document.ts';
import { KEEPING_COMMANDS } from './commands-keeping.ts';
import { LEDGER_COMMANDS } from './commands-ledger.ts';
import { say, table } from './print.ts';

/** All commands that work on the open database, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'init',
    words: [],
    options: ['--login 登录名', '--name 姓名'],
    about: '建立数据文件夹和第一个管理员账户',
    create: true,
    async run(session, { option }) {
      const { login } = await session.call(
        'account.bootstrap',
        { login: option('login'), displayName: option('name') },
        '',
      );
      say(`已建立 ${session.folder.root}，管理员 ${login}`);
    },
  },
  {
    name: 'account add',
    words: [],
    options: ['--login 登录名', '--name 姓名', '--role clerk|supervisor|inspector|administrator'],
    about: '新增账户（经办员、审核人、巡查员、管理员）',
    async run(session, { option, oneOf }) {
      const role = oneOf('--role ', option('role'), ALL_ROLES);
      const made = await session.call('account.create', { login: option('login'), displayName: option('name'), role });
      say(`已新增 ${made.displayName}（${made.login}）`);
    },
  },
  {
    name: 'account list',
    words: [],
    options: [],
    about: '列出账户',
    async run(session) {
      const rows = await session.call('account.list', {});
      say(
        table(
          ['登录名', '姓名', '角色', '编号键'],
          rows.map(({ login, displayName, role, id }) => [login, displayName, ROLE_LABELS[role], id]),
        ),
      );
    },
  },
  IMPORT_COMMAND,
  ...BATCH_COMMANDS,
  {
    name: 'findings',
    words: [],
    options: ['[--search 词]', '[--size 50]', '[--page 1]'],
    about: '列出线索',
    async run(session, args) {
      const list = await session.call('finding.list', {
        filter: {},
        search: args.optional('search') ?? '',
        page: args.page(),
      });
      say(
        table(
          ['编号', '状态', '发现日期', '镇街', '类别', '问题', '编号键', '版次'],
          list.rows.map((row) => [
            row.number,
            FINDING_STATE_LABELS[row.state],
            row.foundOn,
            row.town ?? '',
            CATEGORY_LABELS[row.category],
            row.description.slice(0, 24),
            row.id,
            String(row.rev),
          ]),
        ),
      );
      say(`共${list.totalIsExact ? '' : '至少'} ${list.total} 条`);
    },
  },
  {
    name: 'list',
    words: [],
    options: ['[--search 词]', '[--size 50]', '[--page 1]'],
    about: '列出案件，最近到期的在前',
    async run(session, args) {
      const list = await session.call('case.list', {
        filter: {},
        search: args.optional('search') ?? '',
        page: args.page(),
      });
      say(
        table(
          ['编号', '状态', '到期', '镇街', '类别', '级别', '问题', '编号键', '版次'],
          list.rows.map((row) => [
            row.number,
            handlingLabel(row.state),
            `${row.dueOn ?? '—'}${row.dueProvisional ? '（暂定）' : ''}`,
            row.town ?? '',
            CATEGORY_LABELS[row.category],
            SEVERITY_LABELS[row.severity],
            row.description.slice(0, 20),
            row.id,
            String(row.rev),
          ]),
        ),
      );
      say(`共${list.totalIsExact ? '' : '至少'} ${list.total} 件`);
    },
  },
  {
    name: 'finding act',
    words: ['编号键', '版次', '事件JSON'],
    options: ['[--on 日期]'],
    about: '办理线索，如 \'{"type":"finding.confirmed","opinion":"属实"}\'',
    async run(session, args) {
      const act = args.json(2) as InputOf<'finding.act'>['act'];
      const done = await session.call('finding.act', { id: args.word(0), rev: args.number(1), act, ...args.on() });
      say(
        `${done.number} → ${FINDING_STATE_LABELS[done.state as keyof typeof FINDING_STATE_LABELS]}（版次 ${done.rev}）`,
      );
    },
  },
  {
    name: 'file',
    words: ['线索编号键', '版次'],
    options: ['[--rebound-of 案件编号键]', '[--on 日期]'],
    about: '立案；--rebound-of 作为反弹另立新案',
    async run(session, args) {
      const done = await session.call('case.file', {
        findings: [{ id: args.word(0), rev: args.number(1) }],
        rectificationType: 'timeLimited',
        goal: null,
        measures: null,
        reboundOf: args.optional('rebound-of') ?? null,
        ...args.on(),
      });
      say(`已立案 ${done.number}（${done.id}，版次 ${done.rev}）`);
    },
  },
  {
    name: 'act',
    words: ['案件编号键', '版次', '事件JSON'],
    options: ['[--on 日期]'],
    about: '办理案件，如 \'{"type":"case.receiptConfirmed"}\'',
    async run(session, args) {
      const act = args.json(2) as InputOf<'case.act'>['act'];
      const done = await session.call('case.act', { id: args.word(0), rev: args.number(1), act, ...args.on() });
      const { state } = await session.call('case.get', { id: done.id });
      say(`${done.number} → ${handlingLabel(state)}（版次 ${done.rev}）`);
    },
  },
  {
    name: 'actions',
    words: ['案件编号键'],
    options: [],
    about: '现在能办什么，不能办的为什么',
    async run(session, args) {
      const actions = await session.call('case.actions', { id: args.word(0) });
      for (const { label, allowed, reasons, type } of actions)
        say(`${allowed ? '可以' : '不能'} ${label}（${type}）${reasons.length > 0 ? `：${reasons.join('；')}` : ''}`);
    },
  },
  {
    name: 'working',
    words: ['案件编号键'],
    options: [],
    about: '逐日推算每个期限',
    async run(session, args) {
      for (const { clock, due, working, summary } of await session.call('case.working', { id: args.word(0) })) {
        say(
          `\n${CLOCK_LABELS[clock.kind]}（第 ${clock.round} 轮，依据：${clock.basis}）：${summary}${due.provisional ? '（暂定）' : ''}`,
        );
        say(
          table(
            ['日期', '计入', '说明', '累计'],
            working.map((line) => [line.date, line.counted ? '是' : '否', line.why, String(line.running)]),
          ),
        );
      }
    },
  },
  {
    name: 'photo',
    words: ['finding|case', '编号键', '版次', '照片文件'],
    options: ['--role before|during|after|review|other', '[--on 日期]'],
    about: '上传照片',
    async run(session, args) {
      const kind = args.oneOf('第一个词', args.word(0), ['finding', 'case']);
      const role = args.oneOf('--role ', args.option('role'), PHOTO_ROLES);
      const file = session.ports.files.grant(args.file(3));
      const photo = await session.call('photo.add', {
        owner: { kind, id: args.word(1) },
        rev: args.number(2),
        role,
        file,
        ...args.on(),
      });
      say(`已保存 ${photo.bytes} 字节，SHA-256 ${photo.sha256}（版次 ${photo.ownerRev}）`);
    },
  },
  ...LEDGER_COMMANDS,
  {
    name: 'statistics',
    words: [],
    options: [],
    about: '整改销号率，按类别',
    async run(session) {
      const { all, byCategory } = await session.call('statistics.cases', { filter: {} });
      const rows = [
        ...byCategory.map(({ category, figures }) => [CATEGORY_LABELS[category], figures] as const),
        ['合计', all] as const,
      ];
      say(
        table(
          ['类别', '总数', '已销号', '整改销号率'],
          rows.map(([name, figures]) => [
            name,
            String(figures.total),
            String(figures.closed),
            figures.closureRate ?? '—',
          ]),
        ),
      );
      for (const note of STATISTICS_NOTES) say(note);
    },
  },
  ...DOCUMENT_COMMANDS,
  ...CALENDAR_COMMANDS,
  ...KEEPING_COMMANDS,
];

/** A restore needs the database closed, and there may be none that could be opened. */
export const RESTORE: OfflineCommand = {
  name: 'restore',
  words: ['备份名'],
  options: ['[--yes]', '[--margin 100]'],
  about:
    '用一份备份替换数据库（原数据库另存保留）；不加 --yes 只说明将替换什么；--margin 每类编号在已知的之后另跳过几个，原数据库不能完整读出时默认 100',
  async run(data, args) {
    const { runRestore } = await import('./restore.ts');
    await runRestore(data, args);
  },
};

/** The demonstration has a session of its own. */
export const DEMO = {
  name: 'demo',
  words: ['文件夹?'],
  options: [],
  about: '在示例数据上走完全部流程',
  async run(folder: string): Promise<void> {
    const { runDemo } = await import('../demo/demo.ts');
    await runDemo(folder);
  },
} satisfies Omit<Command, 'run'> & { run(folder: string): Promise<void> };

const PHOTO_ROLES = ['before', 'during', 'after', 'review', 'other'] as const;
