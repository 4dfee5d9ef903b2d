import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLOCK_LABELS, handlingLabel, STATE_LABELS } from '#core/domain/case/case-labels.ts';
import type { JobProgress } from '#app/ports.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { JobLauncher } from '../job/host.ts';
import { CommandFailed, EXIT, makeFolder } from '../cli/failure.ts';
import { FILES, openSession, type Session } from '../cli/session.ts';
import { countsText, progressPrinter, say, table } from '../cli/print.ts';
import { CAST, hireCast, LOGIN } from './cast.ts';
import { createDemoClock, type DemoClock } from './clock.ts';
import { createDriver, type Driver } from './driver.ts';
import { extractPhotos } from './extract-photos.ts';
import { assign, assignAndReceive, passReview, reportCompletion } from './steps.ts';
import { longWay, monitored, plainWay, stagedAndReferred, type Stage } from './stories.ts';

const SAMPLES = join(FILES.resources, 'samples');
/** Monday after the last finding of the sample. */
const FIRST_DAY = '2026-10-26';
/** Cases moved by the stories; the rest stop on the way, so that the ledger shows every state. */
const STORIES = 5;

/**
 * The main job on the sample workbook, from the sheet to the proved backup, in a fresh folder; see the README.
 * Ends with exit code 3 when the log, the backup or the states seen are not as they must be.
 */
export async function runDemo(target: string, how: DemoHow = {}): Promise<void> {
  const root = resolve(target);
  clearOwn(root);
  const clock = createDemoClock(FIRST_DAY);
  const progress = progressPrinter();
  const { onProgress = progress.show, launch } = how;
  const session = await openSession({
    data: join(root, 'data'),
    login: null,
    create: true,
    now: clock.now,
    onProgress,
    ...(launch === undefined ? {} : { launch }),
  });
  try {
    await play({ ...session, say: how.say ?? say }, clock, root);
    writeFileSync(join(root, OWN), String(clock.now()));
  } finally {
    progress.end();
    session.close();
  }
}

/** How the demonstration is run; on the command line nothing of it is given. */
export interface DemoHow {
  readonly say?: (line: string) => void;
  readonly onProgress?: (progress: JobProgress) => void;
  /** Starts job processes; `child_process.fork` unless given. */
  readonly launch?: JobLauncher;
}

/** A session that tells what it does. */
interface Play extends Session {
  readonly say: (line: string) => void;
}

/** Instant at which a finished demonstration in this folder ended, ms UTC; null when there is none or it was cut short. */
export function demoEndedAt(target: string): number | null {
  const mark = join(target, OWN);
  const ended = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  return ended > 0 ? ended : null;
}

async function play(session: Play, clock: DemoClock, root: string): Promise<void> {
  session.say('河清演示（人员、电话均为虚构；日期为演示时钟，自 2026-10-26 起）');
  await hireCast(session);
  const accounts = await session.call('account.list', {}, LOGIN.clerk);
  const supervisorId = accounts.find(({ login }) => login === CAST.supervisor.login)?.id ?? '';

  session.say('\n一、导入巡查排查表');
  const findings = await importSample(session);
  session.say('\n二、核实与立案');
  const ids = await verifyAndFile(session, findings);
  session.say('\n三、办理');
  const photos = await extractPhotos(join(SAMPLES, '巡查排查表.xlsx'), join(root, 'photos'));
  const driver = createDriver(session, clock, photos);
  await handle(session, { driver, clock, say: session.say, supervisorId }, ids);
  session.say('\n四、反弹');
  await rebound(session, driver, ids[0] ?? '');
  checkStates(driver, session.say);
  session.say('\n五、台账、核验与备份');
  await exportAndProve(session, root);
  await summary(session);
  session.say(
    `\n数据在 ${join(root, 'data')}；可以用 npm run heqing -- --data ${join(root, 'data')} --as jingban list 继续查看。`,
  );
}

async function importSample(session: Play): Promise<readonly FindingRecord[]> {
  const file = session.ports.files.grant(join(SAMPLES, '巡查排查表.xlsx'));
  const staged = await session.call('import.stage', { file }, LOGIN.inspector);
  session.say(`  读到「${staged.fileName}」工作表「${staged.sheet}」：${countsText(staged.counts)}`);
  for (const { row, reason } of staged.skipped.slice(0, 4)) session.say(`  第 ${row} 行不是数据：${reason}`);
  if (staged.skipped.length > 4) session.say(`  ……另有 ${staged.skipped.length - 4} 行不是数据，均已列出原因`);
  const done = await session.call('import.commit', { staged: staged.staged }, LOGIN.inspector);
  session.say(`  写入 ${done.created} 条线索；同一文件再导入一次：${await importAgain(session)} 条新增`);
  const rows: FindingRecord[] = [];
  for (const id of done.findingIds) rows.push(await session.call('finding.get', { id }, LOGIN.clerk));
  return rows;
}

async function importAgain(session: Play): Promise<number> {
  const file = session.ports.files.grant(join(SAMPLES, '巡查排查表.xlsx'));
  const staged = await session.call('import.stage', { file }, LOGIN.inspector);
  return (await session.call('import.commit', { staged: staged.staged }, LOGIN.inspector)).created;
}

/** Confirms all but a few; those show 不属实, 转办 and 合并. The first case is one that needs public notice and filing. */
async function verifyAndFile(session: Play, findings: readonly FindingRecord[]): Promise<readonly string[]> {
  const [unfounded, transferred, merged, ...rest] = [...findings].reverse();
  if (unfounded === undefined || transferred === undefined || merged === undefined)
    throw new Error('the sample has too few rows');
  const target = rest[0];
  if (target === undefined) throw new Error('the sample has too few rows');
  const act = (row: FindingRecord, input: Parameters<typeof send>[2]) => send(session, row, input);
  await act(unfounded, { type: 'finding.judgedUnfounded', basis: '现场为合法在建工程，手续齐全' });
  await act(transferred, {
    type: 'finding.transferred',
    to: '怀柔区河长制办公室',
    letterNumber: '密河函〔2026〕5号',
    replyDueOn: '2026-11-10',
  });
  await act(merged, {
    type: 'finding.merged',
    target: { kind: 'finding', id: target.id },
    reason: '同一处问题重复上报',
  });
  const ids: string[] = [];
  for (const row of bySourceLevel(rest)) {
    const confirmed = await act(row, { type: 'finding.confirmed', opinion: '现场核实属实' });
    const filed = await session.call(
      'case.file',
      {
        findings: [{ id: row.id, rev: confirmed.rev }],
        rectificationType: 'timeLimited',
        goal: '清理整治到位',
        measures: null,
        reboundOf: null,
      },
      LOGIN.clerk,
    );
    ids.push(filed.id);
  }
  session.say(`  属实立案 ${ids.length} 件，不属实 1 条，转办 1 条，合并 1 条`);
  return ids;
}

function bySourceLevel(rows: readonly FindingRecord[]): readonly FindingRecord[] {
  const inspected = (row: FindingRecord) => (row.source.includes('督察') ? 0 : 1);
  return [...rows].sort((a, b) => inspected(a) - inspected(b) || a.number.localeCompare(b.number));
}

async function send(session: Play, row: FindingRecord, act: Parameters<typeof session.call<'finding.act'>>[1]['act']) {
  return session.call('finding.act', { id: row.id, rev: row.rev, act }, LOGIN.clerk);
}

async function handle(session: Play, stage: Stage, ids: readonly string[]): Promise<void> {
  const { driver, clock } = stage;
  const [long = '', staged = '', listed = '', withdrawn = '', filing = ''] = ids;
  const unit = '石城镇人民政府';
  for (const [index, id] of ids.slice(STORIES).entries()) await partWay(driver, id, index % 7, unit);
  await longWay(stage, long, unit);
  await stagedAndReferred(stage, staged, unit);
  await monitored(stage, listed, unit);
  await assignAndReceive(driver, withdrawn, unit);
  await driver.act(withdrawn, LOGIN.supervisor, { type: 'case.withdrawn', reason: '与另案重复立案' });
  await assignAndReceive(driver, filing, unit);
  await plainWay({ driver, clock, id: filing, serial: 5 });
  await printWorking(session, ids.at(-2) ?? long);
}

/** Stops a case on its way, after `steps` steps. */
async function partWay(driver: Driver, id: string, steps: number, unit: string): Promise<void> {
  if (steps === 0) return void (await driver.caseOf(id));
  if (steps === 1) return assign(driver, id, unit);
  await assignAndReceive(driver, id, unit);
  if (steps === 2) return;
  if (steps === 3)
    return void (await driver.act(id, LOGIN.supervisor, {
      type: 'case.monitoringListed',
      basis: '历史遗留，不碍洪',
      nextReviewOn: '2027-06-30',
    }));
  await reportCompletion(driver, id);
  if (steps > 4) await passReview(driver, id);
}

async function printWorking(session: Play, id: string): Promise<void> {
  const [first] = await session.call('case.working', { id }, LOGIN.clerk);
  if (first === undefined) return;
  session.say(`  期限推算示例（${CLOCK_LABELS[first.clock.kind]}）：${first.summary}`);
}

async function rebound(session: Play, driver: Driver, originalId: string): Promise<void> {
  const original = await driver.caseOf(originalId);
  const problem = await problemOf(session, original.findingIds[0] ?? '');
  const registered = await session.call(
    'finding.register',
    {
      problem: {
        ...problem,
        source: '网格巡查',
        externalNumbers: [],
        description: `${original.description}（销号后再次出现）`,
        severity: original.severity,
        severityReason: '反弹',
      },
    },
    LOGIN.inspector,
  );
  const confirmed = await session.call(
    'finding.act',
    { id: registered.id, rev: registered.rev, act: { type: 'finding.confirmed', opinion: '与原案同一处' } },
    LOGIN.clerk,
  );
  const filed = await session.call(
    'case.file',
    {
      findings: [{ id: registered.id, rev: confirmed.rev }],
      rectificationType: 'timeLimited',
      goal: '彻底整治',
      measures: null,
      reboundOf: originalId,
    },
    LOGIN.clerk,
  );
  session.say(`  ${original.number} 反弹，另立新案 ${filed.number}，级别提高一级；原案保持已销号`);
}

async function problemOf(session: Play, findingId: string) {
  const finding = await session.call('finding.get', { id: findingId }, LOGIN.clerk);
  const {
    id: _id,
    rev: _rev,
    number: _number,
    state: _state,
    caseId: _caseId,
    mergedInto: _merged,
    verdict: _verdict,
    ...more
  } = finding;
  const {
    transfer: _transfer,
    beforePhotos: _before,
    afterPhotos: _after,
    batchId: _batch,
    sourceRow: _row,
    worked: _worked,
    registeredOn: _on,
    updatedAt: _at,
    ...problem
  } = more;
  return {
    ...problem,
    externalNumbers: [...problem.externalNumbers],
    campaigns: [...problem.campaigns],
    zones: [...problem.zones],
  };
}

/** The demonstration is worth nothing when a state was left out. */
function checkStates(driver: Driver, say: (line: string) => void): void {
  const all = Object.keys(STATE_LABELS.handling) as HandlingState[];
  const missing = all.filter((state) => !driver.seen.has(state));
  if (missing.length > 0)
    throw new CommandFailed(
      `演示没有走到：${missing.map((handling) => handlingLabel({ handling })).join('、')}`,
      EXIT.unsound,
    );
  say(`  ${all.length} 种办理状态全部走到：${all.map((handling) => handlingLabel({ handling })).join('、')}`);
}

async function exportAndProve(session: Play, root: string): Promise<void> {
  const path = join(root, '清四乱问题台账.xlsx');
  const made = await session.call(
    'ledger.export',
    { ledger: 'qingsiluan', filter: {}, file: session.ports.files.grant(path) },
    LOGIN.supervisor,
  );
  session.say(`  台账 ${made.rows} 行 → ${made.path}`);
  const report = await session.call('log.verify', {}, LOGIN.supervisor);
  if (!report.sound) throw new CommandFailed(`日志核验不通过：${report.fault?.message}`, EXIT.unsound);
  session.say(
    `  日志核验通过：${report.events} 个事件，推演出 ${report.findings} 条线索、${report.cases} 件案件，与台账逐项一致`,
  );
  const backup = await session.call('backup.make', {}, LOGIN.supervisor);
  const proved = await session.call('backup.prove', { name: backup.name }, LOGIN.supervisor);
  if (!proved.proved) throw new CommandFailed('备份没有通过证明', EXIT.unsound);
  session.say(`  备份已打开、推演并逐行核对 → ${backup.path}`);
}

async function summary(session: Play): Promise<void> {
  const statistics = await session.call('statistics.cases', { filter: {} }, LOGIN.supervisor);
  const rows = [
    ...statistics.byCategory.map(({ category, figures }) => ({ name: CATEGORY_LABELS[category], figures })),
    { name: '合计', figures: statistics.all },
  ];
  const states = Object.keys(STATE_LABELS.handling) as HandlingState[];
  const shown = states.filter((state) => (statistics.all.byState[state] ?? 0) > 0);
  session.say(`\n六、汇总（单位：件）\n`);
  session.say(
    table(
      ['类别', '总数', '整改销号率', ...shown.map((handling) => handlingLabel({ handling }))],
      rows.map(({ name, figures }) => [
        name,
        String(figures.total),
        figures.closureRate ?? '—',
        ...shown.map((state) => String(figures.byState[state] ?? 0)),
      ]),
    ),
  );
}

/** Lies in a folder that a demonstration made. */
const OWN = '.heqing-demo';

/** Removes what an earlier demonstration left; a folder in which anybody else has put such things is refused. */
function clearOwn(root: string): void {
  const left = ['data', 'photos', '清四乱问题台账.xlsx'].filter((name) => existsSync(join(root, name)));
  if (left.length > 0 && !existsSync(join(root, OWN))) {
    throw new CommandFailed(
      `「${root}」中已有「${left.join('」「')}」，不是演示留下的，没有改动；演示请另选一个空文件夹。`,
      EXIT.refused,
    );
  }
  for (const name of left) rmSync(join(root, name), { recursive: true, force: true });
  makeFolder(root);
  writeFileSync(join(root, OWN), '');
}
