import { runningClock } from '#core/domain/case/case-clocks.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { deriveDue } from '#core/domain/deadline/due.ts';
import type { CivilDate, Clock } from '#core/domain/deadline/terms.ts';
import { historyOf } from '#core/domain/document/case-history.ts';
import type { DocumentPhoto } from '#core/domain/document/document-model.ts';
import type { DocumentSource } from '#core/domain/document/document-source.ts';
import type { Reader } from '#db/access.ts';
import { photosOf } from '#db/repositories/photos.ts';
import { pastEvents } from '../case/past-events.ts';
import { workingsOf } from '../case/workings.ts';
import type { Environment } from '../environment.ts';

/** What documents know of a case: its row, its log, its clocks and its photos. */
export function sourceOf(env: Environment, reader: Reader, record: CaseRecord): DocumentSource {
  return {
    record,
    history: historyOf(pastEvents(reader, record.id)),
    workings: workingsOf(env, record, clocksToShow(record.facts.clocks)),
    extendedDueOn: extendedDueOn(env, record),
    photos: photosFor(reader, record),
  };
}

/** The clocks that run, as on the case page; of a case whose clocks have all stopped, all of them. */
function clocksToShow(clocks: readonly Clock[]): readonly Clock[] {
  const running = clocks.filter((clock) => clock.stoppedOn === null);
  return running.length === 0 ? clocks : running;
}

/** The due date with the extension that is asked for, by the function that will set it when it is granted. */
function extendedDueOn({ calendar }: Environment, { facts }: CaseRecord): CivilDate | null {
  const clock = runningClock(facts.clocks, 'rectification');
  const asked = facts.pendingExtension;
  if (clock === undefined || asked === null) return null;
  const extended = { ...clock, extensions: [...clock.extensions, { amount: asked.amount, unit: asked.unit }] };
  return deriveDue(extended, facts.suspensions, calendar.get()).dueOn;
}

function photosFor(reader: Reader, record: CaseRecord): DocumentSource['photos'] {
  const all = [
    ...record.findingIds.flatMap((id) => photosOf(reader, 'finding', id)),
    ...photosOf(reader, 'case', record.id),
  ];
  const of = (role: 'before' | 'after', label: string): readonly DocumentPhoto[] =>
    all
      .filter((photo) => photo.role === role)
      .map(({ sha256 }, index) => ({ sha256, caption: `${label}照片 ${index + 1}` }));
  return { before: of('before', '整改前'), after: of('after', '整改后') };
}
