import { Button, Flex, Table } from 'antd';
import { Link } from 'react-router';
import type { BulkOutcome } from '#core/contract/views-ledger.ts';

interface BulkResultProps {
  readonly outcomes: readonly BulkOutcome[];
  readonly label: string;
  readonly onClose: () => void;
}

const WORDS: Readonly<Record<BulkOutcome['outcome'], string>> = {
  done: '已办理',
  refused: '没有办理',
  notBegun: '已停止，没有办理',
};
/** What needs a look comes first. */
const RANK: Readonly<Record<BulkOutcome['outcome'], number>> = { refused: 0, notBegun: 1, done: 2 };

/** What became of each case of a bulk action. */
export function BulkResult({ outcomes, label, onClose }: BulkResultProps) {
  const count = (kind: BulkOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const rest = [
    count('refused') > 0 ? `${count('refused')} 件没有办理` : null,
    count('notBegun') > 0 ? `${count('notBegun')} 件未开始` : null,
  ].filter((part) => part !== null);
  return (
    <>
      <p role="status" style={{ marginTop: 0 }}>
        {`「${label}」完成 ${count('done')} 件${rest.length === 0 ? '。' : `，${rest.join('，')}；没有办理的仍保持勾选。`}`}
      </p>
      <Table
        size="small"
        rowKey="id"
        dataSource={outcomes.toSorted((one, other) => RANK[one.outcome] - RANK[other.outcome])}
        pagination={outcomes.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ y: 320 }}
        columns={[
          {
            title: '案件',
            width: 160,
            render: (_, one) => <Link to={`/cases/${one.id}`}>{one.number || one.id}</Link>,
          },
          { title: '结果', width: 130, render: (_, one) => WORDS[one.outcome] },
          { title: '原因', render: (_, one) => (one.outcome === 'refused' ? one.message : '') },
        ]}
      />
      <Flex justify="end" style={{ marginTop: 12 }}>
        <Button type="primary" onClick={onClose}>
          关闭
        </Button>
      </Flex>
    </>
  );
}
