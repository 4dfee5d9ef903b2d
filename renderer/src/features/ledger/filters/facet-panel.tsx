import './facet-panel.css';
import { useState } from 'react';
import type { CaseFacet, CaseFacetsView, DueBandCount } from '#core/contract/views-ledger.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { noValueText } from '#core/domain/ledger/no-value.ts';
import { toggled, without } from './filter-chips.ts';

const TITLES: Readonly<Record<CaseFacet['key'], string>> = {
  handling: '办理状态',
  category: '四乱类型',
  severity: '严重程度',
  townCode: '镇街',
  river: '河湖',
  leadUnit: '主办单位',
  source: '问题来源',
  campaign: '专项行动',
};
/** In the order in which they are asked for. */
const ORDER: readonly CaseFacet['key'][] = [
  'handling',
  'category',
  'townCode',
  'river',
  'leadUnit',
  'severity',
  'source',
  'campaign',
];
/** Values that are shown before one asks for all. */
const FEW = 6;

interface FacetPanelProps {
  readonly filter: CaseFilter;
  readonly counts: CaseFacetsView | undefined;
  readonly onFilter: (filter: CaseFilter) => void;
}

/** What the list can be narrowed by, with how many cases each choice would give. */
export function FacetPanel({ filter, counts, onFilter }: FacetPanelProps) {
  const facets = ORDER.flatMap((key) => counts?.facets.find((facet) => facet.key === key) ?? []);
  return (
    <aside className="facets" aria-label="筛选">
      {counts !== undefined && <DueBands filter={filter} bands={counts.due} onFilter={onFilter} />}
      {facets.map((facet) => (
        <Facet key={facet.key} facet={facet} filter={filter} onFilter={onFilter} />
      ))}
    </aside>
  );
}

interface DueBandsProps {
  readonly filter: CaseFilter;
  readonly bands: readonly DueBandCount[];
  readonly onFilter: (filter: CaseFilter) => void;
}

function DueBands({ filter, bands, onFilter }: DueBandsProps) {
  return (
    <fieldset>
      <legend>最近期限</legend>
      {bands.map((band) => {
        const { dueFrom, dueTo, noDue } = band.filter;
        const chosen = filter.dueFrom === dueFrom && filter.dueTo === dueTo && filter.noDue === noDue;
        const rest = without(filter, ['dueFrom', 'dueTo', 'noDue']);
        return (
          <Choice
            key={band.key}
            label={band.label}
            count={band.count}
            exact={band.exact}
            chosen={chosen}
            onChoose={() => onFilter(chosen ? rest : { ...rest, ...band.filter })}
          />
        );
      })}
    </fieldset>
  );
}

interface FacetProps {
  readonly facet: CaseFacet;
  readonly filter: CaseFilter;
  readonly onFilter: (filter: CaseFilter) => void;
}

function Facet({ facet: { key, exact, values }, filter, onFilter }: FacetProps) {
  const [all, setAll] = useState(false);
  const chosen: readonly string[] = filter[key] ?? [];
  // A choice stays in view where it has no case left, or is not among the first.
  const missing = chosen
    .filter((value) => !values.some((each) => each.value === value))
    .map((value) => ({ value, label: value === '' ? noValueText(key) : value, count: 0 }));
  const found = [...values, ...missing];
  const known = found.filter(({ value }) => value !== '');
  const few = all ? known : known.filter(({ value }, at) => at < FEW || chosen.includes(value));
  // What has no value is no value among others: always last, and always in view.
  const shown = [...few, ...found.filter(({ value }) => value === '')];
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend>{TITLES[key]}</legend>
      {shown.map(({ value, label, count }) => (
        <Choice
          key={value}
          label={label}
          count={count}
          exact={exact}
          chosen={chosen.includes(value)}
          onChoose={() => onFilter(toggled(filter, key, value))}
        />
      ))}
      {known.length > FEW && (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '收起' : `全部 ${known.length} 项`}
        </button>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly count: number;
  readonly exact: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ label, count, exact, chosen, onChoose }: ChoiceProps) {
  return (
    <label title={label}>
      <input type="checkbox" checked={chosen} onChange={onChoose} />
      <span className="name">{label}</span>
      <span className="count">{`${exact ? '' : '≥'}${count.toLocaleString('zh-CN')}`}</span>
    </label>
  );
}
