import { Button, Select } from 'antd';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerPreview, ReportView } from '#core/contract/views-export.ts';
import { civilMinuteAt } from '#core/domain/deadline/civil-date.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { PeriodSteps } from './period-part.tsx';

interface ReportPartProps {
  readonly kind: 'week' | 'month';
  readonly spec: ExportSpec & { readonly period: NonNullable<ExportSpec['period']> };
  readonly preview: LedgerPreview | undefined;
  readonly onChange: (spec: ExportSpec) => void;
}

/** Of a report: its week or month, and the snapshot it is printed from; older ones print the same numbers again. */
export function ReportPart({ kind, spec, preview, onChange }: ReportPartProps) {
  const kept = useAsk('report.list', { kind }).data ?? [];
  const take = useCommand('report.take');
  const { report, ...rest } = spec;
  const here = kept.filter(({ period }) => period.from === spec.period.from);
  const others = kept.filter(({ period }) => period.from !== spec.period.from);
  const choose = (id: string) => {
    const chosen = kept.find((one) => one.id === id);
    onChange(
      chosen === undefined ? rest : { ...rest, report: id, period: { ...spec.period, from: chosen.period.from } },
    );
  };
  return (
    <>
      <PeriodSteps period={spec.period} onChange={(period) => onChange({ ...rest, period })} />
      <Select<string>
        aria-label="用哪一次取数"
        value={report ?? 'latest'}
        onChange={choose}
        style={{ width: '100%' }}
        options={[
          { value: 'latest', label: '期末后最近一次取数' },
          ...(here.length === 0 ? [] : [{ label: '本期的取数', options: here.map(optionOf) }]),
          ...(others.length === 0 ? [] : [{ label: '重印以往各期', options: others.map(optionOf) }]),
        ]}
      />
      {preview?.provisional === true && (
        <div className="export-note" role="status">
          本期还没有期末取数，右侧是按现在的数据算的。导出时会自动取数留存；也可以现在取数，之后重印都是这些数字。
        </div>
      )}
      <Button
        loading={take.isPending}
        onClick={() =>
          take.mutate(
            { kind, from: spec.period.from },
            { onSuccess: ({ id, final }) => onChange(final ? rest : { ...rest, report: id }) },
          )
        }
      >
        现在取数
      </Button>
      <RefusalAlert error={take.error} />
    </>
  );
}

function optionOf({ id, text, asOf, final, takenAt, actorName }: ReportView) {
  const minute = civilMinuteAt(takenAt, -new Date(takenAt).getTimezoneOffset()).replace('T', ' ');
  const what = final ? '期末' : `期中，截至 ${asOf}`;
  return { value: id, label: `${text}：${minute} ${actorName}取数（${what}）` };
}
