import type { DuplicateView } from '#core/contract/views.ts';
import { findDuplicateCandidates, searchRadius } from '#core/domain/finding/duplicates.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { boxAround } from '#core/domain/geo/distance.ts';
import type { Reader } from '#db/access.ts';
import { findingsByExternalNumbers, findingsInBox } from '#db/repositories/findings.ts';
import { listFindings } from '#db/repositories/lists/finding-lists.ts';

/** Most rows looked at where a point is missing: the latest of the same class and town. */
const WITHOUT_POINT = 200;

/** Findings that may be the same problem (疑似重复), best first: a proposal, a person decides. */
export function findDuplicates(reader: Reader, problem: Problem): readonly DuplicateView[] {
  const known = new Map([...byNumber(reader, problem), ...nearBy(reader, problem)].map((row) => [row.id, row]));
  const entries = [...known.values()].map((row) => ({ id: row.id, number: row.number, problem: row }));
  return findDuplicateCandidates(problem, entries).map(({ id, number, distance, reasons }) => ({
    kind: 'finding',
    id,
    number,
    state: known.get(id)?.state ?? '',
    distanceMetres: distance,
    reasons,
  }));
}

function byNumber(reader: Reader, problem: Problem): readonly FindingRecord[] {
  return findingsByExternalNumbers(reader, problem.externalNumbers);
}

function nearBy(reader: Reader, problem: Problem): readonly FindingRecord[] {
  const { lon, lat, datum, category, townCode } = problem;
  // The other point's datum is not known before it is read: search as wide as the worst of them.
  if (lon !== null && lat !== null)
    return findingsInBox(reader, boxAround({ lon, lat }, searchRadius(datum, 'unknown')));
  const filter = { category: [category], townCode: townCode === null ? undefined : [townCode] };
  return listFindings(reader, { filter, page: { offset: 0, size: WITHOUT_POINT } }).rows;
}
