import type { CaseEvent, CaseEventType } from '../case/case-events.ts';

type Past<T extends CaseEventType> = Extract<CaseEvent, { readonly type: T }>;

/** What documents quote from the log of a case: the latest event of each kind, null where there is none. */
export interface CaseHistory {
  readonly completion: Past<'case.completionReported'> | null;
  readonly review: Past<'case.reviewPassed'> | Past<'case.reviewRejected'> | null;
  readonly extension: Past<'case.extensionRequested'> | null;
  readonly supervision: Past<'case.supervisionRaised'> | null;
  readonly notice: Past<'case.noticeStarted'> | null;
}

/** Reads the events of a case, oldest first. */
export function historyOf(events: readonly CaseEvent[]): CaseHistory {
  return {
    completion: latest(events, 'case.completionReported'),
    review: latest(events, 'case.reviewPassed', 'case.reviewRejected'),
    extension: latest(events, 'case.extensionRequested'),
    supervision: latest(events, 'case.supervisionRaised'),
    notice: latest(events, 'case.noticeStarted'),
  };
}

function latest<T extends CaseEventType>(events: readonly CaseEvent[], ...types: readonly T[]): Past<T> | null {
  const found = events.findLast((event): event is Past<T> => (types as readonly string[]).includes(event.type));
  return found ?? null;
}
