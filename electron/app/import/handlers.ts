import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ParsedOf } from '#core/contract/routes.ts';
import type { ImportView, StagedImport } from '#core/contract/views-import.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import { assignColumn, type ColumnMapping, type FixedValues } from '#core/domain/spreadsheet/mapping.ts';
import { type Actor, businessDate, by, type CallContext, type Environment, today } from '../environment.ts';
import { findDuplicates } from '../finding/duplicates.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ParseJob } from '../jobs.ts';
import { deny, need } from '../ports.ts';
import { batchHandlers } from './batch-handlers.ts';
import { keepPictures } from './attach-pictures.ts';
import { commitImport, type ImportOrder } from './commit-import.ts';
import { writeErrorWorkbook } from './error-workbook.ts';
import { acceptSuggestions, decideRows, editCells, replaceCells, rowAt, tickRows } from './change-rows.ts';
import { keepFile, removeFile } from './kept-file.ts';
import { planSession, totalsOf } from './plan-session.ts';
import { describeSession, pageOf, stagedRow } from './preview.ts';
import { rememberedForms } from './remembered.ts';
import { currentRow, type ImportSession, openSession } from './session.ts';
import { removeStaging } from './staging.ts';
import {
  forgetWork,
  freshWork,
  type ImportWork,
  readWork,
  removeWork,
  sourcePath,
  workPath,
  writeWork,
} from './work-file.ts';

/** Use cases of the import (导入): a sheet is parsed in the job process, staged, looked at, and committed in one transaction. */
export function importHandlers(env: Environment): HandlersOf<'import'> {
  const { connection, ports } = env;
  const sessions = new Map<string, Promise<ImportSession>>();
  /** Written already: what was left out of them can still be looked at and handed back, until the program ends. */
  const committed = new Set<string>();

  const pathOf = (staged: string): string => {
    const path = ports.files.resolve(staged);
    if (path === null || !existsSync(path))
      deny('IMPORT_NOT_STAGED', '这次导入的暂存内容已经写入或已放弃；请重新选择文件。');
    return path;
  };
  /** What was planned before a batch was undone met findings that are gone. */
  let undoings = 0;
  const plannedAfter = new Map<string, number>();
  const sessionAt = (path: string): Promise<ImportSession> => {
    const known = sessions.get(path);
    const fresh = known !== undefined && plannedAfter.get(path) === undoings;
    const opened = fresh
      ? known
      : known === undefined
        ? openPlanned(env, path)
        : known.then((one) => replanned(env, one));
    sessions.set(path, opened);
    plannedAfter.set(path, undoings);
    opened.catch(() => sessions.delete(path));
    return opened;
  };
  const session = (staged: string) => sessionAt(pathOf(staged));
  const forget = (path: string): void => {
    sessions.delete(path);
    removeStaging(path);
    removeWork(path);
  };
  /** Reads a file into a new staging file and opens it. */
  const parse = async (
    job: Omit<ParseJob, 'stagingPath' | 'today' | 'remembered' | 'databasePath' | 'severityRules'>,
    work: ImportWork,
    context: CallContext,
  ): Promise<StagedImport> => {
    const stagingPath = join(ports.folders.staging, `${ports.newId()}.jsonl`);
    const source = sourcePath(stagingPath);
    try {
      mkdirSync(ports.folders.staging, { recursive: true });
      // What is missing or a folder is refused by the job, with its reason.
      if (statSync(job.path, { throwIfNoEntry: false })?.isFile() === true) copyFileSync(job.path, source);
      const path = existsSync(source) ? source : job.path;
      const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
      const remembered = rememberedForms(connection.reader);
      const severityRules = env.severityRules.get();
      const base = { stagingPath, today: today(ports), remembered, severityRules, databasePath: env.databasePath };
      const { sheet } = need(await ports.jobs.parseImport({ ...job, ...base, path }, control));
      writeWork(stagingPath, { ...work, sheet });
      const opened = await sessionAt(stagingPath);
      return describeSession(env, opened, ports.files.grant(stagingPath));
    } catch (error) {
      forget(stagingPath);
      throw error;
    }
  };

  return {
    'import.stage': ({ file, sheet }, { actor, context }) => {
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的文件；请重新选择。');
      const fileName = basename(path);
      const work = freshWork(fileName, ports.clock.now(), actor.id);
      return parse({ path, fileName, ...(sheet === undefined ? {} : { sheet }) }, work, context);
    },
    'import.remap': async ({ staged, ...change }, { context }) => {
      const path = pathOf(staged);
      const before = await sessionAt(path);
      const { sheet } = before.staging.header;
      const other = change.sheet !== undefined && change.sheet !== sheet;
      // Edits and decisions are of rows of one sheet.
      const work = other ? freshWork(before.work.fileName, before.work.startedAt, before.work.account) : before.work;
      const how = other ? {} : readingOf(before.mapping, change);
      const job = { path: sourcePath(path), fileName: before.work.fileName, sheet: change.sheet ?? sheet, ...how };
      const view = await parse(job, work, context);
      forget(path);
      return view;
    },
    'import.staged': async ({ staged }) => describeSession(env, await session(staged), staged),
    'import.unfinished': (_input, { actor }) => unfinishedOf(env, actor),
    'import.rows': async ({ staged, ...wanted }) => pageOf(env, await session(staged), wanted),
    'import.row': async ({ staged, row }) => {
      const opened = await session(staged);
      const found = rowAt(opened, row);
      return { row: stagedRow(env, opened, found), problem: currentRow(env, opened, found).mapped.problem };
    },
    'import.editCells': async ({ staged, edits }) => {
      const opened = await session(staged);
      const rows = await editCells(env, opened, edits);
      return { ...totalsOf(opened), rows: rows.map((row) => stagedRow(env, opened, row)) };
    },
    'import.replaceCells': async ({ staged, column, from, to }) => {
      const opened = await session(staged);
      const done = await replaceCells(env, opened, { column, from, to });
      return { ...totalsOf(opened), ...done };
    },
    'import.acceptSuggestions': async ({ staged, issue }) => {
      const opened = await session(staged);
      const done = await acceptSuggestions(env, opened, issue);
      return { ...totalsOf(opened), ...done };
    },
    'import.tickRows': async ({ staged, select, ticked }) => {
      const opened = await session(staged);
      tickRows(env, opened, select, ticked);
      return totalsOf(opened);
    },
    'import.decideRows': async ({ staged, select, decision, existing }) => {
      const opened = await session(staged);
      decideRows(env, opened, select, decision === null ? null : { decision, existing: existing ?? null });
      return totalsOf(opened);
    },
    'import.candidates': async ({ staged, row }) => {
      const opened = await session(staged);
      const { problem } = currentRow(env, opened, rowAt(opened, row)).mapped;
      return problem === null ? [] : findDuplicates(connection.reader, problem);
    },
    'import.errorWorkbook': async ({ staged, file }, { context }) => {
      const outPath = ports.files.resolve(file);
      if (outPath === null) deny('FILE_TOKEN_UNKNOWN', '没有指定保存位置；请选择保存的文件。');
      const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
      return writeErrorWorkbook(env, await session(staged), outPath, control);
    },
    'import.discard': ({ staged }) => {
      forget(pathOf(staged));
      return null;
    },
    'import.commit': ({ staged, on }, { actor, context }) => {
      need(checkRole(actor.role, 'finding.registered', '导入'));
      return env.writes.alone(async () => {
        const path = pathOf(staged);
        if (committed.has(path)) deny('IMPORT_NOT_STAGED', '这次导入的暂存内容已经写入；请重新选择文件。');
        const opened = await sessionAt(path);
        const base = by(actor, businessDate(ports, on));
        const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
        const view = await commitWithFiles(env, opened, { actor, base, control });
        // Without its work the staging is nobody's any more: the next start removes it.
        committed.add(path);
        forgetWork(path);
        return view;
      });
    },
    ...batchHandlers(env, () => {
      undoings += 1;
    }),
  };
}

/** Commits with the pictures and the copy of the file; what nothing came to is removed again. */
async function commitWithFiles(
  env: Environment,
  session: ImportSession,
  order: Pick<ImportOrder, 'actor' | 'base' | 'control'>,
): Promise<ImportView> {
  const { imports } = env.ports.folders;
  const { sha256 } = session.staging.header;
  const kept = await keepPictures(env, session, order.control);
  try {
    const fresh = await keepFile(sourcePath(session.path), imports, sha256);
    try {
      return await commitImport(env, session, { ...order, pictures: kept.pictures });
    } catch (error) {
      // Fresh: no earlier batch is of this file, and nobody else writes meanwhile.
      if (fresh) removeFile(imports, sha256);
      throw error;
    }
  } finally {
    kept.release();
  }
}

async function replanned(env: Environment, session: ImportSession): Promise<ImportSession> {
  await planSession(env, session);
  return session;
}

async function openPlanned(env: Environment, path: string): Promise<ImportSession> {
  const opened = await openSession(env, path);
  await planSession(env, opened);
  return opened;
}

/** How the sheet is read after a change by hand. */
function readingOf(
  before: ColumnMapping,
  { header, columns = [], fixed }: Pick<ParsedOf<'import.remap'>, 'header' | 'columns' | 'fixed'>,
): { mapping: ColumnMapping } | { header: { top: number; bottom: number }; fixed: FixedValues } {
  const values = fixed === undefined ? before.fixed : (stated(fixed) as FixedValues);
  if (header !== undefined) return { header, fixed: values };
  const assigned = columns.reduce((mapping, { column, field }) => assignColumn(mapping, column, field), before);
  return { mapping: { ...assigned, fixed: values } };
}

/** What is left out is undefined in the type; here it must not be there at all. */
function stated(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** What one person began and left; the rows hold names and telephone numbers, so nobody sees another's. */
function unfinishedOf({ ports }: Environment, actor: Actor) {
  if (!existsSync(ports.folders.staging)) return [];
  return readdirSync(ports.folders.staging)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => {
      const path = join(ports.folders.staging, name);
      const work = existsSync(workPath(path)) ? readWork(path) : null;
      if (work === null || work.account !== actor.id) return [];
      return [
        { staged: ports.files.grant(path), fileName: work.fileName, sheet: work.sheet, startedAt: work.startedAt },
      ];
    })
    .sort((a, b) => b.startedAt - a.startedAt);
}

function ignore(): void {}
