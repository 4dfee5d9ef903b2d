import { z } from 'zod';
import { parseResource, ResourceDateSchema } from '../shared/parse-resource.ts';
import { type Result, refuse } from '../shared/result.ts';

/** Basis of a term that no law or official text gives: set by the bureau, never shown as law. */
export const CONFIGURABLE_DEFAULT = '可配置默认值';

const TermSchema = z.strictObject({
  amount: z.int().positive('期限应为正整数'),
  unit: z.enum(['hour', 'day', 'workday', 'month']),
  start: z.enum(['sameDay', 'nextDay']),
  endRoll: z.boolean(),
  basis: z.string().min(1, '缺少依据'),
  note: z.string(),
});
const BySeveritySchema = z.strictObject({ general: TermSchema, serious: TermSchema, major: TermSchema });
const ConditionSchema = z.strictObject({
  sources: z.array(z.string().min(1)),
  severities: z.array(z.enum(['general', 'serious', 'major'])),
  categories: z.array(z.enum(['occupation', 'mining', 'dumping', 'building', 'other'])),
  basis: z.string().min(1, '缺少依据'),
});
const LevelsSchema = z.union([z.literal(1), z.literal(2)]);
const PolicyBookSchema = z.strictObject({
  version: z.string().min(1),
  validFrom: ResourceDateSchema,
  note: z.string(),
  terms: z.strictObject({
    receipt: TermSchema,
    rectification: z.strictObject({
      immediate: TermSchema,
      timeLimited: BySeveritySchema,
      rebound: BySeveritySchema,
      staged: TermSchema,
      longTerm: TermSchema,
    }),
    review: TermSchema,
    notice: TermSchema,
    referralDecision: TermSchema,
    referralDelivery: TermSchema,
    referralReply: TermSchema,
  }),
  external: z.array(z.strictObject({ sources: z.array(z.string()).min(1), urgent: z.boolean(), term: TermSchema })),
  slipBasis: z.string().min(1),
  noticeRequired: z.array(ConditionSchema),
  filingRequired: z.array(ConditionSchema),
  extension: z.strictObject({
    levels: z.strictObject({ general: LevelsSchema, serious: LevelsSchema, major: LevelsSchema }),
    maxExtensions: z.int().nonnegative(),
    maxExtensionAmount: z.strictObject({
      day: z.int().positive(),
      workday: z.int().positive(),
      month: z.int().positive(),
    }),
    basis: z.string().min(1),
  }),
});

/** The rules from which the policy of a new case is made (规则), one version; every term with its basis. */
export type PolicyBook = z.infer<typeof PolicyBookSchema>;

/** A term of the book: `note` explains, `basis` is the source. */
export type BookTerm = z.infer<typeof TermSchema>;

/** When a step is required: all lists that are not empty must hold. */
export type PolicyCondition = z.infer<typeof ConditionSchema>;

/** Reads the policy book from its JSON. Codes: RESOURCE_DAMAGED, POLICY_WRONG (a condition that would always hold; rectification in hours). */
export function parsePolicyBook(raw: unknown): Result<PolicyBook> {
  const parsed = parseResource(PolicyBookSchema, raw, '期限规则');
  if (!parsed.ok) return parsed;
  const { noticeRequired, filingRequired, terms } = parsed.value;
  const empty = [...noticeRequired, ...filingRequired].some(
    ({ sources, severities, categories }) => sources.length + severities.length + categories.length === 0,
  );
  if (empty)
    return refuse('POLICY_WRONG', '期限规则中有一条公示或备案条件是空的，会对所有案件生效；请写明来源、级别或类型。');
  const { immediate, timeLimited, rebound, staged, longTerm } = terms.rectification;
  const all = [immediate, staged, longTerm, ...Object.values(timeLimited), ...Object.values(rebound)];
  if (all.every((term) => term.unit !== 'hour')) return parsed;
  return refuse('POLICY_WRONG', '期限规则中的整改期限不能以小时计（延期须以日、工作日或月计）。');
}
