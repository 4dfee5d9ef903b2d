import { PrinterOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import type { ProblemCategory } from '#core/domain/finding/problem.ts';
import { CATEGORIES } from '#core/domain/finding/taxonomy.ts';
import { filterText } from '#core/domain/ledger/filter-text.ts';
import { type CaseStatistics, DIMENSIONS, type Dimension, STATISTICS_NOTES } from '#core/domain/ledger/statistics.ts';
import { useAsk } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { readCaseList } from '../../ui/list-address.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { AgeingPart } from './ageing-part.tsx';
import { ClassPart } from './class-part.tsx';
import { FilterBar } from './filter-bar.tsx';
import { GroupPart } from './group-part.tsx';
import { Headline } from './headline.tsx';
import { TrendPart } from './trend-part.tsx';
import '../../ui/print.css';
import './statistics.css';

/** 统计: 整改销号率 and what it is made of, by class, town, source, month and age; every figure opens its rows. */
export default function StatisticsPage() {
  const { today } = useSession();
  const [params, setParams] = useSearchParams();
  const { filter } = readCaseList(params);
  const statistics = useAsk('statistics.cases', { filter }, { keep: true });
  const towns = useAsk('place.towns', {});
  const set = (part: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(part)) value === null ? next.delete(key) : next.set(key, value);
    setParams(next, { replace: true });
  };
  const townName = (code: string) => towns.data?.towns.find((town) => town.code === code)?.name ?? '镇街未明';
  const { data } = statistics;
  const isNone = data !== undefined && data.all.total === 0 && data.all.withdrawn === 0;
  const isFiltered = Object.keys(filter).length > 0;
  const onFilter = (next: typeof filter) => set({ f: Object.keys(next).length === 0 ? null : JSON.stringify(next) });
  return (
    <>
      <PageHead
        title="统计"
        note={`截至 ${today}　${filterText(filter, '', townName)}`}
        actions={
          <Button className="no-print" icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      <FilterBar filter={filter} onChange={onFilter} />
      <RefusalAlert error={statistics.error} />
      {isNone && (
        <EmptyHint
          why={isFiltered ? '筛选范围内没有案件。' : '还没有案件；线索核实并立案后，这里给出整改销号率和各项统计。'}
          next={
            isFiltered ? (
              <Button onClick={() => onFilter({})}>清除筛选</Button>
            ) : (
              <Button href="#/findings">打开线索</Button>
            )
          }
        />
      )}
      {data !== undefined && !isNone && (
        <>
          <Headline figures={data.all} base={filter} today={today} />
          <ol className="stat-notes" aria-label="口径">
            {STATISTICS_NOTES.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ol>
          <Parts statistics={data} filter={filter} today={today} params={params} set={set} />
        </>
      )}
    </>
  );
}

interface PartsProps {
  readonly statistics: CaseStatistics;
  readonly filter: ReturnType<typeof readCaseList>['filter'];
  readonly today: string;
  readonly params: URLSearchParams;
  readonly set: (part: Readonly<Record<string, string | null>>) => void;
}

function Parts({ statistics, filter, today, params, set }: PartsProps) {
  const asked = params.get('category');
  const category: ProblemCategory | null = CATEGORIES.find((each) => each === asked) ?? null;
  const dimension: Dimension = DIMENSIONS.find((each) => each === params.get('by')) ?? 'source';
  return (
    <Tabs
      activeKey={params.get('view') ?? 'class'}
      destroyOnHidden
      size="small"
      onChange={(view) => set({ view })}
      items={[
        {
          key: 'class',
          label: '类型与镇街',
          children: (
            <ClassPart
              statistics={statistics}
              base={filter}
              today={today}
              category={category}
              onCategory={(next) => set({ category: next })}
            />
          ),
        },
        {
          key: 'groups',
          label: '来源、河湖与单位',
          children: (
            <GroupPart
              base={filter}
              all={statistics.all}
              today={today}
              dimension={dimension}
              onDimension={(by) => set({ by })}
            />
          ),
        },
        { key: 'trend', label: '按月趋势', children: <TrendPart base={filter} /> },
        { key: 'ageing', label: '时长与超期', children: <AgeingPart base={filter} /> },
      ]}
    />
  );
}
