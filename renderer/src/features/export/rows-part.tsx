import { Select } from 'antd';
import { Link } from 'react-router';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerPreview, LedgerView } from '#core/contract/views-export.ts';
import type { FindingFilter } from '#core/domain/finding/finding-filter.ts';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { useAsk } from '../../api/ask.ts';
import { caseListAddress, findingListAddress } from '../../ui/list-address.ts';
import { type CameWith, withRows } from './export-address.ts';

interface RowsPartProps {
  readonly ledger: LedgerView;
  readonly spec: ExportSpec;
  readonly came: CameWith | null;
  readonly preview: LedgerPreview | undefined;
  readonly onChange: (spec: ExportSpec) => void;
}

/** Which rows: those the person came with, all, what the form is usually of, or a saved view. */
export function RowsPart({ ledger, spec, came, preview, onChange }: RowsPartProps) {
  const list = ledger.list === 'finding' ? 'finding' : 'case';
  const views = useAsk('view.list', { list }).data ?? [];
  const here = came?.list === list ? came : null;
  const what = list === 'case' ? '案件' : '线索';
  const proposes = Object.keys(ledger.proposed).length > 0;
  const value = choiceOf(spec, here, proposes);
  const options = [
    ...(here === null ? [] : [{ value: 'came', label: list === 'case' ? '案件台账的当前筛选' : '线索列表的当前筛选' }]),
    ...(proposes ? [{ value: 'proposed', label: '本表通常的范围' }] : []),
    { value: 'all', label: `全部${what}` },
    ...(value === 'own' ? [{ value: 'own', label: '指定的筛选' }] : []),
    ...views.map(({ id, name, own, ownerName }) => ({
      value: `view:${id}`,
      label: own ? `视图：${name}` : `视图：${name}（${ownerName}共享）`,
    })),
  ];
  const choose = (next: string) => {
    if (next.startsWith('view:')) {
      const { filter: _filter, ...rest } = spec;
      onChange({ ...rest, search: '', view: next.slice(5) });
    } else if (next === 'proposed') {
      const { filter: _filter, view: _view, ...rest } = spec;
      onChange({ ...rest, search: '' });
    } else if (next === 'came' && here !== null) onChange(withRows(spec, here));
    else if (next === 'all') onChange(withRows(spec, { filter: {}, search: '' }));
  };
  return (
    <>
      <Select<string>
        aria-label="导出哪些"
        value={value}
        options={options}
        onChange={choose}
        style={{ width: '100%' }}
      />
      {preview !== undefined && (
        <div className="export-note">
          {preview.filterText}
          {preview.rows !== null && (
            <>
              {'：'}
              <Link to={addressOf(list, preview.rows)}>
                {countText(preview)} {list === 'case' ? '件' : '条'}，在{list === 'case' ? '案件台账' : '线索列表'}
                中查看
              </Link>
            </>
          )}
        </div>
      )}
    </>
  );
}

/** `57`, `至少 5000`. */
export function countText({ total, totalIsExact }: Pick<LedgerPreview, 'total' | 'totalIsExact'>): string {
  return `${totalIsExact ? '' : '至少 '}${total}`;
}

function addressOf(list: 'case' | 'finding', { filter, search }: NonNullable<LedgerPreview['rows']>): string {
  // Which of the two a filter is, the ledger says.
  if (list === 'case') return caseListAddress(filter as CaseFilter, search);
  return findingListAddress(filter as FindingFilter, search);
}

function choiceOf({ view, filter, search }: ExportSpec, came: CameWith | null, proposes: boolean): string {
  if (view !== undefined) return `view:${view}`;
  if (filter === undefined) return search === '' ? (proposes ? 'proposed' : 'all') : 'own';
  if (came !== null && same(came.filter, filter) && came.search === search) return 'came';
  return Object.keys(filter).length === 0 && search === '' ? 'all' : 'own';
}

function same(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
