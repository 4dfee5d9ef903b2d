import type { DuplicateView, RecordLink } from '#core/contract/views-finding.ts';
import {
  DUPLICATE_DEFAULTS,
  type DuplicateCandidate,
  type DuplicateOptions,
  findDuplicateCandidates,
  REBOUND_DEFAULTS,
  searchRadius,
} from '#core/domain/finding/duplicates.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { boxAround, type GeoBox } from '#core/domain/geo/distance.ts';
import type { Reader } from '#db/access.ts';
import { type CaseListItem, casesInBox } from '#db/repositories/cases.ts';
import { distinctFrom } from '#db/repositories/distinct-pairs.ts';
import { findingsByExternalNumbers, findingsInBox } from '#db/repositories/findings.ts';
import { listCases } from '#db/repositories/lists/case-lists.ts';
import { listFindings } from '#db/repositories/lists/finding-lists.ts';
import { firstPhotoOf } from '#db/repositories/photos.ts';
import { linkOf, linkTo } from './links.ts';

/** Most rows looked at where a point is missing: the latest of the same class and town. */
const WITHOUT_POINT = 200;

/**
 * Findings and cases that may be the same problem (疑似重复), best first; closed cases nearby as the original of a
 * rebound (反弹). A proposal: a person decides.
 */
export function findDuplicates(reader: Reader, problem: Problem): readonly DuplicateView[] {
  return search(reader, problem, null);
}

/** The same for a kept finding; the records that were judged to be others (不是重复) are marked so, and come last. */
export function findSimilar(reader: Reader, finding: FindingRecord): readonly DuplicateView[] {
  const distinct = distinctFrom(reader, finding.id);
  const views = search(reader, finding, finding).map((view) => ({ ...view, distinct: distinct.has(view.record.id) }));
  return [...views.filter((view) => !view.distinct), ...views.filter((view) => view.distinct)];
}

/** A kept record that may be the same as a problem, without what is shown of it. */
export interface RecordCandidate extends DuplicateCandidate {
  readonly kind: 'finding' | 'case';
}

/** As `findDuplicates`, without what is shown of each record: for the check of many rows. */
export function recordCandidates(reader: Reader, problem: Problem): readonly RecordCandidate[] {
  return scoredFor(reader, problem, null).map(({ view, ...candidate }) => candidate);
}

type Scored = RecordCandidate & { readonly view: () => DuplicateView };

function search(reader: Reader, problem: Problem, self: FindingRecord | null): readonly DuplicateView[] {
  return scoredFor(reader, problem, self).map(({ view }) => view());
}

/** `self`: the finding that the problem is of; neither it nor what it hangs on is proposed. */
function scoredFor(reader: Reader, problem: Problem, self: FindingRecord | null): readonly Scored[] {
  const own = new Set([self?.id, self?.caseId, self?.mergedInto?.id]);
  const cases = nearCases(reader, problem).filter(({ id }) => !own.has(id));
  const caseIds = new Set(cases.map(({ id }) => id));
  const findings = nearFindings(reader, problem).filter(
    ({ id, caseId, mergedInto }) =>
      // What was filed or merged is shown by the record that speaks for it.
      !own.has(id) &&
      !caseIds.has(caseId ?? '') &&
      (self === null || mergedInto?.id !== self.id) &&
      !caseIds.has(mergedInto?.id ?? ''),
  );
  const scored = [
    ...score(problem, findings, DUPLICATE_DEFAULTS).map(([row, candidate]) => ({
      ...candidate,
      kind: 'finding' as const,
      view: () => findingView(reader, row, candidate),
    })),
    ...[
      ...score(problem, cases.filter(isOpen), DUPLICATE_DEFAULTS),
      ...score(problem, cases.filter(isClosed), REBOUND_DEFAULTS),
    ].map(([row, candidate]) => ({
      ...candidate,
      kind: 'case' as const,
      view: () => caseView(reader, row, candidate),
    })),
  ];
  return scored.sort((a, b) => b.score - a.score || (a.distance ?? Infinity) - (b.distance ?? Infinity));
}

function score<Row extends Problem & { readonly id: string; readonly number: string }>(
  problem: Problem,
  rows: readonly Row[],
  options: DuplicateOptions,
): readonly (readonly [Row, DuplicateCandidate])[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const entries = rows.map((row) => ({ id: row.id, number: row.number, problem: row }));
  return findDuplicateCandidates(problem, entries, options).flatMap((candidate) => {
    const row = known.get(candidate.id);
    return row === undefined ? [] : [[row, candidate] as const];
  });
}

function isClosed({ state }: CaseListItem): boolean {
  return state.handling === 'closed';
}

/** 撤案 is neither: nothing is merged into it, and there was nothing to come back. */
function isOpen({ state }: CaseListItem): boolean {
  return state.handling !== 'closed' && state.handling !== 'withdrawn';
}

function findingView(reader: Reader, row: FindingRecord, candidate: DuplicateCandidate): DuplicateView {
  const speaker = row.mergedInto ?? (row.caseId === null ? null : { kind: 'case' as const, id: row.caseId });
  const target = speaker === null ? linkOf('finding', row) : linkTo(reader, speaker);
  return {
    ...common(row, candidate),
    record: linkOf('finding', row),
    closedOn: null,
    photo: firstPhotoOf(reader, 'finding', [row.id]),
    mergeInto: target?.kind === 'case' && isFinal(target) ? null : target,
    reboundOf: null,
  };
}

function caseView(reader: Reader, row: CaseListItem, candidate: DuplicateCandidate): DuplicateView {
  const link = linkOf('case', row);
  return {
    ...common(row, candidate),
    record: link,
    closedOn: row.closedOn,
    photo: firstPhotoOf(reader, 'case', [row.id]) ?? firstPhotoOf(reader, 'finding', row.findingIds),
    mergeInto: isClosed(row) ? null : link,
    reboundOf: isClosed(row) ? row.id : null,
  };
}

function isFinal({ state }: RecordLink): boolean {
  return state === 'closed' || state === 'withdrawn';
}

function common(row: Problem, { distance, reasons }: DuplicateCandidate) {
  const where = [row.town, row.village, row.place].filter((part) => part !== null).join(' ');
  return {
    distanceMetres: distance,
    reasons,
    description: row.description,
    where: where === '' ? null : where,
    foundOn: row.foundOn,
    distinct: false,
  };
}

function nearFindings(reader: Reader, problem: Problem): readonly FindingRecord[] {
  const box = boxOf(problem, DUPLICATE_DEFAULTS);
  const near =
    box === null
      ? listFindings(reader, { filter: sameClass(problem), page: { offset: 0, size: WITHOUT_POINT } }).rows
      : findingsInBox(reader, box);
  const named = findingsByExternalNumbers(reader, problem.externalNumbers);
  return [...new Map([...named, ...near].map((row) => [row.id, row])).values()];
}

function nearCases(reader: Reader, problem: Problem): readonly CaseListItem[] {
  const box = boxOf(problem, REBOUND_DEFAULTS);
  if (box !== null) return casesInBox(reader, box);
  return listCases(reader, { filter: sameClass(problem), page: { offset: 0, size: WITHOUT_POINT } }).rows;
}

function boxOf({ lon, lat, datum }: Problem, options: DuplicateOptions): GeoBox | null {
  if (lon === null || lat === null) return null;
  // The other point's datum is not known before it is read: search as wide as the worst of them.
  return boxAround({ lon, lat }, searchRadius(datum, 'unknown', options));
}

function sameClass({ category, townCode }: Problem) {
  return { category: [category], townCode: townCode === null ? undefined : [townCode] };
}
