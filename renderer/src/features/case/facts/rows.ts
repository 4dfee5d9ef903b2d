import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CorrectableCaseField } from '#core/domain/case/case-requirements.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { standardRowOf, type StandardRow } from '#core/domain/ledger/ledger-row.ts';
import { QINGSILUAN_COLUMNS } from '#core/domain/ledger/qingsiluan-ledger.ts';

/** One fact of a case, as the ledger has it. */
export interface Fact {
  readonly key: string;
  /** Heading of the ledger's column. */
  readonly label: string;
  /** As the ledger prints it; null for nothing. */
  readonly text: string | null;
  /** Descriptive fields that are edited together in its place; empty where there is nothing to edit in place. */
  readonly edit: readonly (keyof Problem)[];
  /** Fields of the row behind it, for the corrections beside it. */
  readonly fields: readonly (keyof Problem | CorrectableCaseField)[];
}

/** Facts under one heading of the ledger. */
export interface FactGroup {
  readonly label: string;
  readonly facts: readonly Fact[];
}

/** What may be edited in place: descriptive fields that neither move a deadline nor choose who decides. */
const EDITED: Readonly<Partial<Record<keyof StandardRow, readonly (keyof Problem)[]>>> = {
  externalNumbers: ['externalNumbers'],
  campaigns: ['campaigns'],
  foundAt: ['foundOn', 'foundTime'],
  basin: ['basin'],
  river: ['river'],
  reach: ['reach'],
  bank: ['bank'],
  town: ['town', 'townCode'],
  village: ['village'],
  place: ['place'],
  lon: ['lon', 'lat', 'datum'],
  lat: ['lon', 'lat', 'datum'],
  zones: ['zones'],
  item: ['item'],
  description: ['description'],
  quantity: ['quantity'],
  formed: ['formedPeriod'],
  violator: ['violator'],
  suspectedCrime: ['suspectedCrime'],
  chiefs: ['chiefs'],
  responsible: ['responsiblePerson', 'responsiblePhone'],
  remarks: ['remarks'],
};

/** Fields of the row behind a column that is not named as its field. */
const BEHIND: Readonly<Partial<Record<keyof StandardRow, Fact['fields']>>> = {
  datum: ['datum'],
  category: ['category'],
  severity: ['severity'],
  source: ['source'],
  leadUnit: ['leadUnit', 'responsibleUnit'],
  coUnits: ['coUnits'],
  supervisingUnit: ['supervisingUnit'],
  goal: ['goal'],
  measures: ['measures'],
  progress: ['progress'],
  completedOn: ['completedOn'],
  effects: ['effects'],
  closure: ['closureNumber'],
};

/** 序号 means nothing on a page of one case, and 问题编号 stands in its head. */
const LEFT_OUT: ReadonlySet<string> = new Set(['index', 'number']);

/** The facts of a case in the order of the ledger (清四乱台账), under its headings. Pure. */
export function factGroups(record: CaseRecord): readonly FactGroup[] {
  const { beforePhotos: before, afterPhotos: after } = record.facts;
  const row = standardRowOf(record, { index: 1, photos: { before, after } });
  const groups: { label: string; facts: Fact[] }[] = [];
  for (const { field, header, group } of QINGSILUAN_COLUMNS) {
    if (field === null || LEFT_OUT.has(field)) continue;
    const label = group ?? '';
    const value = row[field];
    const fact: Fact = {
      key: field,
      label: header,
      text: value === null ? null : String(value).replace('T', ' '),
      edit: EDITED[field] ?? [],
      fields: EDITED[field] ?? BEHIND[field] ?? [],
    };
    const last = groups.at(-1);
    if (last?.label === label) last.facts.push(fact);
    else groups.push({ label, facts: [fact] });
  }
  return groups;
}
