import { openCase } from '#core/domain/case/case-decide.ts';
import { projectCase } from '#core/domain/case/case-projection.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { FIRST_DAY, SAMPLE_PROBLEM, sampleFiled, samplePolicy } from '../../../model/case-samples.ts';

/** The day on which these tests look. */
export const TODAY = '2026-11-02';

/** A case that has just been filed. */
export function aRecord(): CaseRecord {
  const problem = { ...SAMPLE_PROBLEM, village: '红星村', responsibleUnit: '石城镇', foundTime: '09:30' };
  const event = { ...sampleFiled(samplePolicy(), { problem }), dues: [] };
  const opened = openCase(event);
  if (!opened.ok) throw new Error(opened.error.message);
  return projectCase(null, event, opened.value, {
    id: '018f0000-0000-7000-8000-000000000001',
    at: Date.parse(FIRST_DAY),
  });
}
