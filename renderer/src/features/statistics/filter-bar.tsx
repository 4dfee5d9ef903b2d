import { Button, Select } from 'antd';
import { CATEGORIES, CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { SEVERITIES, SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { useAsk } from '../../api/ask.ts';
import { DateField } from '../../ui/date-field.tsx';
import { type Period, periodOf, withPeriod, withValues } from './filter-form.ts';

interface FilterBarProps {
  readonly filter: CaseFilter;
  readonly onChange: (filter: CaseFilter) => void;
}

/** What the statistics are made of: a period, classes, towns, sources, severity. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const towns = useAsk('place.towns', {});
  const sources = useAsk('statistics.groups', { filter: {}, dimension: 'source' });
  const period = periodOf(filter);
  const dates = (part: Partial<Period>) => onChange(withPeriod(filter, { ...period, ...part }));
  return (
    <fieldset className="stat-filter no-print" aria-label="统计范围">
      <Select<Period['by']>
        aria-label="期间按"
        style={{ width: 100 }}
        value={period.by}
        onChange={(by) => dates({ by })}
        options={[
          { value: 'filed', label: '立案日期' },
          { value: 'found', label: '发现日期' },
        ]}
      />
      <DateField aria-label="期间起" value={period.from} onChange={(from) => dates({ from })} />
      至
      <DateField aria-label="期间止" value={period.to} onChange={(to) => dates({ to })} />
      <Many
        label="类型"
        value={filter.category}
        options={CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] }))}
        onChange={(values) => onChange(withValues(filter, 'category', values))}
      />
      <Many
        label="镇街"
        value={filter.townCode}
        options={[
          ...(towns.data?.towns ?? []).map(({ code, name }) => ({ value: code, label: name })),
          { value: '', label: '镇街未明' },
        ]}
        onChange={(values) => onChange(withValues(filter, 'townCode', values))}
      />
      <Many
        label="来源"
        value={filter.source}
        options={(sources.data ?? []).map(({ value }) => ({ value, label: value }))}
        onChange={(values) => onChange(withValues(filter, 'source', values))}
      />
      <Many
        label="严重程度"
        value={filter.severity}
        options={SEVERITIES.map((value) => ({ value, label: SEVERITY_LABELS[value] }))}
        onChange={(values) => onChange(withValues(filter, 'severity', values))}
      />
      {Object.keys(filter).length > 0 && <Button onClick={() => onChange({})}>清除筛选</Button>}
    </fieldset>
  );
}

interface ManyProps {
  readonly label: string;
  readonly value: readonly string[] | undefined;
  readonly options: { readonly value: string; readonly label: string }[];
  readonly onChange: (values: readonly string[]) => void;
}

function Many({ label, value = [], options, onChange }: ManyProps) {
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 120, maxWidth: 240 }}
      maxTagCount="responsive"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={[...value]}
      options={options}
      onChange={onChange}
    />
  );
}
