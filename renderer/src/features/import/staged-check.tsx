import { Alert, Button, Card, Flex, Statistic, Table } from 'antd';
import type { StagedImport } from '#core/contract/views.ts';

interface StagedCheckProps {
  readonly staged: StagedImport;
  readonly busy: boolean;
  readonly onWrite: () => void;
  readonly onDiscard: () => void;
}

const COUNTS = [
  ['new', '新增'],
  ['update', '更新'],
  ['unchanged', '无变化'],
  ['suspect', '疑似重复'],
  ['error', '错误'],
  ['skipped', '略过的行'],
] as const;

/** What a sheet would do, before anything is written. */
export function StagedCheck({ staged, busy, onWrite, onDiscard }: StagedCheckProps) {
  const { counts, remarks, problems, skipped } = staged;
  const writes = counts.new + counts.update;
  return (
    <Card
      size="small"
      title={`核对「${staged.fileName}」工作表「${staged.sheet}」`}
      style={{ margin: '12px 0' }}
      extra={
        <Flex gap={8}>
          <Button onClick={onDiscard} disabled={busy}>
            放弃
          </Button>
          <Button type="primary" onClick={onWrite} loading={busy} disabled={writes === 0}>
            {writes === 0 ? '没有要写入的行' : `写入 ${counts.new} 条新增、${counts.update} 条更新`}
          </Button>
        </Flex>
      }
    >
      <Flex gap={32} wrap style={{ marginBottom: 12 }}>
        {COUNTS.map(([key, label]) => (
          <Statistic key={key} title={label} value={counts[key]} styles={{ content: { fontSize: 20 } }} />
        ))}
      </Flex>
      {remarks.length > 0 && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title="读表时注意到"
          description={
            <ul style={{ margin: 0, paddingLeft: 20 }}>
              {remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          }
        />
      )}
      {problems.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, message }) => `${row}:${message}`}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          dataSource={[...problems]}
          columns={[
            { title: '表中行号', dataIndex: 'row', width: 100, align: 'right' },
            { title: '提示', dataIndex: 'message' },
          ]}
        />
      )}
      {skipped.length > 0 && (
        <details style={{ marginTop: 8 }}>
          <summary>略过的 {counts.skipped} 行及原因</summary>
          <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
            {skipped.map(({ row, through, reason }) => (
              <li key={row}>
                第 {row}
                {through > row ? `–${through}` : ''} 行：{reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
