import { z } from 'zod';
import type { CivilDate } from '../deadline/terms.ts';
import { parseResource, ResourceDateSchema } from '../shared/parse-resource.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import type { ProblemCategory, Quantity, Severity } from './problem.ts';
import { checkItem } from './taxonomy.ts';
import { canonicalUnit, convertAmount, measureOf, unitDoubt } from './units.ts';

/** 严重程度 */
export const SEVERITY_LABELS = { general: '一般', serious: '较严重', major: '重大' } as const satisfies Record<
  Severity,
  string
>;

/** Every level, lowest first. */
export const SEVERITIES = ['general', 'serious', 'major'] as const satisfies readonly Severity[];

const TierSchema = z.strictObject({
  lower: z.number().nonnegative('下限不能为负'),
  /** True: the limit itself is in the tier (≥); false: only what lies above it (>). */
  inclusive: z.boolean(),
  level: z.enum(SEVERITIES),
});
const RuleSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  category: z.enum(['occupation', 'mining', 'dumping', 'building']).nullable(),
  items: z.array(z.string()),
  zones: z.array(z.string()),
  sources: z.array(z.string()),
  unit: z.string().nullable(),
  tiers: z.array(TierSchema).min(1, '至少一档'),
  basis: z.string().min(1, '缺少依据'),
  note: z.string(),
  enabled: z.boolean(),
});
const RuleSetSchema = z.strictObject({
  version: z.string().min(1),
  validFrom: ResourceDateSchema,
  source: z.string().min(1, '缺少依据文件或说明'),
  rules: z.array(RuleSchema),
});

/** One rule: whom it fits (category, items, zones, sources; empty = any), and its tiers, highest first. `unit` null = whatever the amount. */
export type SeverityRule = z.infer<typeof RuleSchema>;

/** One version of the rules (严重程度规则), valid from a day until the next version begins. */
export type SeverityRuleSet = z.infer<typeof RuleSetSchema>;

/** What the rules look at; `on` is the day the problem was found. */
export interface SeverityInput {
  readonly category: ProblemCategory;
  readonly item: string | null;
  readonly quantity: Quantity | null;
  readonly on: CivilDate;
  readonly zones?: readonly string[];
  readonly source?: string;
}

/** A proposed level and what it rests on. `explanation` and `doubt` are Chinese. */
export interface SeverityProposal {
  readonly level: Severity;
  readonly rule: SeverityRule;
  readonly version: string;
  readonly explanation: string;
  /** A doubt about the unit (k㎡), null when there is none. */
  readonly doubt: string | null;
}

/** Reads one version of the rules from its JSON. Codes: RESOURCE_DAMAGED, ITEM_UNKNOWN, ITEM_OF_OTHER_CATEGORY, SEVERITY_RULE_WRONG. */
export function parseSeverityRules(raw: unknown): Result<SeverityRuleSet> {
  const parsed = parseResource(RuleSetSchema, raw, '严重程度规则');
  if (!parsed.ok) return parsed;
  for (const rule of parsed.value.rules) {
    const checked = checkRule(rule);
    if (!checked.ok) return checked;
  }
  return parsed;
}

/** The version in force on a day: the latest that began on or before it, the last named of those of one day; null before the first. */
export function severityRulesOn(versions: readonly SeverityRuleSet[], on: CivilDate): SeverityRuleSet | null {
  const begun = versions.filter((version) => version.validFrom <= on);
  return begun.reduce<SeverityRuleSet | null>(
    (latest, version) => (latest === null || version.validFrom >= latest.validFrom ? version : latest),
    null,
  );
}

/**
 * Proposes a level (严重程度) from the rules in force on the day; the highest level of all rules that fit. Null when none
 * fits, or its measure is missing: the clerk decides, nothing is assumed. Tiers: `domain.md` 1.3, configurable defaults.
 */
export function proposeSeverity(versions: readonly SeverityRuleSet[], input: SeverityInput): SeverityProposal | null {
  const set = severityRulesOn(versions, input.on);
  if (!set) return null;
  let best: SeverityProposal | null = null;
  for (const rule of set.rules) {
    if (!rule.enabled || !fits(rule, input)) continue;
    const proposal = applyRule(rule, input.quantity, set.version);
    if (proposal && (best === null || rank(proposal.level) > rank(best.level))) best = proposal;
  }
  return best;
}

/** A level other than the proposed one needs a reason of its own. Code: SEVERITY_REASON_MISSING. */
export function checkSeverityChoice(
  proposed: Severity | null,
  chosen: Severity,
  reason: string | null,
): Result<Severity> {
  if (proposed === null || proposed === chosen || (reason !== null && reason.trim() !== '')) return ok(chosen);
  const message = `按规则建议为“${SEVERITY_LABELS[proposed]}”，填写的是“${SEVERITY_LABELS[chosen]}”；请写明调整理由，或采用建议。`;
  return refuse('SEVERITY_REASON_MISSING', message, { proposed, chosen });
}

/** One level up, for a rebound (反弹); 重大 stays 重大. */
export function raiseOneLevel(level: Severity): Severity {
  return SEVERITIES[rank(level) + 1] ?? 'major';
}

function rank(level: Severity): number {
  return SEVERITIES.indexOf(level);
}

function fits(rule: SeverityRule, input: SeverityInput): boolean {
  if (rule.category !== null && rule.category !== input.category) return false;
  if (rule.items.length > 0 && (input.item === null || !rule.items.includes(input.item))) return false;
  if (rule.zones.length > 0 && !rule.zones.some((zone) => input.zones?.includes(zone))) return false;
  return rule.sources.length === 0 || (input.source !== undefined && rule.sources.includes(input.source));
}

function applyRule(rule: SeverityRule, quantity: Quantity | null, version: string): SeverityProposal | null {
  if (rule.unit === null) {
    const [first] = rule.tiers;
    return first ? proposal(rule, first.level, version, `${rule.title}，不论数量`, null) : null;
  }
  const amount = quantity === null ? null : convertAmount(quantity, rule.unit);
  if (quantity === null || amount === null) return null;
  const tier = rule.tiers.find((entry) => (entry.inclusive ? amount >= entry.lower : amount > entry.lower));
  if (!tier) return null;
  const asGiven = canonicalUnit(quantity.unit) === rule.unit ? '' : `（${quantity.amount} ${quantity.unit}）`;
  const limit = `${tier.inclusive ? '≥' : '>'} ${tier.lower} ${rule.unit}`;
  return proposal(
    rule,
    tier.level,
    version,
    `${rule.title}，${amount} ${rule.unit}${asGiven} ${limit}`,
    unitDoubt(quantity),
  );
}

function proposal(
  rule: SeverityRule,
  level: Severity,
  version: string,
  why: string,
  doubt: string | null,
): SeverityProposal {
  const explanation = `${why}，建议“${SEVERITY_LABELS[level]}”（${rule.basis}，规则 ${version}）`;
  return { level, rule, version, explanation, doubt };
}

function checkRule(rule: SeverityRule): Result<null> {
  const wrong = (why: string) => refuse('SEVERITY_RULE_WRONG', `严重程度规则“${rule.title}”：${why}。`);
  if (rule.unit !== null && measureOf(rule.unit) === null) return wrong(`单位“${rule.unit}”无法换算`);
  if (rule.category === null && rule.items.length > 0) return wrong('写了细项，却没有写四乱类型');
  for (const code of rule.items) {
    const checked = checkItem(rule.category ?? 'other', code);
    if (!checked.ok) return wrong(checked.error.message);
  }
  const falling = rule.tiers.every((tier, index) => {
    const above = rule.tiers[index - 1];
    return above === undefined || (tier.lower < above.lower && rank(tier.level) < rank(above.level));
  });
  return falling ? ok(null) : wrong('各档应从高到低排列，下限与级别都逐档降低');
}
