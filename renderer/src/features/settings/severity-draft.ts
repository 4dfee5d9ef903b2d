import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { type SeverityRule, type SeverityRuleSet, severityRulesOn } from '#core/domain/finding/severity.ts';

/** One step of a rule: from an amount on, this level. */
export type Tier = SeverityRule['tiers'][number];

/** The version in force today, before every other one that has not begun; else the newest. */
export function versionShown(versions: readonly SeverityRuleSet[], today: CivilDate): SeverityRuleSet | undefined {
  return severityRulesOn(versions, today) ?? versions.at(-1);
}

/** What a version is today: 现行, 未到适用日, or 已被替代 (by one of a later day, or made later for the same day). */
export function standingOf(
  version: SeverityRuleSet,
  versions: readonly SeverityRuleSet[],
  today: CivilDate,
): '现行' | '未到适用日' | '已被替代' {
  if (severityRulesOn(versions, version.validFrom) !== version) return '已被替代';
  if (version.validFrom > today) return '未到适用日';
  return severityRulesOn(versions, today) === version ? '现行' : '已被替代';
}

/** A draft of the next version, begun from one: its own day and source are still to be stated. */
export function nextVersion(version: SeverityRuleSet, validFrom: CivilDate): SeverityRuleSet {
  return { ...version, validFrom, source: '' };
}

/** The set with parts of one rule changed. */
export function withRule(set: SeverityRuleSet, id: string, part: Partial<SeverityRule>): SeverityRuleSet {
  return { ...set, rules: set.rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)) };
}

/** The tiers with parts of one changed. */
export function withTier(tiers: readonly Tier[], at: number, part: Partial<Tier>): Tier[] {
  return tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier));
}

/** The tiers with one more below the lowest, one level down; null when the lowest is 一般 or begins at nothing. */
export function withTierBelow(tiers: readonly Tier[]): Tier[] | null {
  const last = tiers.at(-1);
  if (last === undefined || last.level === 'general' || last.lower === 0) return null;
  return [...tiers, { lower: 0, inclusive: true, level: last.level === 'major' ? 'serious' : 'general' }];
}
