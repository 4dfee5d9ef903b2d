import fc from 'fast-check';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { CaseFacts, CasePolicy, PolicyTerm } from '#core/domain/case/case-state.ts';
import type { Clock, Due } from '#core/domain/deadline/terms.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import {
  CATEGORIES,
  CLOCK_STATES,
  DATUMS,
  EXTENSION_STATES,
  FINDING_STATES,
  HANDLING_STATES,
  RECTIFICATION_TYPES,
  REFERRAL_STATES,
  REVIEW_RESULTS,
  SEVERITIES,
  SUPERVISION_STATES,
} from '#db/schema/vocabulary.ts';

/** Few characters, so that random texts share parts; with what must not break SQL or the tokens. */
const CHARACTERS = [...'河道垃圾占用𠮷密云水库〇一二', ...'kK12３+-300 ，。(〔"\'%_\\é\n'];
const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 14 });
const filled = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 14 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const texts = fc.array(text, { maxLength: 3 });
const amount = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0);
const count = fc.nat({ max: 9 });

/** A civil date out of few, so that lists have ties. */
export const civilDate = fc
  .tuple(fc.constantFrom('2025', '2026'), fc.constantFrom('01', '06', '12'), fc.constantFrom('01', '15', '28'))
  .map((parts) => parts.join('-'));
const civilMinute = civilDate.map((date) => `${date}T09:30`);
/** Towns, sources, rivers and units of random records. */
export const TOWNS = ['110118001', '110118002', '110118003'] as const;
/** Sources of random records. */
export const SOURCES = ['网格巡查', '12345', '遥感图斑'] as const;
/** Rivers of random records. */
export const RIVERS = ['潮河', '白河'] as const;
/** Lead units of random records. */
export const UNITS = ['密云镇人民政府', '溪翁庄镇人民政府'] as const;

const position = orNull(
  fc.record({ lon: fc.double({ min: 116, max: 118, noNaN: true }), lat: fc.double({ min: 40, max: 41, noNaN: true }) }),
);

const problem: fc.Arbitrary<Problem> = fc
  .record({
    basin: orNull(text),
    river: orNull(fc.constantFrom(...RIVERS)),
    reach: orNull(text),
    bank: orNull(text),
    townCode: orNull(fc.constantFrom(...TOWNS)),
    town: orNull(text),
    village: orNull(text),
    place: orNull(text),
    position,
    datum: fc.constantFrom(...DATUMS),
    rawCoordinates: orNull(text),
    outsideDistrict: fc.boolean(),
    zones: texts,
    externalNumbers: texts,
    source: fc.constantFrom(...SOURCES),
    campaigns: texts,
    foundOn: civilDate,
    foundTime: orNull(fc.constantFrom('00:00', '23:59')),
    category: fc.constantFrom(...CATEGORIES),
    item: orNull(fc.constantFrom('1.1', '4.3')),
    severity: fc.constantFrom(...SEVERITIES),
    severityProposed: orNull(fc.constantFrom(...SEVERITIES)),
    severityReason: orNull(text),
    description: filled,
    quantity: orNull(fc.record({ amount, unit: filled })),
    formedPeriod: orNull(text),
    violator: orNull(text),
    suspectedCrime: fc.boolean(),
    chiefs: fc.record({ city: orNull(text), district: orNull(text), town: orNull(text), village: orNull(text) }),
    responsibleUnit: orNull(text),
    responsiblePerson: orNull(text),
    responsiblePhone: orNull(text),
    remarks: orNull(text),
  })
  .map(({ position: at, ...rest }) => ({
    ...rest,
    lon: at === null ? null : at.lon,
    lat: at === null ? null : at.lat,
  }));

const policyTerm: fc.Arbitrary<PolicyTerm> = fc.record({
  amount: fc.nat({ max: 60 }),
  unit: fc.constantFrom('hour', 'day', 'workday', 'month'),
  start: fc.constantFrom('sameDay', 'nextDay'),
  endRoll: fc.boolean(),
  basis: text,
});
const policy: fc.Arbitrary<CasePolicy> = fc.record({
  version: text,
  noticeRequired: fc.boolean(),
  filingRequired: fc.boolean(),
  extensionLevels: fc.constantFrom(1, 2),
  maxExtensions: count,
  maxExtensionAmount: count,
  terms: fc.record({
    receipt: policyTerm,
    rectification: policyTerm,
    review: policyTerm,
    notice: policyTerm,
    external: orNull(policyTerm),
    referralDecision: policyTerm,
    referralDelivery: policyTerm,
    referralReply: policyTerm,
  }),
});
const clock: fc.Arbitrary<Clock> = fc.record({
  id: text,
  kind: fc.constantFrom('receipt', 'rectification', 'review', 'notice', 'external', 'referral', 'monitoring'),
  term: policyTerm,
  basis: text,
  startedOn: civilDate,
  startedAt: orNull(civilMinute),
  round: count,
  extensions: fc.array(fc.record({ amount: count, unit: fc.constantFrom('day', 'workday', 'month') }), {
    maxLength: 2,
  }),
  stoppedOn: orNull(civilDate),
});
const facts: fc.Arbitrary<CaseFacts> = fc.record({
  policy,
  severity: fc.constantFrom(...SEVERITIES),
  round: count,
  beforePhotos: count,
  afterPhotos: count,
  completionReporter: orNull(text),
  reviewer: orNull(text),
  approver: orNull(text),
  notice: orNull(fc.record({ startedOn: civilDate, endsOn: civilDate, finished: fc.boolean() })),
  openObjections: texts,
  extensionsGranted: count,
  pendingExtension: orNull(
    fc.record({
      amount: count,
      unit: fc.constantFrom('day', 'workday', 'month'),
      requestedBy: text,
      endorsedBy: orNull(text),
    }),
  ),
  suspensions: fc.array(fc.record({ from: civilDate, to: orNull(civilDate), reason: text }), { maxLength: 2 }),
  clocks: fc.array(clock, { maxLength: 2 }),
  monitoringReviewOn: orNull(civilDate),
  rebounds: count,
  lastOn: civilDate,
});
const due: fc.Arbitrary<Due> = fc.record({
  clockId: text,
  dueOn: orNull(civilDate),
  dueAt: orNull(civilMinute),
  originalDueOn: orNull(civilDate),
  provisional: fc.boolean(),
});

/** A finding with everything random but its id and number: tests give those. */
export const findingArbitrary: fc.Arbitrary<FindingRecord> = fc
  .record({
    problem,
    own: fc.record({
      id: fc.uuid(),
      rev: fc.integer({ min: 1, max: 9 }),
      number: fc.uuid(),
      state: fc.constantFrom(...FINDING_STATES),
      caseId: orNull(fc.uuid()),
      mergedInto: orNull(fc.record({ kind: fc.constantFrom('finding', 'case'), id: fc.uuid() })),
      verdict: orNull(text),
      transfer: orNull(fc.record({ to: text, letterNumber: text, replyDueOn: civilDate })),
      beforePhotos: count,
      afterPhotos: count,
      batchId: orNull(fc.constantFrom('batch-1', 'batch-2')),
      sourceRow: orNull(count),
      worked: fc.boolean(),
      registeredOn: civilDate,
      updatedAt: fc.nat({ max: 5 }),
    }),
  })
  .map((parts) => ({ ...parts.problem, ...parts.own }));

/** A case with everything random but its id and number: tests give those. */
export const caseArbitrary: fc.Arbitrary<CaseRecord> = fc
  .record({
    problem,
    own: fc.record({
      id: fc.uuid(),
      rev: fc.integer({ min: 1, max: 9 }),
      number: fc.uuid(),
      state: fc.record({
        handling: fc.constantFrom(...HANDLING_STATES),
        clock: fc.constantFrom(...CLOCK_STATES),
        extension: fc.constantFrom(...EXTENSION_STATES),
        supervision: fc.constantFrom(...SUPERVISION_STATES),
        referral: fc.constantFrom(...REFERRAL_STATES),
      }),
      facts,
      machineVersion: count,
      findingIds: fc.array(fc.uuid(), { maxLength: 2 }),
      filedOn: civilDate,
      leadUnit: orNull(fc.constantFrom(...UNITS)),
      coUnits: texts,
      supervisingUnit: orNull(text),
      goal: orNull(text),
      measures: orNull(text),
      rectificationType: fc.constantFrom(...RECTIFICATION_TYPES),
      assignedOn: orNull(civilDate),
      progress: orNull(text),
      progressOn: orNull(civilDate),
      completedOn: orNull(civilDate),
      effects: fc.array(fc.record({ kind: text, amount, unit: text }), { maxLength: 2 }),
      reviewedOn: orNull(civilDate),
      reviewerName: orNull(text),
      reviewResult: orNull(fc.constantFrom(...REVIEW_RESULTS)),
      noticeFrom: orNull(civilDate),
      noticeTo: orNull(civilDate),
      closedOn: orNull(civilDate),
      closureNumber: orNull(text),
      approverName: orNull(text),
      reboundOf: orNull(fc.record({ caseId: fc.uuid(), number: text })),
      dues: fc.array(due, { maxLength: 2 }),
      dueOn: orNull(civilDate),
      dueProvisional: fc.boolean(),
      originalDueOn: orNull(civilDate),
      rectificationDueOn: orNull(civilDate),
      updatedAt: fc.nat({ max: 5 }),
    }),
  })
  .map((parts) => ({ ...parts.problem, ...parts.own }));
