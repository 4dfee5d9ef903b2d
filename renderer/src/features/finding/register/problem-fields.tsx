import { Input, Radio } from 'antd';
import { SEVERITIES, SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { SOURCES } from '#core/domain/finding/vocabulary.ts';
import { Combo } from '../../../ui/combo.tsx';
import { classesFor } from '../draft/problem-classes.ts';
import { Field } from './field.tsx';
import type { FormPart } from './form-part.ts';
import type { GradedReading } from './use-register.ts';

interface ProblemFieldsProps {
  readonly part: FormPart;
  readonly reading: GradedReading;
}

/** What is wrong: class in the wording of 245号, words, quantity, severity as the rules propose it; from whom, when. */
export function ProblemFields({ part, reading }: ProblemFieldsProps) {
  const { draft, set, shown } = part;
  const text = (field: TextField) => (event: { target: { value: string } }) => set({ [field]: event.target.value });
  return (
    <>
      <Field {...shown('problemClass')} label="四乱类别与细项" span={8} required>
        <Combo
          {...part.combo('problemClass')}
          strict
          value={draft.problemClass}
          options={classesFor(draft.problemClass)}
          placeholder="键入代码（1.2）或字（垃圾、采砂）"
          onText={(problemClass) => set({ problemClass })}
          onPick={({ text: problemClass }) => set({ problemClass })}
        />
      </Field>
      <Field {...shown('quantity')} label="数量" span={4}>
        <Input
          {...part.input('quantity')}
          value={draft.quantity}
          placeholder="150立方米、3.2亩"
          onChange={text('quantity')}
        />
      </Field>
      <Field {...shown('description')} label="问题描述" span={12} required>
        <Input.TextArea
          {...part.input('description')}
          value={draft.description}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          onChange={text('description')}
        />
      </Field>
      <SeverityFields part={part} reading={reading} />
      <Field {...shown('source')} label="问题来源" span={4} required>
        <Combo
          {...part.combo('source')}
          value={draft.source}
          options={SOURCES.filter(
            (word) => draft.source === '' || (word.includes(draft.source) && word !== draft.source),
          ).map((word) => ({ key: word, text: word }))}
          onText={(source) => set({ source })}
          onPick={({ text: source }) => set({ source })}
        />
      </Field>
      <Field {...shown('foundOn')} label="发现日期" span={3} required>
        <Input {...part.input('foundOn')} value={draft.foundOn} onChange={text('foundOn')} />
      </Field>
      <Field {...shown('foundTime')} label="时刻" span={2}>
        <Input {...part.input('foundTime')} value={draft.foundTime} placeholder="0930" onChange={text('foundTime')} />
      </Field>
      <Field {...shown('externalNumbers')} label="外部编号" span={3}>
        <Input
          {...part.input('externalNumbers')}
          value={draft.externalNumbers}
          placeholder="图斑号、工单号"
          onChange={text('externalNumbers')}
        />
      </Field>
    </>
  );
}

type TextField = 'quantity' | 'description' | 'foundOn' | 'foundTime' | 'externalNumbers' | 'severityReason';

/** The level that the rules propose is chosen until somebody chooses another; another one needs a reason. */
function SeverityFields({ part, reading: { proposal, severity } }: ProblemFieldsProps) {
  const { draft, set, shown } = part;
  const differs = proposal !== null && severity !== proposal.level;
  const notes =
    proposal === null ? undefined : [proposal.explanation, ...(proposal.doubt === null ? [] : [proposal.doubt])];
  return (
    <>
      <Field {...shown('severity')} notes={notes} label="严重程度" span={differs ? 6 : 12} required>
        <Radio.Group
          id="severity"
          aria-label="严重程度"
          value={severity}
          options={SEVERITIES.map((value) => ({ value, label: SEVERITY_LABELS[value] }))}
          onChange={({ target }) => set({ severity: target.value })}
          style={{ display: 'flex', minHeight: 30, alignItems: 'center' }}
        />
      </Field>
      {differs && (
        <Field {...shown('severityReason')} label="调整理由" span={6} required>
          <Input
            {...part.input('severityReason')}
            value={draft.severityReason}
            onChange={({ target }) => set({ severityReason: target.value })}
          />
        </Field>
      )}
    </>
  );
}
