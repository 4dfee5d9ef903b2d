import { basename } from 'node:path';
import type { ReturnView } from '#core/contract/views-return.ts';
import { getExport } from '#db/repositories/export-log.ts';
import type { Environment } from '../../environment.ts';
import type { HandlersOf } from '../../handlers.ts';
import type { ReturnJobResult } from '../../jobs.ts';
import { deny, need } from '../../ports.ts';
import { applyReturned } from './apply.ts';

interface Kept extends ReturnJobResult {
  readonly fileName: string;
  readonly account: string;
}

/** Most comparisons that are kept at once; the oldest goes first. */
const MOST_KEPT = 20;

/** Use cases of 回收核对: an exported ledger that comes back edited. */
export function returnHandlers(env: Environment): HandlersOf<'return'> {
  const { connection, ports } = env;
  const kept = new Map<string, Kept>();
  const at = (token: string, account: string): Kept => {
    const found = kept.get(token);
    if (found === undefined || found.account !== account)
      deny('RETURN_UNKNOWN', '这次核对已经写入或已失效；请重新选择文件。');
    return found;
  };
  return {
    'return.read': async ({ file }, { actor, context }) => {
      const path = ports.files.resolve(file);
      if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有找到所选的文件；请重新选择。');
      const fileName = basename(path);
      const job = { path, fileName, databasePath: env.databasePath };
      const control = { onProgress: context.onProgress ?? ignore, signal: context.signal };
      const found = need(await ports.jobs.compareReturned(job, control));
      const token = ports.newId();
      for (const [oldest] of kept) if (kept.size >= MOST_KEPT) kept.delete(oldest);
      kept.set(token, { ...found, fileName, account: actor.id });
      return viewOf(found, token, fileName);
    },
    'return.cells': ({ returned, verdict, offset, limit }, { actor }) => {
      const cells = at(returned, actor.id).cells.flatMap(({ edit: _edit, ...cell }, position) =>
        verdict === undefined || cell.verdict === verdict ? [{ ...cell, position }] : [],
      );
      return { total: cells.length, cells: cells.slice(offset, offset + limit) };
    },
    'return.apply': ({ returned, leaveOut, takeOver }, { actor }) => {
      const found = at(returned, actor.id);
      const left = new Set(leaveOut);
      const over = new Set(takeOver);
      const wanted = found.cells.filter(({ verdict }, position) =>
        verdict === 'edit' ? !left.has(position) : verdict === 'conflict' && over.has(position),
      );
      if (wanted.length === 0) deny('NOTHING_CHANGED', `“${found.fileName}”没有要写入的改动。`);
      const applied = applyReturned(env, actor, found, wanted);
      kept.delete(returned);
      return applied;
    },
  };

  function viewOf(found: ReturnJobResult, token: string, fileName: string): ReturnView {
    const { ledger, ledgerName, exportId, exportedAt, scope, gone, counts } = found;
    const entry = getExport(connection.reader, exportId);
    return {
      returned: token,
      fileName,
      ledger,
      ledgerName,
      export: { id: exportId, known: entry !== null, exporter: entry?.actorName ?? null },
      exportedAt,
      scope,
      gone,
      counts,
    };
  }
}

function ignore(): void {}
