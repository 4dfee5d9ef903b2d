import type { ProblemCategory, Severity } from '#core/domain/finding/problem.ts';
import type { Reader, Tx } from '../access.ts';

/** One row of a version of the severity rules: `lower <= amount < upper` proposes `level`; null = open. */
export interface StoredSeverityRule {
  readonly id: string;
  readonly version: number;
  readonly category: ProblemCategory;
  /** Sub-item code of 245号, null for the whole class. */
  readonly item: string | null;
  readonly measure: string;
  readonly unit: string;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: Severity;
  readonly source: string;
  readonly validFrom: string;
  /** First day on which it no longer holds. */
  readonly validTo: string | null;
}

const SELECT = `select id, version, category, item, measure, unit, lower, upper, level, source,
  valid_from as validFrom, valid_to as validTo from severity_rule`;

/** Adds one rule; a version is the set of its rules and is never changed, only followed by the next. */
export function insertSeverityRule(tx: Tx, rule: StoredSeverityRule): void {
  tx.write(
    `insert into severity_rule (id, version, category, item, measure, unit, lower, upper, level, source, valid_from, valid_to)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    rule.id,
    rule.version,
    rule.category,
    rule.item,
    rule.measure,
    rule.unit,
    rule.lower,
    rule.upper,
    rule.level,
    rule.source,
    rule.validFrom,
    rule.validTo,
  );
}

/** Rules of one version. */
export function severityRulesOfVersion(reader: Reader, version: number): StoredSeverityRule[] {
  return reader
    .read<StoredSeverityRule>(`${SELECT} where version = ? order by category, item, unit, lower`)
    .all(version);
}

/** Latest version, 0 when there is none. */
export function latestSeverityVersion(reader: Reader): number {
  return reader.readRaw<[number]>('select coalesce(max(version), 0) from severity_rule').get()?.[0] ?? 0;
}

/** Rules of the latest version, whatever the day. */
export function latestSeverityRules(reader: Reader): StoredSeverityRule[] {
  return severityRulesOfVersion(reader, latestSeverityVersion(reader));
}
