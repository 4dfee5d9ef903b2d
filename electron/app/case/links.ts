import type { CaseLinks, LinkedFinding } from '#core/contract/views-case.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Reader } from '#db/access.ts';
import { eventsOf } from '#db/repositories/events.ts';
import { findingsMergedInto, getFindings } from '#db/repositories/findings.ts';
import { linkTo } from '../finding/links.ts';

/** Everything that hangs together with a case: its findings, what was merged into them, rebounds both ways. */
export function linksOfCase(reader: Reader, record: CaseRecord): CaseLinks {
  const { id, findingIds, reboundOf } = record;
  const merged = [id, ...findingIds].flatMap((target) => findingsMergedInto(reader, target));
  return {
    findings: getFindings(reader, findingIds).map(linked),
    merged: merged.map(linked),
    reboundOf: reboundOf === null ? null : linkTo(reader, { kind: 'case', id: reboundOf.caseId }),
    rebounds: reboundsOf(reader, record),
  };
}

function reboundsOf(reader: Reader, { id, facts }: CaseRecord): CaseLinks['rebounds'] {
  if (facts.rebounds === 0) return [];
  return eventsOf(reader, id).flatMap(({ type, payload }) => {
    if (type !== 'case.reboundLinked') return [];
    const { newCaseId } = JSON.parse(payload) as { readonly newCaseId: string };
    return linkTo(reader, { kind: 'case', id: newCaseId }) ?? [];
  });
}

function linked({ id, number, state, description, source, foundOn }: FindingRecord): LinkedFinding {
  return { kind: 'finding', id, number, state, description, source, foundOn };
}
