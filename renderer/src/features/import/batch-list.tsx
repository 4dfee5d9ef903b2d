import { Space, Table } from 'antd';
import { Link } from 'react-router';
import type { BatchView } from '#core/contract/views-import.ts';
import { useAsk } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { findingListAddress } from '../../ui/list-address.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { batchAddress, BATCH_STATES } from './batch/batch-words.ts';
import { minuteAt } from './minute-at.ts';

/** Import batches (导入批次), newest first; each opens its page, where it can be undone, and its findings. */
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
          { title: '时间', width: 150, render: (_value, { createdAt }) => minuteAt(createdAt) },
          {
            title: '文件',
            render: (_value, { id, fileName }) => <Link to={batchAddress(id)}>{fileName}</Link>,
          },
          { title: '工作表', dataIndex: 'sheet' },
          { title: '导入人', dataIndex: 'actorName', width: 100 },
          { title: '新增', width: 70, align: 'right', render: (_value, { counts }) => counts.created },
          { title: '更新', width: 70, align: 'right', render: (_value, { counts }) => counts.updated },
          { title: '状态', width: 80, render: (_value, { state }) => BATCH_STATES[state] },
          {
            title: '操作',
            width: 190,
            render: (_value, { id, fileName, state }) => (
              <Space size={16}>
                <Link to={batchAddress(id)} aria-label={`查看批次：${fileName}`}>
                  查看批次
                </Link>
                {state === 'committed' && (
                  <Link to={findingListAddress({ batchId: [id] })} aria-label={`查看线索：${fileName}`}>
                    查看线索
                  </Link>
                )}
              </Space>
            ),
          },
        ]}
      />
    </section>
  );
}
