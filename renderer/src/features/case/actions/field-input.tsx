import { AutoComplete, Form, Input, InputNumber, Radio, Select } from 'antd';
import { fieldText } from '#core/domain/case/field-text.ts';
import { useAsk } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { DateField, MinuteField } from '../../../ui/date-field.tsx';
import { CORRECTABLE_FIELDS, editorOf } from '../facts/editors.ts';
import { EffectsEditor, ValueEditor } from '../facts/value-editor.tsx';
import { useObjections } from '../timeline/use-timeline.ts';
import type { FieldSpec, FormContext } from './forms.ts';

interface FieldInputProps {
  readonly field: FieldSpec;
  readonly context: FormContext;
  /** Set by the form item around it. */
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

/** The input of one field of a form, by its kind. */
export function FieldInput({ field, context, id, value, onChange }: FieldInputProps) {
  const common = id === undefined ? {} : { id };
  const text = typeof value === 'string' ? value : '';
  const set = (next: unknown) => onChange?.(next);
  switch (field.kind) {
    case 'line':
      return <Input {...common} value={text} onChange={(e) => set(e.target.value)} />;
    case 'text':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 10 }}
          value={text}
          onChange={(e) => set(e.target.value)}
        />
      );
    case 'date':
      return <DateField {...common} value={text === '' ? null : text} onChange={set} />;
    case 'minute':
      return <MinuteField {...common} value={text === '' ? null : text} onChange={set} />;
    case 'number':
      return (
        <InputNumber
          {...common}
          min={1}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={set}
        />
      );
    case 'choice':
      return <ChoiceInput field={field} value={text} onChange={set} {...common} />;
    case 'unit':
    case 'person':
      return <SuggestInput kind={field.kind} value={text} onChange={set} {...common} />;
    case 'units':
      return <UnitsInput value={Array.isArray(value) ? value : []} onChange={set} {...common} />;
    case 'account':
      return <AccountInput field={field} value={text} onChange={set} {...common} />;
    case 'effects':
      return <EffectsEditor value={Array.isArray(value) ? value : []} onChange={set} {...common} />;
    case 'objection':
      return <ObjectionInput caseId={context.record.id} value={text} onChange={set} {...common} />;
    case 'caseField':
      return (
        <Select
          {...common}
          showSearch={{ optionFilterProp: 'label' }}
          value={text === '' ? null : text}
          options={[...CORRECTABLE_FIELDS]}
          onChange={set}
        />
      );
    case 'caseValue':
      return <CorrectedValue context={context} value={value} onChange={set} {...common} />;
  }
}

interface InputProps {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (value: unknown) => void;
}

function ChoiceInput({ field, ...props }: InputProps & { readonly field: FieldSpec }) {
  const options = [...(field.options ?? [])];
  const { value, onChange, id } = props;
  if (options.length <= 4)
    return (
      <Radio.Group
        {...(id === undefined ? {} : { id })}
        aria-label={field.label}
        value={value}
        options={options}
        onChange={(e) => onChange(e.target.value)}
      />
    );
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value === '' ? null : value}
      options={options}
      onChange={onChange}
    />
  );
}

/** Units and people (单位与人员) as suggestions; any other text is allowed. */
function SuggestInput({ kind, id, value, onChange }: InputProps & { readonly kind: 'unit' | 'person' }) {
  const lead = Form.useWatch<unknown>('leadUnit');
  const units = (useAsk('people.units', {}).data ?? []).filter(({ active }) => active);
  const known =
    kind === 'unit'
      ? units.map(({ name, aliases }) => ({ value: name, words: [name, ...aliases].join(' '), label: name }))
      : units
          .filter(({ name }) => typeof lead !== 'string' || lead === '' || name === lead)
          .flatMap(({ name, people }) =>
            people
              .filter(({ active }) => active)
              .map((one) => ({
                value: one.name,
                words: `${one.name} ${name}`,
                label: `${one.name}　${name}${one.post ?? ''}`,
              })),
          );
  return (
    <AutoComplete
      {...(id === undefined ? {} : { id })}
      value={value}
      options={known}
      showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim()) ?? false }}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}

function UnitsInput({ id, value, onChange }: Omit<InputProps, 'value'> & { readonly value: readonly string[] }) {
  const units = (useAsk('people.units', {}).data ?? []).filter(({ active }) => active);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="tags"
      tokenSeparators={['、', '，', ',']}
      value={[...value]}
      options={units.map(({ name }) => ({ value: name, label: name }))}
      onChange={onChange}
    />
  );
}

function AccountInput({ field, id, value, onChange }: InputProps & { readonly field: FieldSpec }) {
  const { account } = useSession();
  const accounts = useAsk('account.list', {}).data ?? [];
  const options = accounts
    .filter(
      ({ role, id: key }) =>
        (field.role === undefined || role === field.role) && !(field.notSelf && key === account.id),
    )
    .map(({ id: key, displayName, login }) => ({ value: key, label: `${displayName}（${login}）` }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value === '' ? null : value}
      options={options}
      onChange={onChange}
      notFoundContent="没有可以选的审核人账户；请管理员在设置中新增。"
    />
  );
}

/** Objections (异议) that are not decided yet. */
function ObjectionInput({ caseId, id, value, onChange }: InputProps & { readonly caseId: string }) {
  const open = useObjections(caseId).filter((objection) => objection.outcome === null);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value === '' ? null : value}
      options={open.map((objection) => ({ value: objection.id, label: `${objection.on} ${objection.text}` }))}
      onChange={onChange}
      notFoundContent="没有未处理的异议。"
    />
  );
}

/** The new value of a corrected field, with the old one beside it. */
function CorrectedValue({
  context,
  id,
  value,
  onChange,
}: Omit<InputProps, 'value'> & { readonly context: FormContext; readonly value: unknown }) {
  const field = Form.useWatch<unknown>('field');
  if (typeof field !== 'string') return <span className="muted">先选要更正的栏目。</span>;
  return (
    <>
      <div className="muted">原值：{fieldText(field, Reflect.get(context.record, field))}</div>
      <ValueEditor
        key={field}
        editor={editorOf(field, context.record)}
        label="改为"
        value={value}
        onChange={onChange}
        {...(id === undefined ? {} : { id })}
      />
    </>
  );
}
