import '../../ledger/filters/facet-panel.css';
import { useState } from 'react';
import type { FindingFacets, FindingFacetValue } from '#core/contract/views-finding.ts';
import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import { FACET_TITLES, type FacetField, toggled, type ValueNames, valueText } from './filter-parts.ts';

/** Values that are shown before one asks for all. */
const FEW = 6;

interface FacetPanelProps {
  readonly filter: FindingFilter;
  readonly facets: FindingFacets | undefined;
  readonly names: ValueNames;
  readonly onFilter: (filter: FindingFilter) => void;
}

/** What the list can be narrowed by, with how many findings each choice would give. */
export function FacetPanel({ filter, facets, names, onFilter }: FacetPanelProps) {
  return (
    <aside className="facets" aria-label="筛选">
      {facets !== undefined &&
        (Object.keys(FACET_TITLES) as FacetField[]).map((field) => (
          <Facet key={field} field={field} values={facets[field]} filter={filter} names={names} onFilter={onFilter} />
        ))}
    </aside>
  );
}

interface FacetProps extends Omit<FacetPanelProps, 'facets'> {
  readonly field: FacetField;
  readonly values: readonly FindingFacetValue[];
}

function Facet({ field, values, filter, names, onFilter }: FacetProps) {
  const [all, setAll] = useState(false);
  const chosen: readonly string[] = filter[field] ?? [];
  // A choice stays in view where nothing of it is left, or it is not among the first.
  const missing = chosen.filter((value) => !values.some((each) => each.value === value));
  const found = [...values, ...missing.map((value) => ({ value, count: 0, label: null }))];
  const known = found.filter(({ value }) => value !== '');
  const few = all ? known : known.filter(({ value }, at) => at < FEW || chosen.includes(value));
  // What has no value is no value among others: always last, and always in view.
  const shown = [...few, ...found.filter(({ value }) => value === '')];
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend>{FACET_TITLES[field]}</legend>
      {shown.map(({ value, count, label }) => {
        const text = label ?? valueText(field, value, names);
        return (
          <label key={value} title={text}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => onFilter(toggled(filter, field, value))}
            />
            <span className="name">{text}</span>
            <span className="count">{count.toLocaleString('zh-CN')}</span>
          </label>
        );
      })}
      {known.length > FEW && (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '收起' : `全部 ${known.length} 项`}
        </button>
      )}
    </fieldset>
  );
}
