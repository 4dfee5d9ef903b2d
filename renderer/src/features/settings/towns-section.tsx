import { Table } from 'antd';
import { useAsk } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

/** 镇街: the built-in code table of the district, with its source. */
export function TownsSection() {
  const { data, error, isPending } = useAsk('settings.district', {});
  return (
    <>
      <PageHead
        title="镇街"
        note={
          data === undefined
            ? undefined
            : `${data.city}${data.name}，${data.towns.length} 个镇街，代码表版本 ${data.edition}`
        }
      />
      <RefusalAlert error={error} />
      <Table
        size="small"
        rowKey="code"
        pagination={false}
        loading={isPending}
        style={{ maxWidth: 640 }}
        dataSource={[...(data?.towns ?? [])]}
        columns={[
          { title: '统计用区划代码', dataIndex: 'code', width: 160 },
          { title: '名称', dataIndex: 'name' },
          { title: '启用日期', dataIndex: 'validFrom', width: 140 },
        ]}
      />
      <p className="muted">来源：{data?.source}</p>
    </>
  );
}
