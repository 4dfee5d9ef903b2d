import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StagedImport } from '#core/contract/views.ts';
import { checkRole } from '#core/domain/account/permissions.ts';
import { planRows } from '#core/domain/spreadsheet/plan.ts';
import { inReadTx } from '#db/access.ts';
import { listBatches } from '#db/repositories/batches.ts';
import { businessDate, by, type Environment, today } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny, need } from '../ports.ts';
import { commitImport } from './commit-import.ts';
import { existingRows } from './existing-rows.ts';
import { readStaging, removeStaging, type Staging } from './staging.ts';

/** Use cases of the import (导入): a sheet is parsed in the job process, planned, staged, and committed in one transaction. */
export function importHandlers(env: Environment): HandlersOf<'import'> {
  const { connection, ports } = env;
  return {
    'import.stage': async ({ file }, { context }) => {
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的文件；请重新选择。');
      const stagingPath = join(ports.folders.staging, `${ports.newId()}.jsonl`);
      const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
      const parsed = await ports.jobs.parseImport({ path, stagingPath, today: today(ports) }, control);
      if (!parsed.ok) removeStaging(stagingPath);
      need(parsed);
      return describe(env, need(readStaging(stagingPath)), ports.files.grant(stagingPath));
    },
    'import.commit': ({ staged, on }, { actor }) => {
      need(checkRole(actor.role, 'finding.registered', '导入'));
      const path = ports.files.resolve(staged);
      if (path === null || !existsSync(path))
        deny('IMPORT_NOT_STAGED', '这次导入的暂存内容已经写入或已放弃；请重新选择文件。');
      const view = commitImport(env, need(readStaging(path)), by(actor, businessDate(ports, on)));
      removeStaging(path);
      env.catchUp.start();
      return view;
    },
    'import.batches': () =>
      listBatches(connection.reader).map(({ id, fileName, sheet, state, createdAt }) => ({
        id,
        fileName,
        sheet,
        state,
        createdAt,
      })),
  };
}

function ignore(): void {}

/** What the sheet would do, before anything is written. */
function describe(env: Environment, staging: Staging, staged: string): StagedImport {
  const counts = { new: 0, update: 0, unchanged: 0, suspect: 0, error: 0, skipped: staging.counts.skipped };
  const problems: { row: number; message: string }[] = [];
  inReadTx(env.connection, (reader) => {
    for (const row of planRows(staging.rows(), existingRows(reader))) {
      counts[row.kind] += 1;
      if (row.kind === 'suspect' && row.why !== null) problems.push({ row: row.sourceRow, message: row.why });
      for (const { text } of row.messages) problems.push({ row: row.sourceRow, message: text });
    }
  });
  return {
    staged,
    fileName: staging.header.fileName,
    sheet: staging.header.sheet,
    counts,
    skipped: staging.skipped.map(({ row, through, reason }) => ({ row, through, reason })),
    problems,
    remarks: staging.header.remarks,
  };
}
