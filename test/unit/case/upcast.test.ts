import { describe, expect, it } from 'vitest';
import { type Upcaster, upcast, upcastCaseEvent, upcastFindingEvent } from '#core/domain/case/upcast.ts';

const event = { type: 'case.assigned', leadUnit: '密云镇' };

describe('upcasting', () => {
  it('leaves an event of the current version alone', () => {
    expect(upcastCaseEvent(event, 1)).toEqual({ ok: true, value: event });
    expect(upcastFindingEvent(event, 1)).toEqual({ ok: true, value: event });
  });

  it('refuses what a newer program wrote, and says so', () => {
    const refused = upcastCaseEvent(event, 2);
    expect(refused).toMatchObject({ ok: false, error: { code: 'EVENT_TOO_NEW' } });
    expect(!refused.ok && refused.error.message).toContain('升级程序');
  });

  it('takes the steps one version at a time, in order', () => {
    const steps = new Map<number, Upcaster>([
      [1, (each) => ({ ...each, unit: each['leadUnit'] })],
      [2, (each) => ({ ...each, type: 'case.handedOver' })],
    ]);
    expect(upcast(event, 1, 3, steps)).toEqual({
      ok: true,
      value: { type: 'case.handedOver', leadUnit: '密云镇', unit: '密云镇' },
    });
  });

  it.each([0, 1.5, Number.NaN])('refuses version %s', (version) => {
    expect(upcastCaseEvent(event, version)).toMatchObject({ ok: false, error: { code: 'EVENT_VERSION_UNKNOWN' } });
  });

  it('refuses where a step is missing rather than skipping it', () => {
    expect(upcast(event, 1, 3, new Map([[1, (each) => each]]))).toMatchObject({
      ok: false,
      error: { code: 'EVENT_VERSION_UNKNOWN' },
    });
  });
});
