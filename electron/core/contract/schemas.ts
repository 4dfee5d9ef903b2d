import { z } from 'zod';
import { HANDLING_STATES } from '../domain/case/case-state.ts';
import type { FindingFilter } from '../domain/finding/finding-filter.ts';
import { FINDING_STATES } from '../domain/finding/finding-record.ts';
import type { Problem } from '../domain/finding/problem.ts';
import { SEVERITIES } from '../domain/finding/severity.ts';
import { CATEGORIES } from '../domain/finding/taxonomy.ts';
import type { CaseFilter } from '../domain/ledger/case-filter.ts';

/**
 * Civil date `YYYY-MM-DD` that exists in the calendar, of the years 1900 to 2199: what lies outside is a slip of the pen, and
 * a term counted from it would leave the years that a date can be written in.
 */
export const CivilDateSchema = z.iso
  .date('日期应写作 2026-03-05 的样式，且当月有这一天')
  .refine((date) => date >= '1900' && date < '2200', '日期应在 1900 年至 2199 年之间');

/** Civil minute `YYYY-MM-DDTHH:mm`. */
export const CivilMinuteSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, '时间应写作 2026-03-05T09:30 的样式')
  .refine((text) => CivilDateSchema.safeParse(text.slice(0, 10)).success, '当月没有这一天');

/** Key of a record: a UUID. */
export const IdSchema = z.uuid('编号键应为 UUID');

/** A text that must say something; outer blanks do not count. At most 2,000 characters. */
export const TextSchema = z.string().trim().min(1, '不能为空').max(2000, '最多 2000 字');

/** A text that may be left out. */
export const OptionalTextSchema = z
  .string()
  .trim()
  .max(2000, '最多 2000 字')
  .transform((text) => text || null)
  .nullable();

/** Integer revision of an aggregate as the caller saw it. */
export const RevSchema = z.int().positive();

const QuantitySchema = z.strictObject({
  amount: z.number().nonnegative('数量不能为负'),
  unit: z.string().min(1, '缺少单位'),
});

/** The descriptive fields of a finding or case; see `Problem`. */
export const ProblemSchema = z.strictObject({
  basin: OptionalTextSchema,
  river: OptionalTextSchema,
  reach: OptionalTextSchema,
  bank: OptionalTextSchema,
  townCode: z
    .string()
    .regex(/^\d{9}$/, '镇街代码为 9 位数字')
    .nullable(),
  town: OptionalTextSchema,
  village: OptionalTextSchema,
  place: OptionalTextSchema,
  lon: z.number().min(-180).max(180).nullable(),
  lat: z.number().min(-90).max(90).nullable(),
  datum: z.enum(['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09', 'unknown']),
  rawCoordinates: OptionalTextSchema,
  outsideDistrict: z.boolean(),
  zones: z.array(z.string().min(1)),
  externalNumbers: z.array(z.string().trim().min(1)),
  source: TextSchema,
  campaigns: z.array(z.string().min(1)),
  foundOn: CivilDateSchema,
  foundTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻应写作 09:30')
    .nullable(),
  category: z.enum(CATEGORIES),
  item: z
    .string()
    .regex(/^[1-4]\.\d$/, '细项代码应为 1.1 至 4.3')
    .nullable(),
  severity: z.enum(SEVERITIES),
  severityProposed: z.enum(SEVERITIES).nullable(),
  severityReason: OptionalTextSchema,
  description: z.string().trim().min(1, '缺少问题描述').max(1000, '问题描述最多 1000 字'),
  quantity: QuantitySchema.nullable(),
  formedPeriod: OptionalTextSchema,
  violator: OptionalTextSchema,
  suspectedCrime: z.boolean(),
  chiefs: z.strictObject({
    city: OptionalTextSchema,
    district: OptionalTextSchema,
    town: OptionalTextSchema,
    village: OptionalTextSchema,
  }),
  responsibleUnit: OptionalTextSchema,
  responsiblePerson: OptionalTextSchema,
  responsiblePhone: OptionalTextSchema,
  remarks: OptionalTextSchema,
}) satisfies z.ZodType<Problem>;

/** Page of a list: rows per page (1–200) and how many rows to pass over. */
export const PageSchema = z.strictObject({
  offset: z.int().nonnegative().default(0),
  size: z.int().min(1).max(200).default(50),
});

/** A password as typed (口令): 8 to 128 characters. */
export const PasswordSchema = z.string().min(8, '口令至少 8 位').max(128, '口令最多 128 位');

/** Login name (登录名). */
export const LoginSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9._-]{1,31}$/, '登录名为 2 至 32 位字母、数字、点、横线，以字母开头');

/** A vocabulary in which '' stands for "not known". */
const orUnknown = z.array(z.string().max(100)).min(1).max(100).readonly().optional();
const place = {
  townCode: orUnknown,
  river: orUnknown,
  source: orUnknown,
  campaign: orUnknown,
  ids: z.array(IdSchema).max(1000).readonly().optional(),
};
const classes = {
  category: z.array(z.enum(CATEGORIES)).min(1).readonly().optional(),
  severity: z.array(z.enum(SEVERITIES)).min(1).readonly().optional(),
  foundFrom: CivilDateSchema.optional(),
  foundTo: CivilDateSchema.optional(),
};

/** Makes the schema of a filter: every part of `T`, of its type, and no other. A part of `T` left out here does not compile. */
function filterOf<T extends object>() {
  return <S extends { readonly [K in keyof T]-?: z.ZodType<T[K]> }>(
    shape: S & { readonly [K in Exclude<keyof S, keyof T>]: never },
  ): z.ZodObject<S, z.core.$strict> => z.strictObject<S>(shape);
}

/** Filter of the case list; every part that is left out lets all through, dates are inclusive. */
export const CaseFilterSchema = filterOf<CaseFilter>()({
  ...place,
  ...classes,
  handling: z.array(z.enum(HANDLING_STATES)).min(1).readonly().optional(),
  leadUnit: orUnknown,
  handledBy: z.array(IdSchema).min(1).max(100).readonly().optional(),
  noDue: z.literal(true).optional(),
  dueFrom: CivilDateSchema.optional(),
  dueTo: CivilDateSchema.optional(),
  filedFrom: CivilDateSchema.optional(),
  filedTo: CivilDateSchema.optional(),
  closedFrom: CivilDateSchema.optional(),
  closedTo: CivilDateSchema.optional(),
  grossFrom: CivilDateSchema.optional(),
  grossTo: CivilDateSchema.optional(),
  clock: z
    .array(z.enum(['running', 'suspended']))
    .min(1)
    .readonly()
    .optional(),
  extension: z
    .array(z.enum(['none', 'requested', 'endorsed']))
    .min(1)
    .readonly()
    .optional(),
  supervision: z
    .array(z.enum(['none', 'reminded', 'supervised', 'listed', 'interviewed']))
    .min(1)
    .readonly()
    .optional(),
  referral: z
    .array(z.enum(['none', 'requested', 'delivered', 'accepted', 'declined', 'concluded']))
    .min(1)
    .readonly()
    .optional(),
  rebound: z.literal(true).optional(),
});

/** Filter of the finding list. */
export const FindingFilterSchema = filterOf<FindingFilter>()({
  ...place,
  ...classes,
  state: z.array(z.enum(FINDING_STATES)).min(1).readonly().optional(),
  batchId: z.array(IdSchema).min(1).max(100).readonly().optional(),
  registeredFrom: CivilDateSchema.optional(),
  registeredTo: CivilDateSchema.optional(),
});

const direction = z.enum(['asc', 'desc']);

/** One column of the order of the case list; cases without the date come last. */
const caseOrder = z.strictObject({
  by: z.enum(['dueOn', 'filedOn', 'foundOn', 'number', 'closedOn', 'updatedAt']),
  dir: direction,
});

/** Order of the case list. */
export const CaseSortSchema = caseOrder.default({ by: 'dueOn', dir: 'asc' });

/** Order of the ledger grid: the first column, and further ones among equals; none = soonest due first. */
export const CaseSortsSchema = z.array(caseOrder).max(3, '最多按三列排序').default([]);

/** Order of the finding list. */
export const FindingSortSchema = z
  .strictObject({ by: z.enum(['foundOn', 'registeredOn', 'number', 'updatedAt']), dir: direction })
  .default({ by: 'foundOn', dir: 'desc' });

/** A holiday notice (放假安排通知) as pasted or read from a file; its rules are checked by `checkNotice`. */
export const HolidayNoticeSchema = z.strictObject({
  id: z.string().min(1).max(60),
  year: z.int().min(1990).max(2100),
  documentNumber: TextSchema,
  title: TextSchema,
  issuedOn: CivilDateSchema,
  source: TextSchema,
  supersedes: z.string().nullable(),
  days: z.array(
    z.strictObject({ date: CivilDateSchema, kind: z.enum(['holiday', 'makeupWorkday']), name: TextSchema }),
  ),
});
