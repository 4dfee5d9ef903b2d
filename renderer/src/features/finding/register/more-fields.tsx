import { Checkbox, Input, Select } from 'antd';
import { ZONES } from '#core/domain/finding/vocabulary.ts';
import { Combo } from '../../../ui/combo.tsx';
import type { FindingDraft } from '../draft/finding-draft.ts';
import { Field } from './field.tsx';
import type { FormPart } from './form-part.ts';

const PERIODS = ['1988年6月前', '1988-06至2018-12', '2019年以后', '不详'];

const LINES = [
  ['campaigns', '专项行动', 4],
  ['basin', '流域', 4],
  ['violator', '违法主体', 4],
  ['responsibleUnit', '责任单位', 4],
  ['responsiblePerson', '责任人', 4],
  ['responsiblePhone', '联系电话', 4],
] as const satisfies readonly (readonly [keyof FindingDraft, string, number])[];
const CHIEFS = [
  ['city', '市级河长'],
  ['district', '区级河长'],
  ['town', '镇级河长'],
  ['village', '村级河长'],
] as const satisfies readonly (readonly [keyof FindingDraft['chiefs'], string])[];

/** What is seldom known when a finding is registered; folded away. */
export function MoreFields({ part }: { readonly part: FormPart }) {
  const { draft, set, shown } = part;
  return (
    <>
      {LINES.map(([field, label, span]) => (
        <Field key={field} {...shown(field)} label={label} span={span}>
          <Input
            {...part.input(field)}
            value={draft[field]}
            onChange={({ target }) => set({ [field]: target.value })}
          />
        </Field>
      ))}
      <Field {...shown('formedPeriod')} label="形成时间" span={4}>
        <Combo
          {...part.combo('formedPeriod')}
          value={draft.formedPeriod}
          options={PERIODS.map((text) => ({ key: text, text }))}
          onText={(formedPeriod) => set({ formedPeriod })}
          onPick={({ text }) => set({ formedPeriod: text })}
        />
      </Field>
      <Field {...shown('zones')} label="管控圈层" span={8}>
        <Select
          id="zones"
          mode="multiple"
          value={[...draft.zones]}
          style={{ width: '100%' }}
          options={ZONES.map((value) => ({ value, label: value }))}
          onChange={(zones) => set({ zones })}
        />
      </Field>
      {CHIEFS.map(([level, label]) => (
        <Field key={level} id={`chief-${level}`} label={label} span={3}>
          <Input
            id={`chief-${level}`}
            value={draft.chiefs[level] ?? ''}
            onChange={({ target }) =>
              set({ chiefs: { ...draft.chiefs, [level]: target.value === '' ? null : target.value } })
            }
          />
        </Field>
      ))}
      <Field {...shown('remarks')} label="备注" span={9}>
        <Input
          {...part.input('remarks')}
          value={draft.remarks}
          onChange={({ target }) => set({ remarks: target.value })}
        />
      </Field>
      <div style={{ gridColumn: 'span 3', alignSelf: 'end', minHeight: 30 }}>
        <Checkbox checked={draft.suspectedCrime} onChange={({ target }) => set({ suspectedCrime: target.checked })}>
          涉嫌犯罪
        </Checkbox>
      </div>
    </>
  );
}
