import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, InputNumber, Select, Switch, Table, Tag } from 'antd';
import { SEVERITIES, SEVERITY_LABELS, type SeverityRule, type SeverityRuleSet } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { type Tier, withTier, withTierBelow } from './severity-draft.ts';

interface SeverityTableProps {
  readonly set: SeverityRuleSet;
  /** Left out: for reading. */
  readonly onChange?: ((id: string, part: Partial<SeverityRule>) => void) | undefined;
}

const LEVELS = SEVERITIES.map((level) => ({ value: level, label: SEVERITY_LABELS[level] }));
const SIGNS = [
  { value: true, label: '≥' },
  { value: false, label: '>' },
];

/** The rules of one version: whom they fit, their tiers, what they rest on. */
export function SeverityTable({ set, onChange }: SeverityTableProps) {
  return (
    <Table<SeverityRule>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...set.rules]}
      columns={[
        {
          title: '情形',
          render: (_value, { title, note }) => (
            <>
              {title}
              <div className="muted" style={{ fontSize: 12 }}>
                {note}
              </div>
            </>
          ),
        },
        { title: '类型、细项', width: 100, render: (_value, rule) => <Whom rule={rule} /> },
        {
          title: '分档',
          width: onChange === undefined ? 220 : 330,
          render: (_value, rule) =>
            onChange === undefined ? <TierWords rule={rule} /> : <Tiers rule={rule} onChange={onChange} />,
        },
        {
          title: '依据',
          width: 180,
          render: (_value, { id, title, basis }) =>
            onChange === undefined ? (
              basis
            ) : (
              <Input
                value={basis}
                aria-label={`${title}的依据`}
                onChange={({ target }) => onChange(id, { basis: target.value })}
              />
            ),
        },
        {
          title: '状态',
          width: 84,
          render: (_value, { id, title, enabled }) =>
            onChange === undefined ? (
              enabled ? (
                '在用'
              ) : (
                <Tag>未启用</Tag>
              )
            ) : (
              <Switch
                checked={enabled}
                checkedChildren="在用"
                unCheckedChildren="停用"
                aria-label={`${title}是否在用`}
                onChange={(on) => onChange(id, { enabled: on })}
              />
            ),
        },
      ]}
    />
  );
}

function Whom({ rule: { category, items } }: { readonly rule: SeverityRule }) {
  return `${category === null ? '不限' : CATEGORY_LABELS[category]} ${items.join('、')}`;
}

function TierWords({ rule: { tiers, unit } }: { readonly rule: SeverityRule }) {
  return tiers.map(({ lower, inclusive, level }) => (
    <div key={level}>
      {unit === null ? '不论数量' : `${inclusive ? '≥' : '>'} ${lower} ${unit}`}：{SEVERITY_LABELS[level]}
    </div>
  ));
}

function Tiers({ rule, onChange }: Required<Pick<SeverityTableProps, 'onChange'>> & { readonly rule: SeverityRule }) {
  const { id, title, tiers, unit } = rule;
  const change = (next: Tier[]) => onChange?.(id, { tiers: next });
  const below = unit === null ? null : withTierBelow(tiers);
  return (
    <Flex vertical gap={4}>
      {tiers.map((tier, at) => (
        // A tier has no key but its place: its level and limit are what is being edited.
        <Flex key={at} gap={4} align="center">
          {unit === null ? (
            <span style={{ width: 188 }}>不论数量</span>
          ) : (
            <>
              <Select
                size="small"
                value={tier.inclusive}
                options={SIGNS}
                style={{ width: 54 }}
                aria-label={`${title}第 ${at + 1} 档含不含本数`}
                onChange={(inclusive: boolean) => change(withTier(tiers, at, { inclusive }))}
              />
              <InputNumber
                size="small"
                min={0}
                value={tier.lower}
                suffix={unit}
                style={{ width: 130 }}
                aria-label={`${title}第 ${at + 1} 档下限`}
                onChange={(lower) => lower !== null && change(withTier(tiers, at, { lower }))}
              />
            </>
          )}
          <Select
            size="small"
            value={tier.level}
            options={LEVELS}
            style={{ width: 86 }}
            aria-label={`${title}第 ${at + 1} 档级别`}
            onChange={(level: Tier['level']) => change(withTier(tiers, at, { level }))}
          />
          {tiers.length > 1 && at === tiers.length - 1 && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删去${title}第 ${at + 1} 档`}
              onClick={() => change(tiers.slice(0, -1))}
            />
          )}
        </Flex>
      ))}
      {below !== null && (
        <Button
          size="small"
          type="link"
          icon={<PlusOutlined />}
          style={{ alignSelf: 'start', paddingInline: 0 }}
          onClick={() => change(below)}
        >
          在下面加一档
        </Button>
      )}
    </Flex>
  );
}
