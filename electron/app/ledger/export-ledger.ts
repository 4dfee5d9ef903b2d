import { rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { ExportView } from '#core/contract/views.ts';
import type { PartsView } from '#core/contract/views-export.ts';
import { filterWithin, type LedgerScope, type LedgerSplit } from '#core/domain/ledger/ledger-scope.ts';
import { inReadTx } from '#db/access.ts';
import { insertExport, type ExportEntry } from '#db/repositories/export-log.ts';
import { type Actor, by, type CallContext, type Environment, thisMinute, today } from '../environment.ts';
import type { LedgerJob, LedgerJobResult } from '../jobs.ts';
import { inLoggedTx, type LoggedTx } from '../log/log-writer.ts';
import { toPayload } from '../log/payload.ts';
import { deny, need } from '../ports.ts';
import { readSettings } from '../settings/settings.ts';
import { accountNames } from './account-names.ts';
import type { ListFilter } from './ledger-reader.ts';
import { partFileNames, partsOf } from './parts.ts';
import { keptReport, takeReport } from './reports.ts';
import { type ResolvedSpec, resolveSpec } from './resolve-spec.ts';

interface Caller {
  readonly actor: Actor;
  readonly context: CallContext;
}

/**
 * Exports a ledger: written by the job process under one snapshot, then logged with the head that is printed on it, as a row
 * and an event. A report is printed from its snapshot, which is taken first when there is none.
 */
export async function exportToFile(
  env: Environment,
  call: Caller,
  spec: ExportSpec,
  file: string,
): Promise<ExportView> {
  const { connection, ports } = env;
  const outPath = pathOf(env, file, '.xlsx', 'LEDGER_NOT_XLSX', '台账只能保存为 .xlsx 文件');
  const resolved = resolveSpec(connection.reader, spec, call.actor);
  const { period } = resolved;
  const report =
    period === null
      ? null
      : (keptReport(connection.reader, period, spec.report) ??
        (await env.writes.among(() => takeReport(env, call.actor, period))));
  const exportId = ports.newId();
  const job = { ...jobOf(env, call.actor, spec, resolved, exportId), reportId: report?.id ?? null, outPath };
  const result = need(await ports.jobs.exportLedger(job, progressOf(call)));
  anchor(env, result);
  const { definition, search, columns } = resolved;
  const entry = {
    id: exportId,
    spec,
    ledger: definition.id,
    ledgerVersion: definition.version,
    filter: { ...resolved.filter, search },
    columns,
    reportId: job.reportId,
    scope: null,
    sendingId: null,
    fileName: outPath,
  };
  await env.writes.among(() => inLoggedTx(connection, ports, (log) => record(env, log, call.actor, result, entry)));
  const { path, rows, sha256, bytes, problems } = result;
  return { path, rows, sha256, bytes, problems };
}

/**
 * Parts a ledger among towns or units and writes one file each into a zip, all under one snapshot (分发). Every part is an
 * export of its own in the log, with its scope: by that a returned file is told. Refusals: those of `partsOf`,
 * `LEDGER_NOT_ZIP`.
 */
export async function exportParts(
  env: Environment,
  call: Caller,
  spec: ExportSpec,
  split: LedgerSplit,
  file: string,
): Promise<PartsView> {
  const { connection, ports } = env;
  const outPath = pathOf(env, file, '.zip', 'LEDGER_NOT_ZIP', '分份导出保存为一个压缩包，文件名应以 .zip 结尾');
  const resolved = resolveSpec(connection.reader, spec, call.actor);
  const { definition, search, columns, filter } = resolved;
  const counted = inReadTx(connection, (reader) => partsOf(env, reader, resolved, split));
  const names = partFileNames(counted, definition.name);
  const sendingId = ports.newId();
  const parts = counted.map((part, at) => {
    const scope: LedgerScope = { by: part.by, value: part.value, name: part.name };
    return {
      exportId: ports.newId(),
      fileName: names[at] ?? '',
      scope,
      filter: filterWithin(filter, scope) as ListFilter,
    };
  });
  const folder = join(ports.folders.staging, sendingId);
  const job = { ...jobOf(env, call.actor, spec, resolved, sendingId), outPath, sendingId, folder, parts };
  const written = await ports.jobs
    .exportLedgerParts(job, progressOf(call))
    .then(need)
    .finally(() => rmSync(folder, { recursive: true, force: true }));
  const pairs = parts.flatMap((part, at) => {
    const result = written.parts[at];
    return result === undefined ? [] : [{ part, result }];
  });
  for (const { result } of pairs.slice(0, 1)) anchor(env, result);
  await env.writes.among(() =>
    inLoggedTx(connection, ports, (log) => {
      for (const { part, result } of pairs)
        record(env, log, call.actor, result, {
          id: part.exportId,
          spec,
          ledger: definition.id,
          ledgerVersion: definition.version,
          filter: { ...part.filter, search },
          columns,
          reportId: null,
          scope: part.scope,
          sendingId,
          fileName: `${outPath}：${part.fileName}`,
        });
    }),
  );
  const { path, sha256, bytes } = written;
  return {
    path,
    sha256,
    bytes,
    rows: pairs.reduce((sum, { result }) => sum + result.rows, 0),
    parts: pairs.map(({ part: { scope, fileName }, result: { rows, problems } }) => ({
      ...scope,
      rows,
      fileName,
      problems,
    })),
  };
}

function pathOf({ ports }: Environment, file: string, ending: string, code: string, what: string): string {
  const path = ports.files.resolve(file);
  if (path === null) deny('FILE_TOKEN_UNKNOWN', '没有指定保存位置；请选择保存的文件。');
  const found = extname(path);
  if (found.toLowerCase() !== ending) deny(code, `${what}，所选的是「${found || '无扩展名'}」。`);
  return path;
}

function jobOf(
  env: Environment,
  actor: Actor,
  spec: ExportSpec,
  { definition, filter, search, columns }: ResolvedSpec,
  exportId: string,
): Omit<LedgerJob, 'outPath'> {
  const { connection, ports } = env;
  return {
    databasePath: env.databasePath,
    ledger: definition.id,
    filter,
    search,
    columns,
    photos: spec.photos ? ports.folders.photos : null,
    privacy: spec.privacy,
    reportId: null,
    forEditing: spec.forEditing,
    meta: {
      exportId,
      bureau: readSettings(connection.reader).bureau,
      exporter: actor.name,
      exportedAt: thisMinute(ports),
      exportedAtMs: ports.clock.now(),
      device: ports.device,
      accounts: accountNames(connection.reader, filter),
    },
  };
}

function progressOf({ context }: Caller) {
  return {
    onProgress: (progress: Parameters<NonNullable<CallContext['onProgress']>>[0]) => context.onProgress?.(progress),
    signal: context.signal,
  };
}

function anchor({ ports }: Environment, { head }: LedgerJobResult): void {
  if (head !== null) ports.anchors.add([head]);
}

type Recorded = Pick<
  ExportEntry,
  'id' | 'ledger' | 'ledgerVersion' | 'filter' | 'columns' | 'reportId' | 'scope' | 'sendingId' | 'fileName'
> & { readonly spec: ExportSpec };

function record(env: Environment, log: LoggedTx, actor: Actor, result: LedgerJobResult, recorded: Recorded): void {
  const { spec, ...entry } = recorded;
  const { photos, privacy, forEditing } = spec;
  const { rows, rowsHash, sha256: fileHash, head, filterText } = result;
  const whole: ExportEntry = {
    ...entry,
    at: log.at,
    actor: actor.id,
    actorName: actor.name,
    filterText,
    photos,
    privacy,
    forEditing,
    rows,
    rowsHash,
    fileHash,
    device: env.ports.device,
    headSeq: head?.seq ?? 0,
    headHash: head?.hash ?? '',
  };
  insertExport(log.tx, whole);
  const base = by(actor, today(env.ports));
  const { id, at: _at, actor: _actor, actorName: _name, fileName, ...facts } = whole;
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
