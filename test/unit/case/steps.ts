import { type CaseStanding, decideCase, openCase } from '#core/domain/case/case-decide.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import type { CasePolicy, HandlingState } from '#core/domain/case/case-state.ts';
import { FIRST_DAY, sampleFiled } from '../../model/case-samples.ts';

type Body<T extends CaseEventType> = Omit<Extract<CaseEvent, { type: T }>, 'type' | 'actor' | 'actorName' | 'on'>;

/** An event of a given actor and day. */
export function act<T extends CaseEventType>(type: T, body: Body<T>, actor = 'clerk', on = FIRST_DAY): CaseEvent {
  // `Body` ties the fields to the type; the compiler cannot follow that through the union.
  return { ...body, type, actor, actorName: `${actor}名`, on } as unknown as CaseEvent;
}

/** Applies an event that must be accepted; throws with the refusal otherwise. */
export function run(at: CaseStanding, event: CaseEvent): CaseStanding {
  const decision = decideCase(at.state, at.facts, event);
  if (!decision.ok) throw new Error(decision.error.message);
  return decision.value;
}

/** The events of an ordinary case from 立案 to 已销号, each with the state it leads to. */
export function ordinaryEvents(policy: CasePolicy, on = FIRST_DAY, beforePhoto = true): readonly CaseEvent[] {
  const after = '2026-03-14';
  return [
    act(
      'case.assigned',
      {
        leadUnit: '密云镇人民政府',
        coUnits: ['区水务局'],
        supervisingUnit: '区河长办',
        responsiblePerson: '张三',
        responsiblePhone: '010-1',
        goal: '清理到位',
        measures: null,
      },
      'clerk',
      on,
    ),
    act('case.receiptConfirmed', {}, 'clerk', on),
    ...(beforePhoto ? [act('case.photoAttached', { photoId: 'p1', role: 'before' }, 'clerk', on)] : []),
    act('case.photoAttached', { photoId: 'p2', role: 'after' }, 'clerk', on),
    act(
      'case.completionReported',
      { text: '已清理', completedOn: on, effects: [{ kind: '清垃圾', amount: 12, unit: 'm³' }] },
      'reporter',
      on,
    ),
    act('case.reviewPassed', { opinion: '已清' }, 'reviewer', on),
    ...(policy.noticeRequired
      ? [
          act('case.noticeStarted', { startedOn: on, endsOn: '2026-03-13', venue: '公告栏' }, 'clerk', on),
          act('case.noticeFinished', {}, 'clerk', after),
        ]
      : []),
    act(
      'case.closureApproved',
      { closureNumber: '密河销〔2026〕1号', opinion: '同意' },
      'approver',
      policy.noticeRequired ? after : on,
    ),
    ...(policy.filingRequired
      ? [act('case.filingAcknowledged', { filingNumber: '备1' }, 'clerk', policy.noticeRequired ? after : on)]
      : []),
  ];
}

/** A case taken along the ordinary way until it first stands in a handling state. */
export function to(
  handling: HandlingState,
  policy: CasePolicy,
  { beforePhoto = true, on = FIRST_DAY } = {},
): CaseStanding {
  const opened = openCase(sampleFiled(policy));
  if (!opened.ok) throw new Error(opened.error.message);
  let at = opened.value;
  for (const event of ordinaryEvents(policy, on, beforePhoto)) {
    if (at.state.handling === handling) return at;
    at = run(at, event);
  }
  if (at.state.handling !== handling) throw new Error(`the ordinary way does not pass ${handling}`);
  return at;
}

/** A case in 整改中. */
export function rectifying(policy: CasePolicy, on = FIRST_DAY): CaseStanding {
  return to('rectifying.active', policy, { on });
}
