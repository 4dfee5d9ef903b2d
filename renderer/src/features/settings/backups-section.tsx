import { Alert, Button, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import type { BackupView } from '#core/contract/views.ts';
import { asError } from '../../api/as-error.ts';
import { ask, useAsk, useCommand } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

/** 备份: made, opened again and counted before they count as one; proved anew at any time. */
export function BackupsSection() {
  const backups = useAsk('backup.list', {});
  const make = useCommand('backup.make');
  const saved = useSaved();
  const [proving, setProving] = useState<string | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const prove = async ({ name }: BackupView) => {
    setProving(name);
    setFault(null);
    try {
      await ask('backup.prove', { name });
      saved(`备份 ${name} 完好，可以恢复`);
    } catch (error) {
      setFault(asError(error));
    }
    setProving(null);
  };
  return (
    <>
      <PageHead
        title="备份"
        note="每份备份都重新打开、逐条核对过才算数"
        actions={
          <Button
            type="primary"
            loading={make.isPending}
            onClick={() => make.mutate({}, { onSuccess: ({ name }) => saved(`已备份并验证 ${name}`) })}
          >
            立即备份
          </Button>
        }
      />
      <RefusalAlert error={backups.error ?? make.error ?? fault} />
      <Table<BackupView>
        size="small"
        rowKey="name"
        pagination={false}
        loading={backups.isPending}
        dataSource={[...(backups.data ?? [])]}
        locale={{
          emptyText: <EmptyHint why="还没有备份。" next="点右上角「立即备份」做第一份；升级程序前会自动备份。" />,
        }}
        columns={[
          { title: '时间', width: 150, render: (_value, { at }) => new Date(at).toLocaleString('sv-SE').slice(0, 16) },
          { title: '文件', render: (_value, { name, path }) => <span title={path}>{name}</span> },
          { title: '大小', width: 90, align: 'right', render: (_value, { bytes }) => megabytes(bytes) },
          { title: '案件', width: 80, align: 'right', render: (_value, { counts }) => counts['case_record'] ?? '' },
          { title: '线索', width: 80, align: 'right', render: (_value, { counts }) => counts['finding'] ?? '' },
          {
            title: '状态',
            width: 100,
            render: (_value, { proved }) => (proved ? '已验证' : <Tag color="error">未验证</Tag>),
          },
          {
            title: '操作',
            width: 110,
            render: (_value, backup) => (
              <Space>
                <Button
                  size="small"
                  loading={proving === backup.name}
                  disabled={proving !== null}
                  onClick={() => void prove(backup)}
                  aria-label={`重新验证 ${backup.name}`}
                >
                  重新验证
                </Button>
              </Space>
            ),
          },
        ]}
      />
      <Alert
        style={{ marginTop: 12 }}
        type="info"
        showIcon
        title="备份不含日志密钥（数据文件夹中的 device.json）；请把数据文件夹整个复制到另一处保存。恢复备份须先关闭程序，再用命令行 restore；恢复会记入日志。"
      />
    </>
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
