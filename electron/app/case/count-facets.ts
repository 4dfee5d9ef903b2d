import type { CaseFacetKey, CaseFacetsView } from '#core/contract/views-ledger.ts';
import { STATE_LABELS } from '#core/domain/case/case-labels.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { dueBands } from '#core/domain/ledger/due-bands.ts';
import { noValueText } from '#core/domain/ledger/no-value.ts';
import type { District } from '#core/domain/place/towns.ts';
import { inReadTx } from '#db/access.ts';
import { caseBandCounts, caseFacetCounts } from '#db/repositories/lists/case-facets.ts';
import { type Environment, today } from '../environment.ts';

const WORDS: Readonly<Partial<Record<CaseFacetKey, Readonly<Record<string, string>>>>> = {
  handling: STATE_LABELS.handling,
  category: CATEGORY_LABELS,
  severity: SEVERITY_LABELS,
};

/** Counts beside the ledger grid: every facet under the filters of the others, the bands of due dates and what has none. */
export function countFacets(env: Environment, filter: CaseFilter, search: string): CaseFacetsView {
  const { connection, ports } = env;
  const bands = dueBands(today(ports), env.calendar.get());
  return inReadTx(connection, (reader) => {
    const counts = caseFacetCounts(reader, filter, search);
    const due = caseBandCounts(reader, filter, search, bands);
    return {
      facets: [...counts].map(([key, { exact, values }]) => ({
        key,
        exact,
        values: values.map(({ value, count }) => ({
          value,
          count,
          label: labelOf(key, value, ports.reference.district),
        })),
      })),
      due: [
        ...bands.map((band, at) => ({ ...band, count: due.counts[at] ?? 0, exact: due.exact })),
        { key: 'none', label: '无期限', filter: { noDue: true }, count: due.undated, exact: due.undatedIsExact },
      ],
    };
  });
}

function labelOf(key: CaseFacetKey, value: string, district: District): string {
  if (value === '') return noValueText(key);
  if (key === 'townCode') return district.towns.findLast(({ code }) => code === value)?.name ?? value;
  return WORDS[key]?.[value] ?? value;
}
