import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { hireCast, LOGIN } from '#worker/demo/cast.ts';
import { extractPhotos } from '#worker/demo/extract-photos.ts';
import { openSession, type Session } from '#worker/cli/session.ts';
import { ROOT } from '../harness/program.ts';

/** Day of every clock here; after the last finding of the sample. */
export const DAY = Date.parse('2026-11-02T09:00:00+08:00');
const SAMPLE = `${ROOT}resources/samples/巡查排查表.xlsx`;

/** What all attempts start from. Folders are copied for each attempt, never opened in place. */
export interface Templates {
  /** Accounts and the sample's findings. */
  readonly small: string;
  /** The same with the large sheet imported. */
  readonly large: string;
  /** A workbook of `rows` rows, and the same staged. */
  readonly workbook: string;
  readonly staged: string;
  readonly rows: number;
  /** Findings in `small`. */
  readonly before: number;
  readonly photo: string;
  /** Migrations of a newer program: the real ones and two that rebuild the largest tables. */
  readonly newer: string;
}

/** Makes the templates in a folder of the test's own. */
export async function prepare(root: string, rows: number): Promise<Templates> {
  const small = join(root, 'template-small');
  const large = join(root, 'template-large');
  const workbook = join(root, '大表.xlsx');
  const staged = join(root, 'staged.jsonl');
  const [photo = ''] = await extractPhotos(SAMPLE, join(root, 'photos'));
  await within(small, true, async (session) => {
    await hireCast(session);
    await commit(session, await stage(session, SAMPLE));
  });
  await writeWorkbook(workbook, rows);
  cpSync(small, large, { recursive: true });
  await within(large, false, async (session) => {
    const token = await stage(session, workbook);
    copyFileSync(session.ports.files.resolve(token) ?? '', staged);
    await commit(session, token);
  });
  const newer = join(root, 'newer-migrations');
  const before = writeNewerMigrations(newer, join(small, 'heqing.db'));
  return { small, large, workbook, staged, rows, before, photo, newer };
}

async function within(data: string, create: boolean, work: (session: Session) => Promise<void>): Promise<void> {
  let clock = DAY;
  const now = () => {
    clock += 1;
    return clock;
  };
  const session = await openSession({ data, login: null, create, now, onProgress: () => undefined });
  try {
    await work(session);
    await session.backend.settled();
  } finally {
    session.close();
  }
}

async function stage(session: Session, path: string): Promise<string> {
  const { staged, counts } = await session.call(
    'import.stage',
    { file: session.ports.files.grant(path) },
    LOGIN.inspector,
  );
  if (counts.error > 0 || counts.suspect > 0)
    throw new Error(`not every row of ${path} is new: ${JSON.stringify(counts)}`);
  return staged;
}

async function commit(session: Session, staged: string): Promise<void> {
  await session.call('import.commit', { staged }, LOGIN.inspector);
}

const HEADER = [
  '序号',
  '线索编号',
  '问题来源',
  '发现日期',
  '所在镇街',
  '村',
  '河流名称',
  '具体位置',
  '问题类型',
  '问题描述',
];
const TOWNS = ['石城镇', '不老屯镇', '冯家峪镇', '十里堡镇'] as const;
const KINDS = ['乱占', '乱采', '乱堆', '乱建'] as const;

async function writeWorkbook(path: string, rows: number): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('排查表');
  sheet.addRow(HEADER);
  for (let n = 1; n <= rows; n += 1) {
    const [town, kind] = [TOWNS[n % TOWNS.length], KINDS[n % KINDS.length]];
    sheet.addRow([
      n,
      `DD${String(n).padStart(6, '0')}`,
      '网格巡查',
      '2026-10-12',
      town,
      '红星村',
      '白河',
      `第${n}号桩下游`,
      kind,
      `第${n}处：岸坡倾倒建筑垃圾`,
    ]);
  }
  await workbook.xlsx.writeFile(path);
}

/**
 * The migrations of the program and two more, as drizzle-kit would write them: `finding` and `event_log` rebuilt with a
 * column more. The rebuild drops their triggers, among them those that keep the log append-only. Answers with the
 * number of findings of the database it took the tables' shape from.
 */
function writeNewerMigrations(folder: string, database: string): number {
  const real = `${ROOT}db/migrations`;
  cpSync(real, folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { idx: number; when: number }[];
  };
  const last = journal.entries.at(-1);
  if (last === undefined) throw new Error('the program has no migrations');
  const sqlite = new Database(database, { readonly: true });
  try {
    for (const [index, table] of REBUILT.entries()) {
      const tag = `${String(last.idx + 1 + index).padStart(4, '0')}_rebuild_${table}`;
      writeFileSync(join(folder, `${tag}.sql`), rebuild(sqlite, table));
      const entry = { idx: last.idx + 1 + index, version: '6', when: last.when + 1 + index, tag, breakpoints: true };
      journal.entries.push(entry);
    }
    mkdirSync(join(folder, 'meta'), { recursive: true });
    writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify(journal));
    return Number(sqlite.prepare('SELECT count(*) FROM finding').pluck().get());
  } finally {
    sqlite.close();
  }
}

/** Tables that the newer program rebuilds, and the column it adds. */
export const REBUILT = ['finding', 'event_log'] as const;
export const ADDED_COLUMN = 'kill_probe';

function rebuild(sqlite: Database.Database, table: string): string {
  const schema = sqlite.prepare<[string], { type: string; sql: string | null }>(
    'SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? ORDER BY rowid',
  );
  const parts = schema.all(table);
  // A CHECK names its table, which has another name until the rebuild is over.
  const create = (parts.find(({ type }) => type === 'table')?.sql ?? '').replaceAll(`"${table}".`, `"__new_${table}".`);
  const columns = sqlite.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all().join(', ');
  const fresh = create.replace(
    /^CREATE TABLE [`"]?\w+[`"]?\s*\(/u,
    `CREATE TABLE __new_${table} (${ADDED_COLUMN} text, `,
  );
  const indexes = parts.flatMap(({ type, sql }) => (type === 'index' && sql !== null ? [sql] : []));
  return [
    fresh,
    `INSERT INTO __new_${table} (${columns}) SELECT ${columns} FROM ${table}`,
    `DROP TABLE ${table}`,
    `ALTER TABLE __new_${table} RENAME TO ${table}`,
    ...indexes,
  ].join(';\n--> statement-breakpoint\n');
}
