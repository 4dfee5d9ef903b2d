import { expect, it } from 'vitest';
import { periodOf, withPeriod, withValues } from '../../../../renderer/src/features/statistics/filter-form.ts';

it('the period moves from the day of filing to the day of finding without leaving the other behind', () => {
  const filed = withPeriod({ category: ['mining'] }, { by: 'filed', from: '2026-01-01', to: '2026-06-30' });
  expect(filed).toEqual({ category: ['mining'], filedFrom: '2026-01-01', filedTo: '2026-06-30' });
  const found = withPeriod(filed, { ...periodOf(filed), by: 'found' });
  expect(found).toEqual({ category: ['mining'], foundFrom: '2026-01-01', foundTo: '2026-06-30' });
  expect(periodOf(found)).toEqual({ by: 'found', from: '2026-01-01', to: '2026-06-30' });
  expect(withPeriod(found, { by: 'found', from: null, to: null })).toEqual({ category: ['mining'] });
});

it('no value chosen is no filter, not a filter that finds nothing', () => {
  expect(withValues({ townCode: ['110118116'] }, 'townCode', [])).toEqual({});
  expect(withValues({}, 'townCode', [''])).toEqual({ townCode: [''] });
});
