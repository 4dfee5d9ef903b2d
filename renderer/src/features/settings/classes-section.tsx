import { Collapse, Table, Tag } from 'antd';
import { SEVERITY_LABELS, type SeverityRule, type SeverityRuleSet } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS, TAXONOMY_ITEMS, type TaxonomyItem } from '#core/domain/finding/taxonomy.ts';
import { useAsk } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

/** 类别与严重程度: the 14 sub-items in official wording and the rules that propose a severity, for reading. */
export function ClassesSection() {
  const rules = useAsk('settings.rules', {});
  return (
    <>
      <PageHead title="类别与严重程度" note="建议的级别可在登记时改选，改选须写明理由" />
      <RefusalAlert error={rules.error} />
      <Collapse
        defaultActiveKey={['items', ...(rules.data?.severity ?? []).map(({ version }) => version)]}
        items={[
          { key: 'items', label: '问题细项（办河湖〔2018〕245号）', children: <Items /> },
          ...(rules.data?.severity ?? []).map((set) => ({
            key: set.version,
            label: `严重程度规则 ${set.version}，自 ${set.validFrom} 起`,
            children: <Rules set={set} />,
          })),
        ]}
      />
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

function Rules({ set }: { readonly set: SeverityRuleSet }) {
  return (
    <>
      <p className="muted" style={{ marginTop: 0 }}>
        {set.source}
      </p>
      <Table<SeverityRule>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...set.rules]}
        columns={[
          { title: '情形', dataIndex: 'title' },
          {
            title: '类型',
            width: 80,
            render: (_value, { category }) => (category === null ? '不限' : CATEGORY_LABELS[category]),
          },
          { title: '细项', width: 90, render: (_value, { items }) => items.join('、') },
          { title: '分档', render: (_value, rule) => <Tiers rule={rule} /> },
          { title: '依据', dataIndex: 'basis', width: 200 },
          { title: '状态', width: 80, render: (_value, { enabled }) => (enabled ? '在用' : <Tag>未启用</Tag>) },
        ]}
      />
    </>
  );
}

function Tiers({ rule }: { readonly rule: SeverityRule }) {
  return rule.tiers
    .map(({ lower, inclusive, level }) => {
      const from = rule.unit === null ? '' : `${inclusive ? '≥' : '>'}${lower} ${rule.unit}：`;
      return `${from}${SEVERITY_LABELS[level]}`;
    })
    .join('；');
}
