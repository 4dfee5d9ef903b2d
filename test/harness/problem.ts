import type { InputOf } from '#core/contract/routes.ts';

/** A problem as a caller states it. */
export type ProblemInput = InputOf<'finding.register'>['problem'];

/** A plain problem that every rule accepts; override what the test is about. */
export function aProblem(over: Partial<ProblemInput> = {}): ProblemInput {
  return {
    basin: null,
    river: '白河',
    reach: null,
    bank: '左岸',
    townCode: '110118116',
    town: '石城镇',
    village: '红星村',
    place: '桥下游左岸',
    lon: 116.9,
    lat: 40.5,
    datum: 'CGCS2000',
    rawCoordinates: '116.9, 40.5',
    outsideDistrict: false,
    zones: [],
    externalNumbers: [],
    source: '网格巡查',
    campaigns: [],
    foundOn: '2026-10-20',
    foundTime: '09:30',
    category: 'dumping',
    item: '3.1',
    severity: 'general',
    severityProposed: null,
    severityReason: null,
    description: '岸坡倾倒建筑垃圾',
    quantity: null,
    formedPeriod: null,
    violator: null,
    suspectedCrime: false,
    chiefs: { city: null, district: null, town: null, village: null },
    responsibleUnit: null,
    responsiblePerson: null,
    responsiblePhone: null,
    remarks: null,
    ...over,
  };
}
