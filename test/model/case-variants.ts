import { latestClock } from '#core/domain/case/case-clocks.ts';
import { extensionUnit, NEXT_SUPERVISION } from '#core/domain/case/case-conditions.ts';
import type { CaseStanding } from '#core/domain/case/case-decide.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import { addDays } from '#core/domain/deadline/civil-date.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { sampleFiled } from './case-samples.ts';

/** One event tried by the search; `broken` says what is wrong with it, so that it must be refused wherever it is tried. */
export interface Variant {
  readonly event: CaseEvent;
  readonly broken: string | null;
}

/** Actors of the proof. Guards only compare persons, so three and a bystander cover every relation. */
export const ACTORS = ['reporter', 'reviewer', 'approver'] as const;
/** Somebody who has no part in the case yet. */
export const BYSTANDER = 'bystander';

/** Events whose guards ask who acts, and those that put a person on record. */
export const PERSONAL: ReadonlySet<CaseEventType> = new Set([
  'case.completionReported',
  'case.reviewPassed',
  'case.reviewRejected',
  'case.closureApproved',
  'case.extensionRequested',
  'case.extensionEndorsed',
  'case.extensionApproved',
]);

type Body<T extends CaseEventType> = Omit<Extract<CaseEvent, { type: T }>, 'type' | 'actor' | 'actorName' | 'on'>;

interface Recipe<T extends CaseEventType> {
  /** Well-formed bodies; the first is the one that breaking starts from. */
  readonly good: (at: CaseStanding, on: CivilDate) => readonly Body<T>[];
  /** Text fields that must not be empty. */
  readonly texts: readonly (keyof Body<T> & string)[];
  /** What else can be wrong with a body. */
  readonly bad?: (at: CaseStanding, on: CivilDate) => readonly (readonly [string, Partial<Body<T>>])[];
  /** Not bound to the date of the step before. */
  readonly undated?: true;
  /** A body as of today is refused on an earlier day for its own dates, so one as of that day is tried too. */
  readonly datesInside?: true;
}

const nothing = () => [{}];

/** How every event type is made, well-formed and broken; a new event type does not compile without a recipe. */
const RECIPES: { readonly [T in CaseEventType]: Recipe<T> } = {
  'case.filed': { good: (at) => [sampleFiled(at.facts.policy)], texts: ['number'] },
  'case.assigned': {
    good: () => [
      {
        leadUnit: '密云镇人民政府',
        coUnits: [],
        supervisingUnit: null,
        responsiblePerson: null,
        responsiblePhone: null,
        goal: null,
        measures: null,
      },
    ],
    texts: ['leadUnit'],
  },
  'case.receiptConfirmed': { good: nothing, texts: [] },
  'case.responsibilityDisputed': { good: () => [{ reason: '不属本镇管辖' }], texts: ['reason'] },
  'case.progressReported': { good: () => [{ text: '已清运一半' }], texts: ['text'] },
  'case.stageCompleted': {
    good: (_at, on) => [{ text: '一期完成', nextReviewOn: addDays(on, 30) }],
    texts: ['text'],
    bad: (_at, on) => [['review not later', { nextReviewOn: on }]],
  },
  'case.stageResumed': { good: () => [{ reason: '二期开工' }], texts: ['reason'] },
  'case.photoAttached': {
    good: () => [
      { photoId: 'p', role: 'before' },
      { photoId: 'p', role: 'after' },
      { photoId: 'p', role: 'other' },
    ],
    texts: ['photoId'],
  },
  'case.completionReported': {
    good: (_at, on) => [{ text: '已清理完毕', completedOn: on, effects: [] }],
    texts: ['text'],
    bad: (_at, on) => [['completed in the future', { completedOn: addDays(on, 1) }]],
    datesInside: true,
  },
  'case.reviewPassed': { good: () => [{ opinion: '现场已清' }], texts: ['opinion'] },
  'case.reviewRejected': { good: () => [{ reason: '仍有残留' }], texts: ['reason'] },
  'case.noticeStarted': {
    good: (_at, on) => [{ startedOn: on, endsOn: addDays(on, 9), venue: '镇政府公告栏' }],
    texts: ['venue'],
    bad: (at, on) => [
      ['ends before it starts', { endsOn: addDays(on, -1) }],
      ['before the review', { startedOn: addDays(latestClock(at.facts.clocks, 'review')?.stoppedOn ?? on, -1) }],
    ],
  },
  'case.objectionRaised': {
    good: (at) => [{ objectionId: `o${at.facts.openObjections.length + 1}`, text: '仍有垃圾' }],
    texts: ['objectionId', 'text'],
    bad: (at) => at.facts.openObjections.map((objectionId) => ['raised twice', { objectionId }]),
  },
  'case.objectionDismissed': {
    good: (at) => [{ objectionId: at.facts.openObjections[0] ?? 'o1', basis: '经查不实' }],
    texts: ['basis'],
    bad: () => [['unknown objection', { objectionId: 'nobody' }]],
  },
  'case.objectionUpheld': {
    good: (at) => [{ objectionId: at.facts.openObjections[0] ?? 'o1', reason: '经查属实' }],
    texts: ['reason'],
    bad: () => [['unknown objection', { objectionId: 'nobody' }]],
  },
  'case.noticeFinished': { good: nothing, texts: [] },
  'case.closureApproved': { good: () => [{ closureNumber: null, opinion: '同意销号' }], texts: ['opinion'] },
  'case.closureRejected': {
    good: () => [{ supplement: '请补充东岸清理后的照片' }],
    texts: ['supplement'],
    bad: () => [['nine characters and blanks', { supplement: '  一二三四五六七八九   ' }]],
  },
  'case.filingAcknowledged': { good: () => [{ filingNumber: '备2026-1' }], texts: ['filingNumber'] },
  'case.monitoringListed': {
    good: (_at, on) => [{ basis: '历史遗留，不碍洪', nextReviewOn: addDays(on, 90) }],
    texts: ['basis'],
    bad: (_at, on) => [['review not later', { nextReviewOn: on }]],
  },
  'case.monitoringReviewed': {
    good: (_at, on) => [{ opinion: '维持', nextReviewOn: addDays(on, 90) }],
    texts: ['opinion'],
    bad: (_at, on) => [['review not later', { nextReviewOn: on }]],
  },
  'case.monitoringEnded': { good: () => [{ reason: '具备整改条件' }], texts: ['reason'] },
  'case.withdrawn': { good: () => [{ reason: '重复立案' }], texts: ['reason'] },
  'case.corrected': {
    good: () => [{ field: 'village', from: null, to: '某村', reason: '笔误', approver: 'chief' }],
    texts: ['reason', 'approver'],
    bad: () => [
      ['field of the machine', { field: 'state' }],
      ['approved by oneself', { approver: BYSTANDER }],
    ],
  },
  'case.closureRevoked': { good: () => [{ reason: '销号有误', supervisor: 'chief' }], texts: ['reason', 'supervisor'] },
  'case.reboundLinked': {
    good: () => [{ newCaseId: 'c2', newCaseNumber: 'MY-AJ-2026-0002' }],
    texts: ['newCaseId', 'newCaseNumber'],
  },
  'case.clockSuspended': {
    good: () => [{ reason: 'appraisal', document: '鉴定委托书' }],
    texts: ['document'],
    bad: () => [['unlisted reason', { reason: '太忙' }]],
  },
  'case.clockResumed': { good: () => [{ basis: '鉴定意见已出' }], texts: ['basis'] },
  'case.extensionRequested': {
    good: ({ facts }) => [{ amount: facts.policy.maxExtensionAmount, unit: extensionUnit(facts), reason: '汛期' }],
    texts: ['reason'],
    bad: ({ facts }) => [
      ['too long', { amount: facts.policy.maxExtensionAmount + 1 }],
      ['nothing asked', { amount: 0 }],
      ['half a day', { amount: 0.5 }],
      ['other unit', { unit: 'month' }],
    ],
  },
  'case.extensionEndorsed': { good: () => [{ opinion: '情况属实' }], texts: ['opinion'] },
  'case.extensionApproved': { good: () => [{ opinion: '同意' }], texts: ['opinion'] },
  'case.extensionRejected': { good: () => [{ reason: '理由不足' }], texts: ['reason'] },
  'case.extensionWithdrawn': { good: () => [{ reason: '已可按期' }], texts: ['reason'] },
  'case.supervisionRaised': {
    good: (at) => [
      { level: NEXT_SUPERVISION[at.state.supervision] ?? 'interviewed', reason: '逾期', approver: 'chief' },
    ],
    texts: ['reason', 'approver'],
    bad: (at) =>
      (['reminded', 'supervised', 'listed', 'interviewed'] as const)
        .filter((level) => level !== NEXT_SUPERVISION[at.state.supervision])
        .map((level) => ['not the next rung', { level }]),
  },
  'case.supervisionLifted': { good: () => [{ basis: '已按期整改' }], texts: ['basis'] },
  'case.referralRequested': {
    good: (_at, on) => [
      { kind: 'police', authority: '区公安分局', reason: '涉嫌非法采矿', at: null },
      { kind: 'police', authority: '区公安分局', reason: '涉嫌非法采矿', at: `${on}T09:30` },
    ],
    texts: ['authority', 'reason'],
  },
  'case.referralDelivered': { good: () => [{ letterNumber: '移字1号', at: null }], texts: ['letterNumber'] },
  'case.referralAccepted': { good: () => [{ receipt: '受案回执' }], texts: ['receipt'] },
  'case.referralDeclined': { good: () => [{ reason: '不构成犯罪' }], texts: ['reason'] },
  'case.referralConcluded': { good: () => [{ result: '已判决' }], texts: ['result'] },
  'case.deadlinesRestated': {
    good: ({ facts }, on) => {
      const clock = facts.clocks.find((each) => each.stoppedOn === null);
      const to = { clockId: clock?.id ?? 'none', dueOn: on, dueAt: null, originalDueOn: on, provisional: false };
      const first = { noticeId: 'n2027', moves: [{ clockId: clock?.id ?? 'none', from: null, to }] };
      const notice = facts.clocks.find((each) => each.kind === 'notice' && each.stoppedOn === null);
      if (notice === undefined || facts.notice === null) return [first];
      const later = { ...to, clockId: notice.id, dueOn: addDays(facts.notice.endsOn, 3) };
      const sooner = { ...later, dueOn: addDays(facts.notice.endsOn, -1) };
      const moved = (due: typeof to) => ({
        noticeId: 'n2027',
        moves: [{ clockId: notice.id, from: null, to: due }],
      });
      return [first, moved(later), moved(sooner)];
    },
    texts: [],
    bad: () => [
      ['no moves', { moves: [] }],
      ['unknown clock', { moves: [{ clockId: 'receipt#99', from: null, to: { ...NO_DUE, clockId: 'receipt#99' } }] }],
    ],
    undated: true,
  },
  'case.detailsChanged': {
    good: () => [{ changes: { village: { from: null, to: '某村' } } }],
    texts: [],
    bad: () => [
      ['nothing changed', { changes: {} }],
      ['field of the machine', { changes: { state: { from: null, to: 'closed' } } }],
    ],
  },
};

const NO_DUE = { dueOn: null, dueAt: null, originalDueOn: null, provisional: false };

/** Every variant of every event worth trying at a standing: well-formed ones by every relevant person, and broken ones. */
export function variantsAt(at: CaseStanding, types: readonly CaseEventType[]): readonly Variant[] {
  const variants: Variant[] = [];
  const days = daysAt(at);
  for (const type of types) {
    for (const on of days) {
      for (const actor of PERSONAL.has(type) ? [...ACTORS, BYSTANDER] : [BYSTANDER])
        addGood(variants, type, at, actor, on);
    }
    addBroken(variants, type, at);
  }
  return variants;
}

/** The days that make a difference: that of the last step, and, while a notice runs, its last day and one well after it. */
export function daysAt(at: CaseStanding): readonly CivilDate[] {
  const { notice, lastOn } = at.facts;
  if (notice === null || notice.finished || lastOn > notice.endsOn) return [lastOn];
  return lastOn < notice.endsOn
    ? [lastOn, notice.endsOn, addDays(notice.endsOn, 2)]
    : [lastOn, addDays(notice.endsOn, 2)];
}

function addGood<T extends CaseEventType>(
  into: Variant[],
  type: T,
  at: CaseStanding,
  actor: string,
  on: CivilDate,
): void {
  for (const body of RECIPES[type].good(at, on)) into.push({ event: build(type, actor, on, body), broken: null });
}

function addBroken<T extends CaseEventType>(into: Variant[], type: T, at: CaseStanding): void {
  const recipe: Recipe<T> = RECIPES[type];
  const on = at.facts.lastOn;
  const [body] = recipe.good(at, on);
  if (body === undefined) return;
  const push = (broken: string, over: object) =>
    into.push({ event: build(type, BYSTANDER, on, { ...body, ...over }), broken });
  for (const field of recipe.texts) push(`empty ${field}`, { [field]: ' \u3000 ' });
  for (const [what, over] of recipe.bad?.(at, on) ?? []) push(what, over);
  if (recipe.undated === true) return;
  const early = addDays(on, -1);
  const dated = recipe.datesInside === true ? (recipe.good(at, early)[0] ?? body) : body;
  into.push({ event: build(type, BYSTANDER, early, dated), broken: 'before the last step' });
}

function build(type: CaseEventType, actor: string, on: CivilDate, body: object): CaseEvent {
  // The recipe table ties every body to its type; the compiler cannot follow that through a union.
  return { ...body, type, actor, actorName: actor, on } as CaseEvent;
}
