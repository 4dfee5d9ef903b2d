import type { CaseFiledEvent } from '#core/domain/case/case-evolve.ts';
import type { CasePolicy, PolicyTerm } from '#core/domain/case/case-state.ts';
import type { Problem } from '#core/domain/finding/problem.ts';

/** First day of every sample case. */
export const FIRST_DAY = '2026-03-02';

const basis = '可配置默认值';

function term(amount: number, unit: PolicyTerm['unit'] = 'workday'): PolicyTerm {
  return { amount, unit, start: 'nextDay', endRoll: false, basis };
}

/** A policy with every rule small enough to reach its edge; `over` sets what a test is about. */
export function samplePolicy(
  over: Partial<Omit<CasePolicy, 'terms'>> & { external?: PolicyTerm | null } = {},
): CasePolicy {
  const { external = null, ...rest } = over;
  return {
    version: 'sample',
    noticeRequired: true,
    filingRequired: true,
    extensionLevels: 2,
    maxExtensions: 1,
    maxExtensionAmount: 10,
    terms: {
      receipt: term(2),
      rectification: term(15),
      review: term(5),
      notice: { ...term(10), start: 'sameDay' },
      external,
      referralDecision: term(3, 'day'),
      referralDelivery: term(24, 'hour'),
      referralReply: term(3, 'day'),
    },
    ...rest,
  };
}

/** The eight policies of the proof: 公示 × 备案 × 审批级数; those with 备案 also have a limit from outside. */
export const SAMPLE_POLICIES: readonly CasePolicy[] = [true, false].flatMap((noticeRequired) =>
  [true, false].flatMap((filingRequired) =>
    ([2, 1] as const).map((extensionLevels) =>
      samplePolicy({
        noticeRequired,
        filingRequired,
        extensionLevels,
        external: filingRequired ? term(60, 'day') : null,
      }),
    ),
  ),
);

/** A problem with nothing unusual. */
export const SAMPLE_PROBLEM: Problem = {
  basin: '潮白河',
  river: '潮河',
  reach: null,
  bank: '左岸',
  townCode: '110118101',
  town: '密云镇',
  village: null,
  place: '桥下游 200 米',
  lon: 116.85,
  lat: 40.37,
  datum: 'CGCS2000',
  rawCoordinates: null,
  outsideDistrict: false,
  zones: [],
  externalNumbers: ['TB-001'],
  source: '日常巡查',
  campaigns: [],
  foundOn: FIRST_DAY,
  foundTime: null,
  category: 'dumping',
  item: '3.1',
  severity: 'general',
  severityProposed: 'general',
  severityReason: null,
  description: '河道内堆放建筑垃圾',
  quantity: { amount: 12, unit: 'm³' },
  formedPeriod: null,
  violator: null,
  suspectedCrime: false,
  chiefs: { city: null, district: null, town: null, village: null },
  responsibleUnit: null,
  responsiblePerson: null,
  responsiblePhone: null,
  remarks: null,
};

/** The first event of a sample case. */
export function sampleFiled(policy: CasePolicy, over: Partial<CaseFiledEvent> = {}): CaseFiledEvent {
  return {
    type: 'case.filed',
    actor: 'clerk',
    actorName: '经办员',
    on: FIRST_DAY,
    number: 'MY-AJ-2026-0001',
    problem: SAMPLE_PROBLEM,
    policy,
    findingIds: ['finding-1'],
    beforePhotos: 0,
    rectificationType: 'timeLimited',
    goal: null,
    measures: null,
    reboundOf: null,
    ...over,
  };
}
