import { extname } from 'node:path';
import { inWriteTx } from '#db/access.ts';
import { insertExport } from '#db/repositories/export-log.ts';
import { type Environment, thisMinute } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny, need } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';

/** Use cases of the ledgers (台账): written by the job process under one snapshot, logged with the head that is printed on them. */
export function ledgerHandlers(env: Environment): HandlersOf<'ledger'> {
  const { connection, ports } = env;
  return {
    'ledger.export': async ({ ledger, filter, search, file }, { actor, context }) => {
      const outPath = ports.files.resolve(file);
      if (outPath === null) deny('FILE_TOKEN_UNKNOWN', '没有指定保存位置；请选择保存的文件。');
      if (extname(outPath).toLowerCase() !== '.xlsx')
        deny('LEDGER_NOT_XLSX', `台账只能保存为 .xlsx 文件，所选的是「${extname(outPath) || '无扩展名'}」。`);
      const { bureau } = readSettings(connection.reader);
      const result = need(
        await ports.jobs.exportLedger(
          {
            databasePath: env.databasePath,
            ledger,
            filter,
            search,
            outPath,
            meta: {
              bureau,
              exporter: actor.name,
              exportedAt: thisMinute(ports),
              exportedAtMs: ports.clock.now(),
              device: ports.device,
            },
          },
          { onProgress: (progress) => context.onProgress?.(progress), signal: context.signal },
        ),
      );
      if (result.head !== null) ports.anchors.add([result.head]);
      inWriteTx(connection, (tx) =>
        insertExport(tx, {
          id: ports.newId(),
          at: ports.clock.now(),
          actor: actor.id,
          ledger,
          filter: { ...filter, search },
          rows: result.rows,
          fileName: outPath,
          fileHash: result.sha256,
          device: ports.device,
          headSeq: result.head?.seq ?? 0,
          headHash: result.head?.hash ?? '',
        }),
      );
      return {
        path: result.path,
        rows: result.rows,
        sha256: result.sha256,
        bytes: result.bytes,
        problems: result.problems,
      };
    },
  };
}
