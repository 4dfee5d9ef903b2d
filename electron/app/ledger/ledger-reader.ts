import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { summarise } from '#core/domain/ledger/statistics.ts';
import type { Reader } from '#db/access.ts';
import { getCase } from '#db/repositories/cases.ts';
import { readHead } from '#db/repositories/events.ts';
import { getFindings } from '#db/repositories/findings.ts';
import { countCasesByClass } from '#db/repositories/lists/case-counts.ts';
import { countCases, iterateCases } from '#db/repositories/lists/case-lists.ts';
import { countFindings, iterateFindings } from '#db/repositories/lists/finding-lists.ts';
import type { Total } from '#db/repositories/lists/spec.ts';
import { photoHashesOf } from '#db/repositories/photos.ts';
import type { LedgerReader } from './sheet-rows.ts';

/** Filter of the list that a ledger is of. */
export type ListFilter = CaseFilter | FindingFilter;

const BY_NUMBER = { by: 'number', dir: 'asc' } as const;

/** The export's questions, asked of a database. Call it inside one read transaction. */
export function ledgerReader(reader: Reader, search: string, device: string): LedgerReader<ListFilter> {
  // Which of the two a filter is, the definition says; both lists pass over what they do not know.
  const cases = (filter: ListFilter) => ({ filter: filter as CaseFilter, search, sort: BY_NUMBER });
  const findings = (filter: ListFilter) => ({ filter: filter as FindingFilter, search, sort: BY_NUMBER });
  return {
    cases: (filter) => iterateCases(reader, cases(filter)),
    countCases: (filter) => exact(countCases(reader, cases(filter)), () => iterateCases(reader, cases(filter))),
    findings: (filter) => iterateFindings(reader, findings(filter)),
    countFindings: (filter) =>
      exact(countFindings(reader, findings(filter)), () => iterateFindings(reader, findings(filter))),
    caseOf: ({ caseId }) => (caseId === null ? null : getCase(reader, caseId)),
    findingsOf: ({ findingIds }) => getFindings(reader, findingIds),
    photos: (caseId, findingIds) => photoHashesOf(reader, caseId, findingIds),
    statistics: (filter, today) => summarise(countCasesByClass(reader, filter as CaseFilter, today)),
    logHead() {
      const head = readHead(reader, device);
      return head === null ? null : { device, seq: head.seq, hash: head.hash };
    },
  };
}

/** The list may answer a very common word with "at least so many"; a ledger prints the exact number. */
function exact({ total, totalIsExact }: Total, rows: () => Iterable<unknown>): number {
  if (totalIsExact) return total;
  let count = 0;
  for (const _row of rows()) count += 1;
  return count;
}
