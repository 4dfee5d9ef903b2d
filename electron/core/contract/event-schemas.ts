import { z } from 'zod';
import type { CaseEvent } from '../domain/case/case-events.ts';
import type { FindingEvent } from '../domain/finding/finding-events.ts';
import { CivilDateSchema, CivilMinuteSchema, IdSchema, OptionalTextSchema, TextSchema } from './schemas.ts';

const none = {};
const texts = z.array(TextSchema);

function act<T extends CaseEvent['type'] | FindingEvent['type'], S extends z.ZodRawShape>(type: T, shape: S) {
  return z.strictObject({ type: z.literal(type), ...shape }) as z.ZodObject<
    { type: z.ZodLiteral<T> } & S,
    z.core.$strict
  >;
}

/**
 * Case events a person may send, without what the backend adds: actor, day, keys it makes (objection), dates it derives
 * (end of the public notice). The others are written by commands of their own (立案, 照片, 反弹, 更新台账, 节假日重算).
 */
export const CaseActSchema = z.discriminatedUnion('type', [
  act('case.assigned', {
    leadUnit: TextSchema,
    coUnits: texts,
    supervisingUnit: OptionalTextSchema,
    responsiblePerson: OptionalTextSchema,
    responsiblePhone: OptionalTextSchema,
    goal: OptionalTextSchema,
    measures: OptionalTextSchema,
  }),
  act('case.receiptConfirmed', none),
  act('case.responsibilityDisputed', { reason: TextSchema }),
  act('case.progressReported', { text: TextSchema }),
  act('case.stageCompleted', { text: TextSchema, nextReviewOn: CivilDateSchema }),
  act('case.stageResumed', { reason: TextSchema }),
  act('case.completionReported', {
    text: TextSchema,
    completedOn: CivilDateSchema,
    effects: z.array(z.strictObject({ kind: TextSchema, amount: z.number().nonnegative(), unit: z.string().min(1) })),
  }),
  act('case.reviewPassed', { opinion: TextSchema }),
  act('case.reviewRejected', { reason: TextSchema }),
  act('case.noticeStarted', {
    startedOn: CivilDateSchema,
    endsOn: CivilDateSchema.nullable().default(null),
    venue: TextSchema,
  }),
  act('case.objectionRaised', { text: TextSchema }),
  act('case.objectionDismissed', { objectionId: IdSchema, basis: TextSchema }),
  act('case.objectionUpheld', { objectionId: IdSchema, reason: TextSchema }),
  act('case.noticeFinished', none),
  act('case.closureApproved', { closureNumber: OptionalTextSchema, opinion: TextSchema }),
  act('case.closureRejected', { supplement: TextSchema }),
  act('case.filingAcknowledged', { filingNumber: TextSchema }),
  act('case.monitoringListed', { basis: TextSchema, nextReviewOn: CivilDateSchema }),
  act('case.monitoringReviewed', { opinion: TextSchema, nextReviewOn: CivilDateSchema }),
  act('case.monitoringEnded', { reason: TextSchema }),
  act('case.withdrawn', { reason: TextSchema }),
  act('case.corrected', { field: TextSchema, from: z.json(), to: z.json(), reason: TextSchema, approver: IdSchema }),
  act('case.closureRevoked', { reason: TextSchema }),
  act('case.clockSuspended', { reason: TextSchema, document: TextSchema }),
  act('case.clockResumed', { basis: TextSchema }),
  act('case.extensionRequested', {
    amount: z.int().positive('延期数量应为正整数'),
    unit: z.enum(['day', 'workday', 'month']),
    reason: TextSchema,
  }),
  act('case.extensionEndorsed', { opinion: TextSchema }),
  act('case.extensionApproved', { opinion: TextSchema }),
  act('case.extensionRejected', { reason: TextSchema }),
  act('case.extensionWithdrawn', { reason: TextSchema }),
  act('case.supervisionRaised', {
    level: z.enum(['reminded', 'supervised', 'listed', 'interviewed']),
    reason: TextSchema,
    approver: IdSchema,
  }),
  act('case.supervisionLifted', { basis: TextSchema }),
  act('case.referralRequested', {
    kind: z.enum(['police', 'procuratorate', 'court', 'enforcement']),
    authority: TextSchema,
    reason: TextSchema,
    at: CivilMinuteSchema.nullable(),
  }),
  act('case.referralDelivered', { letterNumber: TextSchema, at: CivilMinuteSchema.nullable() }),
  act('case.referralAccepted', { receipt: TextSchema }),
  act('case.referralDeclined', { reason: TextSchema }),
  act('case.referralConcluded', { result: TextSchema }),
]);

/** A case event as a person states it. */
export type CaseAct = z.output<typeof CaseActSchema>;

/** Finding events a person may send; 登记, 照片 and 立案 have commands of their own. */
export const FindingActSchema = z.discriminatedUnion('type', [
  act('finding.confirmed', { opinion: TextSchema }),
  act('finding.judgedUnfounded', { basis: TextSchema }),
  act('finding.transferred', { to: TextSchema, letterNumber: TextSchema, replyDueOn: CivilDateSchema }),
  act('finding.fixedOnSpot', { measures: TextSchema }),
  act('finding.merged', {
    target: z.strictObject({ kind: z.enum(['finding', 'case']), id: IdSchema }),
    reason: TextSchema,
  }),
  act('finding.returned', { reason: TextSchema }),
]);

/** A finding event as a person states it. */
export type FindingAct = z.output<typeof FindingActSchema>;
