import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Select } from 'antd';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerView } from '#core/contract/views-export.ts';
import { periodOf, periodText, stepPeriod } from '#core/domain/ledger/period.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../ui/date-field.tsx';

type Period = NonNullable<ExportSpec['period']>;
type DateName = NonNullable<Period['field']>;

interface PeriodStepsProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

/** One week or month after the other, or that of a day. */
export function PeriodSteps({ period, onChange }: PeriodStepsProps) {
  const now = periodOf(period.kind, period.from);
  const step = (steps: number) => onChange({ ...period, from: stepPeriod(now, steps).from });
  const word = period.kind === 'week' ? '周' : '月';
  return (
    <>
      <Flex align="center" gap={6} className="export-period">
        <Button size="small" aria-label={`上一${word}`} icon={<LeftOutlined />} onClick={() => step(-1)} />
        <strong aria-live="polite">{periodText(now)}</strong>
        <Button size="small" aria-label={`下一${word}`} icon={<RightOutlined />} onClick={() => step(1)} />
      </Flex>
      <Flex align="center" gap={6} className="export-note">
        或含某一天的那一{word}
        <DateField
          aria-label={`含这一天的那一${word}`}
          value={period.from}
          onChange={(day) => day !== null && onChange({ ...period, from: periodOf(period.kind, day).from })}
        />
      </Flex>
    </>
  );
}

const DATES: Readonly<Record<'case' | 'finding', readonly { readonly value: DateName; readonly label: string }[]>> = {
  case: [
    { value: 'filed', label: '立案日期' },
    { value: 'found', label: '发现日期' },
    { value: 'closed', label: '销号日期' },
    { value: 'due', label: '最近期限' },
  ],
  finding: [
    { value: 'registered', label: '登记日期' },
    { value: 'found', label: '发现日期' },
  ],
};

interface PeriodPartProps {
  readonly ledger: LedgerView;
  readonly spec: ExportSpec;
  readonly onChange: (spec: ExportSpec) => void;
}

/** Of a ledger: only what lies in one week or month, so that it can go on to the next. */
export function PeriodPart({ ledger, spec, onChange }: PeriodPartProps) {
  const { today } = useSession();
  const dates = DATES[ledger.list === 'finding' ? 'finding' : 'case'];
  const { period, ...rest } = spec;
  const kind = (next: 'none' | Period['kind']) =>
    onChange(
      next === 'none'
        ? rest
        : {
            ...rest,
            period: {
              kind: next,
              from: periodOf(next, period?.from ?? today).from,
              field: period?.field ?? dates[0]?.value,
            },
          },
    );
  return (
    <>
      <Flex gap={6}>
        <Select<'none' | Period['kind']>
          aria-label="期间"
          value={period?.kind ?? 'none'}
          onChange={kind}
          style={{ flex: 1 }}
          options={[
            { value: 'none', label: '不限期间' },
            { value: 'month', label: '按月' },
            { value: 'week', label: '按周' },
          ]}
        />
        {period !== undefined && (
          <Select<DateName>
            aria-label="按哪个日期"
            value={period.field ?? null}
            onChange={(field) => onChange({ ...rest, period: { ...period, field } })}
            style={{ flex: 1 }}
            options={[...dates]}
          />
        )}
      </Flex>
      {period !== undefined && <PeriodSteps period={period} onChange={(next) => onChange({ ...rest, period: next })} />}
    </>
  );
}
