import { addDays } from '#core/domain/deadline/civil-date.ts';
import { handlingLabel } from '#core/domain/case/case-labels.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { HandlingState } from '#core/domain/case/case-state.ts';
import type { InputOf } from '#core/contract/routes.ts';
import type { PhotoRole } from '#core/domain/case/case-events.ts';
import { CommandFailed } from '../cli/failure.ts';
import type { Session } from '../cli/session.ts';
import type { DemoClock } from './clock.ts';
import { LOGIN } from './cast.ts';

/** What a person states of a case. */
export type Act = InputOf<'case.act'>['act'];

/** Moves cases through their steps and keeps what was seen. */
export interface Driver {
  /** One act by an account of the cast. */
  act(caseId: string, login: string, act: Act): Promise<CaseRecord>;
  /** An act that must be refused; answers with the refusal. Ends the demonstration when it is accepted. */
  refused(caseId: string, login: string, act: Act): Promise<string>;
  photo(caseId: string, role: PhotoRole): Promise<void>;
  /** Lets days pass. */
  wait(days: number): void;
  waitUntil(date: string): void;
  /** States of the handling seen so far. */
  readonly seen: ReadonlySet<HandlingState>;
  readonly caseOf: (caseId: string) => Promise<CaseRecord>;
}

/** Makes a driver over a session with the demonstration's clock and photos. */
export function createDriver(session: Session, clock: DemoClock, photos: readonly string[]): Driver {
  const seen = new Set<HandlingState>();
  let nextPhoto = 0;
  const caseOf = async (id: string) => {
    const record = await session.call('case.get', { id }, LOGIN.clerk);
    seen.add(record.state.handling);
    return record;
  };
  const send = async (id: string, login: string, act: Act) => {
    const { rev } = await caseOf(id);
    await session.call('case.act', { id, rev, act }, login);
  };
  return {
    seen,
    caseOf,
    async act(id, login, act) {
      await send(id, login, act);
      return caseOf(id);
    },
    async refused(id, login, act) {
      try {
        await send(id, login, act);
      } catch (error) {
        if (error instanceof CommandFailed) return error.message;
        throw error;
      }
      throw new Error(`${act.type} should have been refused in ${handlingLabel((await caseOf(id)).state)}`);
    },
    async photo(id, role) {
      const path = photos[nextPhoto % photos.length];
      nextPhoto += 1;
      if (path === undefined) throw new Error('the sample workbook has no photos');
      const { rev } = await caseOf(id);
      await session.call(
        'photo.add',
        { owner: { kind: 'case', id }, rev, role, file: session.ports.files.grant(path) },
        LOGIN.inspector,
      );
    },
    wait: (days) => clock.setDay(addDays(clock.today(), days)),
    waitUntil: (date) => {
      if (date > clock.today()) clock.setDay(date);
    },
  };
}
