import type { DefinitionSpec } from '#core/contract/routes/ledger.ts';
import type { ExportDefinitionView } from '#core/contract/views-export.ts';
import { periodOf, periodText, stepPeriod } from '#core/domain/ledger/period.ts';
import { inWriteTx, type Reader } from '#db/access.ts';
import {
  deleteExportDefinition,
  getExportDefinition,
  insertExportDefinition,
  type ListedExportDefinition,
  listExportDefinitions,
  updateExportDefinition,
} from '#db/repositories/export-definitions.ts';
import type { Actor, Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny } from '../ports.ts';
import { notFound } from '../refusals.ts';
import { checkSplit } from './parts.ts';
import { resolveSpec } from './resolve-spec.ts';

/** Use cases of 导出方案. Everybody keeps exports of their own and may show them to all; only the owner changes them. */
export function exportDefinitionHandlers({ connection, ports }: Environment): HandlersOf<'exportDefinition'> {
  return {
    'exportDefinition.list': (_input, { actor }) =>
      listExportDefinitions(connection.reader, actor.id).map((one) => toView(one, actor.id)),
    'exportDefinition.save': ({ name, spec, shared }, { actor }) =>
      inWriteTx(connection, (tx) => {
        checkSpec(tx, spec, actor);
        checkName(tx, actor.id, name, null);
        const one = { id: ports.newId(), accountId: actor.id, name, spec, shared, createdAt: ports.clock.now() };
        insertExportDefinition(tx, one);
        return toView(definitionAt(tx, one.id), actor.id);
      }),
    'exportDefinition.change': ({ id, name, spec, shared }, { actor }) =>
      inWriteTx(connection, (tx) => {
        own(tx, id, actor.id);
        checkSpec(tx, spec, actor);
        checkName(tx, actor.id, name, id);
        updateExportDefinition(tx, { id, name, spec, shared });
        return toView(definitionAt(tx, id), actor.id);
      }),
    'exportDefinition.step': ({ id, steps }, { actor }) =>
      inWriteTx(connection, (tx) => {
        const one = own(tx, id, actor.id);
        const spec = specOf(one);
        if (spec.period === undefined)
          deny('EXPORT_NO_PERIOD', `导出方案「${one.name}」没有按周或按月，不能转到下一期；请先为它设定期间。`, { id });
        const { kind, from } = stepPeriod(periodOf(spec.period.kind, spec.period.from), steps);
        // A snapshot is of one period; the next period has its own.
        const { report: _report, ...rest } = spec;
        updateExportDefinition(tx, { ...one, spec: { ...rest, period: { ...spec.period, kind, from } } });
        return toView(definitionAt(tx, id), actor.id);
      }),
    'exportDefinition.remove': ({ id }, { actor }) => {
      inWriteTx(connection, (tx) => deleteExportDefinition(tx, own(tx, id, actor.id).id));
      return null;
    },
  };
}

/** What is kept can be exported as it is. */
function checkSpec(reader: Reader, spec: DefinitionSpec, actor: Actor): void {
  const { definition } = resolveSpec(reader, spec, actor);
  if (spec.split !== undefined) checkSplit(definition, spec.split);
}

function definitionAt(reader: Reader, id: string): ListedExportDefinition {
  const one = getExportDefinition(reader, id);
  if (one === null) throw notFound('导出方案', id);
  return one;
}

function own(reader: Reader, id: string, accountId: string): ListedExportDefinition {
  const one = definitionAt(reader, id);
  if (one.accountId !== accountId)
    deny('EXPORT_NOT_OWN', `导出方案「${one.name}」是${one.ownerName}的，只有本人能改；请另存为自己的方案。`, { id });
  return one;
}

function checkName(reader: Reader, accountId: string, name: string, id: string | null): void {
  const other = listExportDefinitions(reader, accountId).find(
    (one) => one.accountId === accountId && one.name === name,
  );
  if (other !== undefined && other.id !== id)
    deny('EXPORT_NAME_TAKEN', `已有名为「${name}」的导出方案；请换一个名称，或更新原有方案。`, { name });
}

function specOf({ spec }: ListedExportDefinition): DefinitionSpec {
  // Written by `exportDefinition.save`, `.change` and `.step` only, which check it by schema.
  return spec as DefinitionSpec;
}

function toView(one: ListedExportDefinition, caller: string): ExportDefinitionView {
  const spec = specOf(one);
  const { id, name, shared, accountId, ownerName } = one;
  const period = spec.period === undefined ? null : periodText(periodOf(spec.period.kind, spec.period.from));
  return { id, name, spec, periodText: period, shared, own: accountId === caller, ownerName };
}
