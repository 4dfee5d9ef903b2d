import type { TimelineEntry } from '#core/contract/views.ts';
import { describeCaseEvent, type EventLine } from '#core/domain/case/case-event-words.ts';
import type { CaseEvent, CaseEventType } from '#core/domain/case/case-events.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';

/** One objection (异议) to a public notice and what became of it. */
export interface Objection {
  readonly id: string;
  readonly text: string;
  readonly on: CivilDate;
  /** Null while nobody has decided it; 期满以前退回的，随之了结. */
  readonly outcome: { readonly upheld: boolean; readonly on: CivilDate; readonly why: string } | null;
}

/** A correction (更正) of a field. */
export interface Correction {
  readonly rev: number;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly on: CivilDate;
  readonly reason: string;
  readonly actorName: string;
}

/** The kinds that the timeline can be narrowed to. */
export const ENTRY_KINDS = {
  handling: '办理',
  deadline: '时限',
  supervision: '督办与移送',
  record: '照片与信息',
} as const;

/** Kind of a timeline entry. */
export type EntryKind = keyof typeof ENTRY_KINDS;

const KIND_OF: Readonly<Partial<Record<CaseEventType, EntryKind>>> = {
  'case.clockSuspended': 'deadline',
  'case.clockResumed': 'deadline',
  'case.extensionRequested': 'deadline',
  'case.extensionEndorsed': 'deadline',
  'case.extensionApproved': 'deadline',
  'case.extensionRejected': 'deadline',
  'case.extensionWithdrawn': 'deadline',
  'case.deadlinesRestated': 'deadline',
  'case.supervisionRaised': 'supervision',
  'case.supervisionLifted': 'supervision',
  'case.referralRequested': 'supervision',
  'case.referralDelivered': 'supervision',
  'case.referralAccepted': 'supervision',
  'case.referralDeclined': 'supervision',
  'case.referralConcluded': 'supervision',
  'case.photoAttached': 'record',
  'case.detailsChanged': 'record',
  'case.corrected': 'record',
};

/** Kind of an entry; 办理 unless it is something else. */
export function kindOf({ type }: Pick<TimelineEntry, 'type'>): EntryKind {
  const kinds: Readonly<Record<string, EntryKind>> = KIND_OF;
  return kinds[type] ?? 'handling';
}

/** An entry as the event that it is: the log keeps its body whole. */
export function eventOf({ type, details, on, actorName }: TimelineEntry): CaseEvent {
  return { ...details, type, on, actorName, actor: '' } as unknown as CaseEvent;
}

/** What an entry says, in words. */
export function linesOf(
  entry: TimelineEntry,
  entries: readonly TimelineEntry[],
  accountName: (id: string) => string,
): readonly EventLine[] {
  return describeCaseEvent(eventOf(entry), {
    account: accountName,
    objection: (id) => objectionsIn(entries).find((objection) => objection.id === id)?.text ?? '（没有找到这件异议）',
  });
}

/** Every objection of a case, in the order in which they were raised. */
export function objectionsIn(entries: readonly TimelineEntry[]): readonly Objection[] {
  let objections: readonly Objection[] = [];
  const settle = (id: string | null, outcome: Objection['outcome']) => {
    objections = objections.map((one) =>
      one.outcome === null && (id === null || one.id === id) ? { ...one, outcome } : one,
    );
  };
  for (const entry of entries) {
    const event = eventOf(entry);
    const { on } = event;
    if (event.type === 'case.objectionRaised')
      objections = [...objections, { id: event.objectionId, text: event.text, on, outcome: null }];
    else if (event.type === 'case.objectionDismissed')
      settle(event.objectionId, { upheld: false, on, why: event.basis });
    else if (event.type === 'case.objectionUpheld') {
      settle(event.objectionId, { upheld: true, on, why: event.reason });
      settle(null, { upheld: true, on, why: '案件已因另一件异议退回整改' });
    } else if (event.type === 'case.withdrawn') settle(null, { upheld: false, on, why: '案件已撤案' });
  }
  return objections;
}

/** Corrections of a case by field, oldest first. */
export function correctionsIn(entries: readonly TimelineEntry[]): ReadonlyMap<string, readonly Correction[]> {
  const found = new Map<string, readonly Correction[]>();
  for (const entry of entries) {
    const event = eventOf(entry);
    if (event.type !== 'case.corrected') continue;
    const { field, from, to, on, reason } = event;
    const correction = { rev: entry.rev, field, from, to, on, reason, actorName: entry.actorName };
    found.set(field, [...(found.get(field) ?? []), correction]);
  }
  return found;
}
