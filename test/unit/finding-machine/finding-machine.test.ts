import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFastFindingDecider } from '#core/domain/finding/finding-compiled.ts';
import { decideFinding, explainFindingActions, FINDING_EVENT_TYPES } from '#core/domain/finding/finding-decide.ts';
import type { FindingEvent } from '#core/domain/finding/finding-events.ts';
import { projectFinding } from '#core/domain/finding/finding-projection.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { seeded } from '../../model/case-walk.ts';
import { FINDING_ID, findingVariants } from '../../model/finding-variants.ts';

const META = { id: FINDING_ID, at: 1_772_000_000_000 };

function good(type: FindingEvent['type'], index = 0): FindingEvent {
  const event = findingVariants(type)[index]?.event;
  if (event === undefined) throw new Error(`no variant of ${type}`);
  return event;
}

function step(record: FindingRecord | null, event: FindingEvent): FindingRecord {
  const decision = decideFinding(record, event);
  if (!decision.ok) throw new Error(decision.error.message);
  const next = projectFinding(record, event, META);
  expect(next.state).toBe(decision.value);
  return next;
}

function after(...types: FindingEvent['type'][]): FindingRecord {
  return types.reduce((record, type) => step(record, good(type)), step(null, good('finding.registered')));
}

describe('findings', () => {
  it('go from 待核实 to 已立案 with the case id', () => {
    expect(after('finding.confirmed', 'finding.filed')).toMatchObject({ state: 'filed', caseId: 'case-1', rev: 3 });
  });

  it('are fixed on the spot only with a before and an after photo', () => {
    const refused = decideFinding(after(), good('finding.fixedOnSpot'));
    expect(refused).toMatchObject({ ok: false, error: { message: '不能当场办结：还缺整改前照片；还缺整改后照片' } });
    const photographed = [0, 1].reduce((record, index) => step(record, good('finding.photoAttached', index)), after());
    expect(step(photographed, good('finding.fixedOnSpot'))).toMatchObject({
      state: 'fixedOnSpot',
      beforePhotos: 1,
      afterPhotos: 1,
    });
  });

  it('take the transfer and the merge off the row when put back', () => {
    expect(after('finding.transferred').transfer).not.toBeNull();
    expect(after('finding.transferred', 'finding.returned')).toMatchObject({
      state: 'pendingVerification',
      transfer: null,
      verdict: '需再次核实',
    });
    expect(after('finding.merged', 'finding.returned')).toMatchObject({
      state: 'pendingVerification',
      mergedInto: null,
    });
  });

  it('say where to go on once they are filed', () => {
    const filed = after('finding.confirmed', 'finding.filed');
    expect(decideFinding(filed, good('finding.detailsChanged'))).toMatchObject({
      ok: false,
      error: { code: 'TRANSITION_NOT_ALLOWED', message: '不能修改线索信息：线索已立案，请在案件中办理' },
    });
    expect(explainFindingActions(filed, { actor: 'clerk', on: '2026-03-02' }).filter((each) => each.allowed)).toEqual(
      [],
    );
  });

  it('accept nothing before they are registered, and are not registered twice', () => {
    expect(decideFinding(null, good('finding.confirmed'))).toMatchObject({
      ok: false,
      error: { message: '不能核实属实：线索尚未登记' },
    });
    expect(decideFinding(after(), good('finding.registered'))).toMatchObject({ ok: false });
    expect(() => projectFinding(null, good('finding.confirmed'), META)).toThrow('begins with finding.confirmed');
  });

  // One kept answer too coarse, and an import would accept what the machine refuses.
  it('are decided by the fast decider like by the machine, words included', () => {
    const fast = createFastFindingDecider();
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const random = seeded(seed);
        let record: FindingRecord | null = random(10) === 0 ? null : after();
        for (let i = 0; i < 20; i++) {
          const variants = findingVariants(
            FINDING_EVENT_TYPES[random(FINDING_EVENT_TYPES.length)] ?? 'finding.confirmed',
          );
          const event = variants[random(variants.length)]?.event ?? good('finding.confirmed');
          const slow = decideFinding(record, event);
          expect(fast.decide(record, event)).toEqual(slow);
          if (slow.ok) record = projectFinding(record, event, META);
        }
      }),
      { numRuns: 500 },
    );
  });
});
