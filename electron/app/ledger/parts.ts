import type { LedgerPartCount } from '#core/contract/views-export.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { cleanSheetName } from '#core/domain/ledger/sanitize.ts';
import type { LedgerDefinition } from '#core/domain/ledger/ledger-definition.ts';
import { type LedgerSplit, MOST_PARTS, SPLIT_LABELS, splitsOf } from '#core/domain/ledger/ledger-scope.ts';
import type { Reader } from '#db/access.ts';
import { countCasesBy, countCasesByClass } from '#db/repositories/lists/case-counts.ts';
import { type Environment, today } from '../environment.ts';
import { deny } from '../ports.ts';
import { ledgerReader } from './ledger-reader.ts';
import type { ResolvedSpec } from './resolve-spec.ts';

/**
 * The parts of a ledger, one a town (in the order of the district) or a unit (by name), those not known last. Refusals:
 * `LEDGER_NOT_PARTED`, `LEDGER_PARTS_NONE`, `LEDGER_PARTS_TOO_MANY`.
 */
export function partsOf(
  env: Environment,
  reader: Reader,
  resolved: ResolvedSpec,
  split: LedgerSplit,
): LedgerPartCount[] {
  checkSplit(resolved.definition, split);
  const counts = countParts(env, reader, resolved, split);
  if (counts.size === 0) deny('LEDGER_PARTS_NONE', '没有符合筛选条件的记录，没有可分的；请放宽筛选范围。');
  const parts = named(env, counts, split);
  if (parts.length > MOST_PARTS)
    deny(
      'LEDGER_PARTS_TOO_MANY',
      `按${SPLIT_LABELS[split]}要分成 ${parts.length} 份，一次最多 ${MOST_PARTS} 份；请缩小筛选范围分几次导出${split === 'unit' ? '，或改按镇街分' : ''}。`,
      { found: parts.length, allowed: MOST_PARTS },
    );
  return parts;
}

/** Refuses `LEDGER_NOT_PARTED` where a ledger cannot be parted like this. */
export function checkSplit(definition: LedgerDefinition, split: LedgerSplit): void {
  const allowed = splitsOf(definition);
  if (allowed.includes(split)) return;
  deny(
    'LEDGER_NOT_PARTED',
    allowed.length === 0
      ? `「${definition.name}」是汇总表，不能分份导出；请选一行一件的台账。`
      : `「${definition.name}」只能按${allowed.map((one) => SPLIT_LABELS[one]).join('、')}分份，不能按${SPLIT_LABELS[split]}。`,
    { allowed },
  );
}

function countParts(
  env: Environment,
  reader: Reader,
  { definition, filter, search }: ResolvedSpec,
  split: LedgerSplit,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (value: string, count: number) => counts.set(value, (counts.get(value) ?? 0) + count);
  const day = today(env.ports);
  if (definition.list === 'finding') {
    for (const { townCode } of ledgerReader(reader, search, env.ports.device).findings(filter, []))
      add(townCode ?? '', 1);
  } else if (search !== '') {
    for (const { townCode, leadUnit } of ledgerReader(reader, search, env.ports.device).cases(filter, []))
      add((split === 'town' ? townCode : leadUnit) ?? '', 1);
  } else if (split === 'town') {
    for (const { townCode, count } of countCasesByClass(reader, filter as CaseFilter, day)) add(townCode, count);
  } else {
    for (const { value, count } of countCasesBy(reader, filter as CaseFilter, 'leadUnit', day)) add(value, count);
  }
  return counts;
}

function named(env: Environment, counts: ReadonlyMap<string, number>, by: LedgerSplit): LedgerPartCount[] {
  const towns = env.ports.reference.district.towns;
  const nameOf = (value: string) => {
    if (value === '') return by === 'town' ? '镇街未明' : '未定主办单位';
    return by === 'town' ? (towns.find(({ code }) => code === value)?.name ?? value) : value;
  };
  const place = (value: string) => {
    const at = by === 'town' ? towns.findIndex(({ code }) => code === value) : 0;
    return value === '' ? Number.POSITIVE_INFINITY : at < 0 ? towns.length : at;
  };
  return [...counts]
    .map(([value, rows]) => ({ by, value, name: nameOf(value), rows }))
    .sort((a, b) => place(a.value) - place(b.value) || a.name.localeCompare(b.name, 'zh-CN'));
}

/** Names of the files of parts, each once: `石城镇-河湖四乱问题台账.xlsx`. */
export function partFileNames(parts: readonly LedgerPartCount[], ledgerName: string): readonly string[] {
  const taken = new Set<string>();
  const ledger = ledgerName.replace(/（.*?）/gu, '').replace(/[“”"]/gu, '');
  return parts.map(({ name }) => {
    // What Excel forbids in names of sheets no file system bears either.
    const stem = `${cleanSheetName(name)}-${ledger}`.replace(/[<>|"]/gu, '');
    let file = `${stem}.xlsx`;
    for (let count = 2; taken.has(file); count += 1) file = `${stem}（${count}）.xlsx`;
    taken.add(file);
    return file;
  });
}
