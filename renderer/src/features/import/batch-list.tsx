import { Table } from 'antd';
import { Link } from 'react-router';
import type { BatchView } from '#core/contract/views-import.ts';
import { useAsk } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { findingListAddress } from '../../ui/list-address.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

/** Import batches (导入批次), newest first; each opens its rows. */
export function BatchList() {
  const batches = useAsk('import.batches', {});
  return (
    <section aria-label="导入批次">
      <h2 style={{ fontSize: 15, margin: '16px 0 8px' }}>导入批次</h2>
      <RefusalAlert error={batches.error} />
      <Table<BatchView>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        loading={batches.isPending}
        dataSource={[...(batches.data ?? [])].sort((a, b) => b.createdAt - a.createdAt)}
        locale={{ emptyText: <EmptyHint why="还没有导入过表格。" /> }}
        columns={[
          {
            title: '时间',
            width: 150,
            render: (_value, { createdAt }) => new Date(createdAt).toLocaleString('sv-SE').slice(0, 16),
          },
          { title: '文件', dataIndex: 'fileName' },
          { title: '工作表', dataIndex: 'sheet' },
          {
            title: '操作',
            width: 120,
            render: (_value, { id, fileName }) => (
              <Link to={findingListAddress({ batchId: [id] })} aria-label={`查看线索：${fileName}`}>
                查看线索
              </Link>
            ),
          },
        ]}
      />
    </section>
  );
}
