import { Radio, Select } from 'antd';
import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { LedgerView } from '#core/contract/views-export.ts';
import { type LedgerSplit, SPLIT_LABELS } from '#core/domain/ledger/ledger-scope.ts';
import { useAsk } from '../../api/ask.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

interface SendingPartProps {
  readonly ledger: LedgerView;
  readonly spec: ExportSpec;
  readonly split: LedgerSplit | null;
  readonly onChange: (spec: ExportSpec) => void;
  readonly onSplit: (split: LedgerSplit | null) => void;
}

/** To be kept, or to be filled in by others; in one file, or one a town or unit. */
export function SendingPart({ ledger, spec, split, onChange, onSplit }: SendingPartProps) {
  const editable = ledger.sheets[0]?.columns.filter((column) => column.editable) ?? [];
  return (
    <>
      {editable.length > 0 && (
        <>
          <Radio.Group
            aria-label="用途"
            value={spec.forEditing ? 'fill' : 'keep'}
            onChange={(event) => onChange({ ...spec, forEditing: event.target.value === 'fill' })}
            options={[
              { value: 'keep', label: '上报、存档' },
              { value: 'fill', label: '发下去填报' },
            ]}
          />
          {spec.forEditing && (
            <div className="export-note">
              只有这些列能填，其余锁定：{editable.map(({ header }) => header).join('、')}
              。已销号、撤案的行整行锁定；可选值带下拉列表。
            </div>
          )}
        </>
      )}
      <Select<LedgerSplit | 'one'>
        aria-label="分份"
        value={split ?? 'one'}
        onChange={(next) => onSplit(next === 'one' ? null : next)}
        style={{ width: '100%' }}
        options={[
          { value: 'one', label: '合为一个文件' },
          ...ledger.splits.map((one) => ({ value: one, label: `按${SPLIT_LABELS[one]}分别导出` })),
        ]}
      />
      {split !== null && <Parts spec={spec} split={split} />}
    </>
  );
}

/** The files there would be. */
function Parts({ spec, split }: { readonly spec: ExportSpec; readonly split: LedgerSplit }) {
  const parts = useAsk('ledger.parts', { ...spec, split }, { keep: true });
  if (parts.error !== null) return <RefusalAlert error={parts.error} />;
  if (parts.data === undefined) return null;
  return (
    <div className="export-note">
      共 {parts.data.length} 份，存为一个压缩包：
      <ul className="export-parts">
        {parts.data.map(({ value, name, rows }) => (
          <li key={value}>
            {name} {rows} 行
          </li>
        ))}
      </ul>
    </div>
  );
}
