import { Segmented, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import type { BatchDetail, BatchRowView } from '#core/contract/views-import.ts';
import { STANDING_FINDING_STATES } from '#core/domain/finding/finding-record.ts';
import { ROW_EFFECTS, type RowEffect } from '#core/domain/spreadsheet/row-effects.ts';
import { useAsk } from '../../../api/ask.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { findingListAddress } from '../../../ui/list-address.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { RecordState } from '../../finding/record-link.tsx';
import { EFFECT_LABELS } from './batch-words.ts';

const PAGE = 50;

type Only = RowEffect | 'all' | 'worked' | 'kept';

/** Rows of a batch in sheet order with their findings as they stand now; which ones and which page stand in the address. */
export function BatchRows({ batch }: { readonly batch: BatchDetail }) {
  const [params, setParams] = useSearchParams();
  const only = readOnly(params.get('only'));
  const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1);
  const rows = useAsk(
    'import.batchRows',
    { batch: batch.id, only: only === 'all' ? null : only, offset: (page - 1) * PAGE, limit: PAGE },
    { keep: true },
  );
  const go = (change: Readonly<Record<string, string>>) => setParams(change, { replace: true });
  return (
    <section aria-labelledby="import-batch-rows">
      <h2 id="import-batch-rows" className="import-batch-title">
        这一批的线索
        {batch.rows.created > 0 && <Link to={listAddress(batch)}>在线索列表中打开新增的 {batch.rows.created} 条</Link>}
      </h2>
      <Segmented<Only>
        aria-label="显示哪些行"
        value={only}
        options={choicesOf(batch)}
        onChange={(value) => go({ only: value })}
        style={{ marginBottom: 8 }}
      />
      <RefusalAlert error={rows.error} />
      <Table<BatchRowView>
        size="small"
        rowKey="row"
        loading={rows.isPending}
        dataSource={[...(rows.data?.rows ?? [])]}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: rows.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          showTotal: (total) => `共 ${total} 行`,
          onChange: (next) => go({ only, page: String(next) }),
        }}
        locale={{ emptyText: <EmptyHint why="这一批没有这样的行。" /> }}
        columns={COLUMNS}
        scroll={{ x: 860 }}
      />
    </section>
  );
}

const COLUMNS = [
  { title: '表中行', dataIndex: 'row', width: 76, align: 'right' as const },
  {
    title: '线索',
    width: 170,
    render: (_value: unknown, { finding }: BatchRowView) => (
      <Link to={`/findings/${finding.id}`}>{finding.number}</Link>
    ),
  },
  {
    title: '状态',
    width: 116,
    render: (_value: unknown, { finding }: BatchRowView) => <RecordState target={finding} />,
  },
  { title: '这一行', width: 130, render: (_value: unknown, { effect }: BatchRowView) => EFFECT_LABELS[effect] },
  { title: '问题描述', dataIndex: 'description', ellipsis: true },
  {
    title: '导入后的办理',
    width: 300,
    render: (_value: unknown, { work }: BatchRowView) => work ?? <span className="muted">没有</span>,
  },
];

const MADE = {
  worked: (n: number) => ({ value: 'worked' as const, label: `新增后已办理 ${n}` }),
  kept: (n: number) => ({ value: 'kept' as const, label: `撤销时保留 ${n}` }),
};

function choicesOf({ rows, worked, kept, state }: BatchDetail): { value: Only; label: string }[] {
  const total = ROW_EFFECTS.reduce((sum, effect) => sum + rows[effect], 0);
  return [
    { value: 'all', label: `全部 ${total}` },
    ...ROW_EFFECTS.filter((effect) => rows[effect] > 0).map((effect) => ({
      value: effect,
      label: `${EFFECT_LABELS[effect]} ${rows[effect]}`,
    })),
    ...(rows.created > 0 ? [MADE[state === 'undone' ? 'kept' : 'worked'](state === 'undone' ? kept : worked)] : []),
  ];
}

/** Of an undone batch its withdrawn findings, too, which a list leaves out unless it is asked for them. */
function listAddress({ id, state }: BatchDetail): string {
  return findingListAddress({
    batchId: [id],
    ...(state === 'undone' ? { state: [...STANDING_FINDING_STATES, 'withdrawn'] } : {}),
  });
}

function readOnly(said: string | null): Only {
  return ROW_EFFECTS.find((effect) => effect === said) ?? (said === 'worked' || said === 'kept' ? said : 'all');
}
