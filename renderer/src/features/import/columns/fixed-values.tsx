import { AutoComplete, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Datum, ProblemCategory } from '#core/domain/finding/problem.ts';
import { CATEGORIES, CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { DATUM_LABELS, SOURCES } from '#core/domain/finding/vocabulary.ts';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import { useAsk } from '../../../api/ask.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { type ColumnDraft, withFixed } from './column-draft.ts';

interface FixedValuesProps {
  readonly draft: ColumnDraft;
  readonly busy: boolean;
  readonly missing: readonly ImportField[];
  readonly onChange: (draft: ColumnDraft) => void;
}

const DATUMS = Object.entries(DATUM_LABELS) as [Datum, string][];

/** What holds for the whole sheet where it lacks the column, or where a cell is empty (整张表统一填写). */
export function FixedValuesForm({ draft, busy, missing, onChange }: FixedValuesProps) {
  const towns = useAsk('place.towns', {});
  const rivers = useAsk('place.rivers', {});
  const { fixed } = draft;
  const set = (change: Parameters<typeof withFixed>[1]) => onChange(withFixed(draft, change));
  const has = (field: ImportField) => draft.columns.some((column) => column.field === field);
  const item = (field: ImportField, label: string, id: string, control: ReactNode) => (
    <div className={missing.includes(field) ? 'import-fixed-item is-missing' : 'import-fixed-item'} key={field}>
      <label htmlFor={id}>
        {label}
        <span className="muted">
          {missing.includes(field) ? '（表中没有，需填写）' : has(field) ? '（用于空格子）' : '（表中没有此列）'}
        </span>
      </label>
      {control}
    </div>
  );
  const words = (
    id: string,
    value: string | undefined,
    options: readonly string[],
    on: (text: string | null) => void,
  ) => (
    <AutoComplete
      id={id}
      value={value ?? ''}
      disabled={busy}
      allowClear
      options={[...new Set(options)].map((word) => ({ value: word }))}
      showSearch={{ filterOption: (typed, option) => typed === value || String(option?.value).includes(typed.trim()) }}
      onChange={(text: string | undefined) => on(text === undefined || text === '' ? null : text.slice(0, 100))}
    />
  );
  return (
    <section className="import-fixed" aria-label="整张表统一填写">
      <h3>
        整张表统一填写<span className="muted">表中没有的列，或空着的格子，按这里的填</span>
      </h3>
      <div className="import-fixed-items">
        {item(
          'source',
          '问题来源',
          'import-source',
          words('import-source', fixed.source, SOURCES, (source) => set({ source })),
        )}
        {item(
          'campaign',
          '专项行动',
          'import-campaigns',
          <Select
            id="import-campaigns"
            mode="tags"
            disabled={busy}
            value={[...(fixed.campaigns ?? [])]}
            open={false}
            suffixIcon={null}
            tokenSeparators={['、', '，', ',', '；']}
            placeholder="可填多个，按 Enter"
            onChange={(campaigns: string[]) => set({ campaigns: campaigns.map((word) => word.trim()).filter(Boolean) })}
          />,
        )}
        {item(
          'town',
          '镇街',
          'import-town',
          words(
            'import-town',
            fixed.town,
            (towns.data?.towns ?? []).map(({ name }) => name),
            (town) => set({ town }),
          ),
        )}
        {item(
          'foundOn',
          '发现日期',
          'import-found-on',
          <DateField id="import-found-on" value={fixed.foundOn ?? null} onChange={(foundOn) => set({ foundOn })} />,
        )}
        {item(
          'category',
          '四乱类别',
          'import-category',
          <Select<ProblemCategory>
            id="import-category"
            disabled={busy}
            allowClear
            value={fixed.category ?? null}
            onChange={(category) => set({ category: category ?? null })}
            options={CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] }))}
          />,
        )}
        {item(
          'river',
          '河湖名称',
          'import-river',
          words(
            'import-river',
            fixed.river,
            (rivers.data ?? []).map(({ name }) => name),
            (river) => set({ river }),
          ),
        )}
        {item(
          'datum',
          '坐标系',
          'import-datum',
          <Select<Datum>
            id="import-datum"
            disabled={busy}
            allowClear
            value={fixed.datum ?? null}
            onChange={(datum) => set({ datum: datum ?? null })}
            options={DATUMS.map(([value, label]) => ({ value, label }))}
          />,
        )}
      </div>
    </section>
  );
}
