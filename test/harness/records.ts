import fc from 'fast-check';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import type { ProblemCategory, Severity } from '#core/domain/finding/problem.ts';
import { defaultPolicy } from '#core/domain/policy/default-policy.ts';
import type { PolicyBook } from '#core/domain/policy/policy-book.ts';
import { aProblem } from './problem.ts';

const date = fc
  .integer({ min: 0, max: 400 })
  .map((day) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10));
/** Codes stand apart: a word of letters and digits is found as a whole word (see `runsOf`), Chinese by any part. */
const words = fc.array(
  fc.constantFrom(
    '垃圾',
    '渣土',
    '河道',
    '河岸',
    '彩钢房',
    '采砂',
    '桥',
    '水',
    '，K12+300，',
    ' ABC ',
    '垃',
    '。',
    ' ',
  ),
  { minLength: 1, maxLength: 8 },
);

const CATEGORIES: readonly ProblemCategory[] = ['occupation', 'mining', 'dumping', 'building', 'other'];
const SEVERITIES: readonly Severity[] = ['general', 'serious', 'major'];
const STATES: readonly HandlingState[] = [
  'pendingAssignment',
  'pendingReceipt',
  'rectifying.active',
  'pendingReview',
  'closed',
  'withdrawn',
];
const TOWNS = [
  { townCode: '110118116', town: '石城镇' },
  { townCode: '110118109', town: '不老屯镇' },
  { townCode: null, town: null },
] as const;

/** Random case rows with everything a list filters, sorts and searches by; ids and numbers run from 1. */
export function caseRecords(book: PolicyBook, count: number): fc.Arbitrary<CaseRecord[]> {
  const one = fc.record({
    town: fc.constantFrom(...TOWNS),
    category: fc.constantFrom(...CATEGORIES),
    severity: fc.constantFrom(...SEVERITIES),
    source: fc.constantFrom('网格巡查', '12345', '市级督察'),
    handling: fc.constantFrom(...STATES),
    dueOn: fc.option(date, { nil: null }),
    closedOn: fc.option(date, { nil: null }),
    foundOn: date,
    filedOn: date,
    updatedAt: fc.integer({ min: 1, max: 1_000_000 }),
    description: words.map((list) => list.join('')),
  });
  return fc
    .array(one, { minLength: 0, maxLength: count })
    .map((rows) => rows.map((row, index) => caseOf(book, row, index + 1)));
}

interface Varied {
  readonly town: (typeof TOWNS)[number];
  readonly category: ProblemCategory;
  readonly severity: Severity;
  readonly source: string;
  readonly handling: HandlingState;
  readonly dueOn: string | null;
  readonly closedOn: string | null;
  readonly foundOn: string;
  readonly filedOn: string;
  readonly updatedAt: number;
  readonly description: string;
}

function caseOf(book: PolicyBook, { town, handling, ...varied }: Varied, serial: number): CaseRecord {
  const policy = defaultPolicy(book, varied);
  return {
    ...aProblem({ item: null }),
    ...town,
    ...varied,
    id: `018f0000-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    rev: 1,
    number: `MY-AJ-2026-${String(serial).padStart(4, '0')}`,
    state: { handling, clock: 'running', extension: 'none', supervision: 'none', referral: 'none' },
    facts: {
      policy,
      severity: varied.severity,
      round: 1,
      beforePhotos: 0,
      afterPhotos: 0,
      completionReporter: null,
      reviewer: null,
      approver: null,
      notice: null,
      openObjections: [],
      extensionsGranted: 0,
      pendingExtension: null,
      suspensions: [],
      clocks: [],
      monitoringReviewOn: null,
      rebounds: 0,
      lastOn: varied.filedOn,
    },
    machineVersion: 1,
    findingIds: [],
    leadUnit: null,
    coUnits: [],
    supervisingUnit: null,
    goal: null,
    measures: null,
    rectificationType: 'timeLimited',
    assignedOn: null,
    progress: null,
    progressOn: null,
    completedOn: null,
    effects: [],
    reviewedOn: null,
    reviewerName: null,
    reviewResult: null,
    noticeFrom: null,
    noticeTo: null,
    closureNumber: null,
    approverName: null,
    reboundOf: null,
    dues: [],
    dueProvisional: false,
    originalDueOn: null,
    rectificationDueOn: null,
  };
}
