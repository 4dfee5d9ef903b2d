import type { Datum, Problem, Severity } from '#core/domain/finding/problem.ts';

/** A finding as it is being typed (登记草稿): texts as typed, nothing read yet. Plain JSON: it is kept through a restart. */
export interface FindingDraft {
  readonly place: string;
  readonly river: string;
  readonly reach: string;
  readonly bank: string;
  readonly town: string;
  readonly village: string;
  readonly coordinates: string;
  readonly datum: Datum;
  /** Class and sub-item in the wording of 245号, a code, or words. */
  readonly problemClass: string;
  readonly description: string;
  readonly quantity: string;
  /** null: as the rules propose. */
  readonly severity: Severity | null;
  readonly severityReason: string;
  readonly source: string;
  readonly foundOn: string;
  readonly foundTime: string;
  readonly externalNumbers: string;
  readonly campaigns: string;
  readonly zones: readonly string[];
  readonly basin: string;
  readonly formedPeriod: string;
  readonly violator: string;
  readonly suspectedCrime: boolean;
  readonly responsibleUnit: string;
  readonly responsiblePerson: string;
  readonly responsiblePhone: string;
  readonly remarks: string;
  readonly chiefs: Problem['chiefs'];
}

/** Name of a typed field. */
export type DraftField = keyof FindingDraft;

/** An empty form; found today. */
export function emptyDraft(today: string): FindingDraft {
  return {
    place: '',
    river: '',
    reach: '',
    bank: '',
    town: '',
    village: '',
    coordinates: '',
    datum: 'unknown',
    problemClass: '',
    description: '',
    quantity: '',
    severity: null,
    severityReason: '',
    source: '',
    foundOn: today,
    foundTime: '',
    externalNumbers: '',
    campaigns: '',
    zones: [],
    basin: '',
    formedPeriod: '',
    violator: '',
    suspectedCrime: false,
    responsibleUnit: '',
    responsiblePerson: '',
    responsiblePhone: '',
    remarks: '',
    chiefs: { city: null, district: null, town: null, village: null },
  };
}

/** The form after a finding was saved: where, from whom and when stay, for the next one of the same round. */
export function nextDraft(saved: FindingDraft, today: string): FindingDraft {
  const { place, river, reach, bank, town, village, datum, source, foundOn, campaigns, basin, chiefs } = saved;
  return {
    ...emptyDraft(today),
    place,
    river,
    reach,
    bank,
    town,
    village,
    datum,
    source,
    foundOn,
    campaigns,
    basin,
    chiefs,
  };
}

/** Reads a kept draft; what is missing or of another type (another version of the program) is as in an empty form. */
export function restoreDraft(kept: unknown, today: string): FindingDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const empty = emptyDraft(today);
  const fields = Object.entries(empty).map(([field, usual]) => {
    const value: unknown = Reflect.get(kept, field);
    const fits = field === 'severity' ? value === null || typeof value === 'string' : sameShape(value, usual);
    return [field, fits ? value : usual];
  });
  return Object.fromEntries(fields) as FindingDraft;
}

/** Whether anything was typed that would be a loss. */
export function isWorthKeeping(draft: FindingDraft, today: string): boolean {
  const { foundOn: _day, ...typed } = draft;
  const { foundOn: _today, ...empty } = emptyDraft(today);
  return JSON.stringify(typed) !== JSON.stringify(empty);
}

function sameShape(value: unknown, usual: unknown): boolean {
  return typeof value === typeof usual && value !== null && Array.isArray(value) === Array.isArray(usual);
}
