import type { FindingEvent, FindingEventType } from '#core/domain/finding/finding-events.ts';
import { FIRST_DAY, SAMPLE_PROBLEM } from './case-samples.ts';

/** The key of the finding under test. */
export const FINDING_ID = 'finding-1';

/** The batch that made it, where it was imported; and one that only changed it. */
export const BATCH_ID = 'batch-1';
const OTHER_BATCH = 'batch-2';

/** One event tried; `broken` says what is wrong with it, so that it must be refused wherever it is tried. */
export interface FindingVariant {
  readonly event: FindingEvent;
  readonly broken: string | null;
}

type Body<T extends FindingEventType> = Omit<Extract<FindingEvent, { type: T }>, 'type' | 'actor' | 'actorName' | 'on'>;

interface Recipe<T extends FindingEventType> {
  readonly good: readonly Body<T>[];
  readonly texts: readonly (keyof Body<T> & string)[];
  readonly bad?: readonly (readonly [string, Partial<Body<T>>])[];
}

const RECIPES: { readonly [T in FindingEventType]: Recipe<T> } = {
  'finding.registered': {
    good: [
      {
        number: 'MY-XS-2026-00001',
        problem: SAMPLE_PROBLEM,
        beforePhotos: 0,
        afterPhotos: 0,
        batchId: null,
        sourceRow: null,
      },
      {
        number: 'MY-XS-2026-00001',
        problem: SAMPLE_PROBLEM,
        beforePhotos: 0,
        afterPhotos: 0,
        batchId: BATCH_ID,
        sourceRow: 5,
      },
    ],
    texts: ['number'],
    bad: [
      ['negative count', { beforePhotos: -1 }],
      ['half a photo', { afterPhotos: 0.5 }],
    ],
  },
  'finding.photoAttached': {
    good: [
      { photoId: 'p', role: 'before' },
      { photoId: 'p', role: 'after' },
      { photoId: 'p', role: 'other' },
      { photoId: 'p', role: 'before', batchId: BATCH_ID },
      { photoId: 'p', role: 'after', batchId: BATCH_ID },
    ],
    texts: ['photoId'],
  },
  'finding.detailsChanged': {
    good: [
      { changes: { village: { from: null, to: '某村' } } },
      { changes: { village: { from: null, to: '某村' } }, batchId: OTHER_BATCH },
    ],
    texts: [],
    bad: [
      ['nothing changed', { changes: {} }],
      ['field of the machine', { changes: { state: { from: null, to: 'filed' } } }],
    ],
  },
  'finding.confirmed': { good: [{ opinion: '属实' }], texts: ['opinion'] },
  'finding.judgedUnfounded': { good: [{ basis: '现场为合法堆场' }], texts: ['basis'] },
  'finding.transferred': {
    good: [{ to: '邻区水务局', letterNumber: '函1号', replyDueOn: FIRST_DAY }],
    texts: ['to', 'letterNumber'],
    bad: [['reply already due', { replyDueOn: '2026-03-01' }]],
  },
  'finding.fixedOnSpot': { good: [{ measures: '当场清理' }], texts: ['measures'] },
  'finding.merged': {
    good: [{ target: { kind: 'finding', id: 'finding-2' }, targetMerged: false, reason: '同一处' }],
    texts: ['reason'],
    bad: [
      ['into itself', { target: { kind: 'finding', id: FINDING_ID } }],
      ['into one that is merged', { targetMerged: true }],
      ['into nothing', { target: { kind: 'case', id: ' ' } }],
    ],
  },
  'finding.filed': { good: [{ caseId: 'case-1', caseNumber: 'MY-AJ-2026-0001' }], texts: ['caseId', 'caseNumber'] },
  'finding.returned': { good: [{ reason: '需再次核实' }], texts: ['reason'] },
  'finding.importReverted': {
    good: [{ batchId: OTHER_BATCH, changes: { village: { from: '某村', to: null } } }],
    texts: ['batchId'],
    bad: [
      ['nothing put back', { changes: {} }],
      ['field of the machine', { changes: { worked: { from: true, to: false } } }],
    ],
  },
  'finding.importWithdrawn': {
    good: [{ batchId: BATCH_ID }],
    texts: ['batchId'],
    bad: [['batch that did not make it', { batchId: OTHER_BATCH }]],
  },
};

/** Every variant of an event type. */
export function findingVariants<T extends FindingEventType>(type: T): readonly FindingVariant[] {
  const recipe: Recipe<T> = RECIPES[type];
  const [body] = recipe.good;
  const good = recipe.good.map((each) => ({ event: build(type, FIRST_DAY, each), broken: null }));
  const empty = recipe.texts.map((field) => ({
    event: build(type, FIRST_DAY, { ...body, [field]: ' \u3000 ' }),
    broken: `empty ${field}`,
  }));
  const bad = (recipe.bad ?? []).map(([what, over]) => ({
    event: build(type, FIRST_DAY, { ...body, ...over }),
    broken: what,
  }));
  const early = { event: build(type, '2026-03-01', body ?? {}), broken: 'before the registration' };
  return [...good, ...empty, ...bad, ...(type === 'finding.registered' ? [] : [early])];
}

function build(type: FindingEventType, on: string, body: object): FindingEvent {
  // The recipe table ties every body to its type; the compiler cannot follow that through a union.
  return { ...body, type, actor: 'clerk', actorName: '经办员', on } as FindingEvent;
}
