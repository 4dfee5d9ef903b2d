import { z } from 'zod';
import type { Problem } from '../domain/finding/problem.ts';

/** Civil date `YYYY-MM-DD` that exists in the calendar. */
export const CivilDateSchema = z.iso.date('日期应写作 2026-03-05 的样式，且当月有这一天');

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
export const OptionalTextSchema = z.string().trim().max(2000, '最多 2000 字').transform((text) => text || null).nullable();

/** Integer revision of an aggregate as the caller saw it. */
export const RevSchema = z.int().positive();

const QuantitySchema = z.object({ amount: z.number().nonnegative('数量不能为负'), unit: z.string().min(1, '缺少单位') });

/** The descriptive fields of a finding or case; see `Problem`. */
export const ProblemSchema = z.strictObject({
  basin: OptionalTextSchema,
  river: OptionalTextSchema,
  reach: OptionalTextSchema,
  bank: OptionalTextSchema,
  townCode: z.string().regex(/^\d{9}$/, '镇街代码为 9 位数字').nullable(),
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
  foundTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻应写作 09:30').nullable(),
  category: z.enum(['occupation', 'mining', 'dumping', 'building', 'other']),
  item: z.string().regex(/^[1-4]\.\d$/, '细项代码应为 1.1 至 4.3').nullable(),
  severity: z.enum(['general', 'serious', 'major']),
  severityProposed: z.enum(['general', 'serious', 'major']).nullable(),
  severityReason: OptionalTextSchema,
  description: z.string().trim().min(1, '缺少问题描述').max(1000, '问题描述最多 1000 字'),
  quantity: QuantitySchema.nullable(),
  formedPeriod: OptionalTextSchema,
  violator: OptionalTextSchema,
  suspectedCrime: z.boolean(),
  chiefs: z.strictObject({ city: OptionalTextSchema, district: OptionalTextSchema, town: OptionalTextSchema, village: OptionalTextSchema }),
  responsibleUnit: OptionalTextSchema,
  responsiblePerson: OptionalTextSchema,
  responsiblePhone: OptionalTextSchema,
  remarks: OptionalTextSchema,
}) satisfies z.ZodType<Problem>;

/** Page of a list: rows per page (1–200) and how many rows to pass over. */
export const PageSchema = z.object({ offset: z.int().nonnegative().default(0), size: z.int().min(1).max(200).default(50) });
