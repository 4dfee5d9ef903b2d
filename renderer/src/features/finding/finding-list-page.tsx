import './finding.css';
import { Button, Flex, Pagination, Tag } from 'antd';
import { useNavigate } from 'react-router';
import { useAsk } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { InitialsNote } from '../../ui/initials-note.tsx';
import { findingExportAddress } from '../../ui/list-address.ts';
import { marksOf } from '../../ui/marks.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { BulkBar } from './list/bulk-bar.tsx';
import { FacetPanel } from './list/facet-panel.tsx';
import { filterParts } from './list/filter-parts.ts';
import { FindingTable } from './list/finding-table.tsx';
import { SearchField } from './list/search-field.tsx';
import { PAGE_SIZE, useFindingAddress } from './list/use-finding-address.ts';
import { useTicks } from './list/use-ticks.ts';
import { useValueNames } from './list/use-value-names.ts';

/** 线索: filters with counts, search, order and pages in the address; ticked rows are filed or merged. */
export default function FindingListPage() {
  const [address, show] = useFindingAddress();
  const { filter, search, sort, page } = address;
  const navigate = useNavigate();
  const ticks = useTicks();
  const list = useAsk(
    'finding.list',
    { filter, search, sort, page: { offset: (page - 1) * PAGE_SIZE, size: PAGE_SIZE } },
    { keep: true },
  );
  const facets = useAsk('finding.facets', { filter, search }, { keep: true });
  const names = useValueNames(facets.data);
  const parts = filterParts(filter, names);
  const narrowed = parts.length > 0 || search !== '';
  const total = list.data?.total ?? 0;
  const said = `${list.data?.totalIsExact === false ? '至少 ' : ''}${total.toLocaleString('zh-CN')} 条`;
  return (
    <div className="finding-list">
      <PageHead
        title="线索"
        note={list.data === undefined ? '' : said}
        actions={
          <>
            <SearchField search={search} onSearch={(words) => show({ search: words }, { replace: true })} />
            <Button href={`#${findingExportAddress(filter, search)}`}>导出</Button>
            <Button onClick={() => void navigate('/import')}>导入表格</Button>
            <Button type="primary" onClick={() => void navigate('/findings/new')}>
              登记线索
            </Button>
          </>
        }
      />
      {parts.length > 0 && (
        <Flex gap={6} wrap align="center" style={{ marginBottom: 6 }}>
          {parts.map(({ key, text, without }) => (
            <Tag
              key={key}
              closable={{ 'aria-label': `去掉「${text}」` }}
              onClose={(event) => {
                event.preventDefault();
                show({ filter: without });
              }}
              style={{ margin: 0, background: '#fff' }}
            >
              {text}
            </Tag>
          ))}
          <Button size="small" type="link" onClick={() => show({ filter: {} })}>
            清除全部筛选
          </Button>
        </Flex>
      )}
      <InitialsNote initials={list.data?.initials ?? []} />
      <BulkBar ticks={ticks} />
      <RefusalAlert error={list.error ?? facets.error} />
      <div className="finding-list-body">
        <FacetPanel filter={filter} facets={facets.data} names={names} onFilter={(next) => show({ filter: next })} />
        <div className="finding-list-rows">
          {list.data !== undefined && total === 0 ? (
            <Nothing narrowed={narrowed} onWiden={() => show({ filter: {}, search: '' })} />
          ) : (
            <FindingTable
              rows={list.data?.rows ?? []}
              marks={marksOf(search, list.data?.initials)}
              sort={sort}
              ticked={ticks.ids}
              onSort={(next) => show({ sort: next })}
              onTick={ticks.tick}
              onOpen={({ id }) => void navigate(`/findings/${id}`)}
            />
          )}
        </div>
      </div>
      {total > PAGE_SIZE && (
        <Pagination
          size="small"
          align="end"
          style={{ paddingTop: 6 }}
          current={page}
          pageSize={PAGE_SIZE}
          total={total}
          showSizeChanger={false}
          showQuickJumper
          onChange={(next) => show({ page: next })}
        />
      )}
    </div>
  );
}

/** No rows: why, and one way on. */
function Nothing({ narrowed, onWiden }: { readonly narrowed: boolean; readonly onWiden: () => void }) {
  const navigate = useNavigate();
  if (narrowed)
    return (
      <EmptyHint
        why="没有符合筛选和搜索的线索；可去掉一些条件，或少写几个字。"
        next={<Button onClick={onWiden}>显示全部线索</Button>}
      />
    );
  return (
    <EmptyHint
      why="还没有线索。可以逐条登记，也可以把巡查表格原样导入。"
      next={
        <Flex gap={8} justify="center">
          <Button type="primary" onClick={() => void navigate('/findings/new')}>
            登记线索
          </Button>
          <Button onClick={() => void navigate('/import')}>导入表格</Button>
        </Flex>
      }
    />
  );
}
