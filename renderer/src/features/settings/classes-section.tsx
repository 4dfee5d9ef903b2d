import { Table } from 'antd';
import { CATEGORY_LABELS, TAXONOMY_ITEMS, type TaxonomyItem } from '#core/domain/finding/taxonomy.ts';
import { PageHead } from '../../ui/page-head.tsx';

/** 问题类别: the 14 sub-items in official wording, for reading. */
export function ClassesSection() {
  return (
    <>
      <PageHead title="问题类别" note="细项依办河湖〔2018〕245号" />
      <Items />
    </>
  );
}

function Items() {
  return (
    <Table<TaxonomyItem>
      size="small"
      rowKey="code"
      pagination={false}
      dataSource={[...TAXONOMY_ITEMS]}
      columns={[
        { title: '代码', dataIndex: 'code', width: 80 },
        { title: '类型', width: 100, render: (_value, { category }) => CATEGORY_LABELS[category] },
        { title: '细项', dataIndex: 'label' },
      ]}
    />
  );
}
