import { basename, extname } from 'node:path';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { ExportView } from '#core/contract/views.ts';
import { insertExport, type ExportEntry } from '#db/repositories/export-log.ts';
import { type Actor, by, type CallContext, type Environment, thisMinute, today } from '../environment.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny, need } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';
import { accountNames } from './account-names.ts';
import { keptReport, takeReport } from './reports.ts';
import { resolveSpec } from './resolve-spec.ts';

/**
 * Exports a ledger: written by the job process under one snapshot, then logged with the head that is printed on it, as a row
 * and an event. A report is printed from its snapshot, which is taken first when there is none.
 */
export async function exportToFile(
  env: Environment,
  { actor, context }: { readonly actor: Actor; readonly context: CallContext },
  spec: ExportSpec,
  file: string,
): Promise<ExportView> {
  const { connection, ports } = env;
  const outPath = ports.files.resolve(file);
  if (outPath === null) deny('FILE_TOKEN_UNKNOWN', '没有指定保存位置；请选择保存的文件。');
  if (extname(outPath).toLowerCase() !== '.xlsx')
    deny('LEDGER_NOT_XLSX', `台账只能保存为 .xlsx 文件，所选的是「${extname(outPath) || '无扩展名'}」。`);
  const { definition, filter, search, columns, period } = resolveSpec(connection.reader, spec, actor);
  const report =
    period === null
      ? null
      : (keptReport(connection.reader, period, spec.report) ??
        (await env.writes.among(() => takeReport(env, actor, period))));
  const exportId = ports.newId();
  const result = need(
    await ports.jobs.exportLedger(
      {
        databasePath: env.databasePath,
        ledger: definition.id,
        filter,
        search,
        columns,
        photos: spec.photos ? ports.folders.photos : null,
        privacy: spec.privacy,
        reportId: report?.id ?? null,
        outPath,
        meta: {
          exportId,
          bureau: readSettings(connection.reader).bureau,
          exporter: actor.name,
          exportedAt: thisMinute(ports),
          exportedAtMs: ports.clock.now(),
          device: ports.device,
          accounts: accountNames(connection.reader, filter),
        },
      },
      { onProgress: (progress) => context.onProgress?.(progress), signal: context.signal },
    ),
  );
  if (result.head !== null) ports.anchors.add([result.head]);
  const entry = {
    id: exportId,
    actor: actor.id,
    actorName: actor.name,
    ledger: definition.id,
    ledgerVersion: definition.version,
    filter: { ...filter, search },
    filterText: result.filterText,
    columns,
    photos: spec.photos,
    privacy: spec.privacy,
    reportId: report?.id ?? null,
    rows: result.rows,
    rowsHash: result.rowsHash,
    fileName: outPath,
    fileHash: result.sha256,
    device: ports.device,
    headSeq: result.head?.seq ?? 0,
    headHash: result.head?.hash ?? '',
  };
  await env.writes.among(() =>
    inLoggedTx(connection, ports, (log) => record(env, log, actor, { ...entry, at: log.at })),
  );
  const { path, rows, sha256, bytes, problems } = result;
  return { path, rows, sha256, bytes, problems };
}

function record(env: Environment, log: LoggedTx, actor: Actor, entry: ExportEntry): void {
  insertExport(log.tx, entry);
  const base = by(actor, today(env.ports));
  const { id, at: _at, actor: _actor, actorName: _name, fileName, ...facts } = entry;
  // The name of the file, not where it lies: a path tells of the machine.
  const event = { ...base, type: 'export.made', ...facts, fileName: basename(fileName) };
  log.append({
    aggregate: 'export',
    aggregateId: id,
    rev: 1,
    type: event.type,
    payload: toPayload(event),
    actor: base.actor,
    actorName: base.actorName,
    businessDate: base.on,
    machineVersion: 1,
  });
}
