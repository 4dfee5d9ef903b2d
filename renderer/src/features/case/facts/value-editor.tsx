import { AutoComplete, Button, Flex, Input, InputNumber, Select } from 'antd';
import type { Effect } from '#core/domain/case/case-record.ts';
import type { Problem, Quantity } from '#core/domain/finding/problem.ts';
import { DateField } from '../../../ui/date-field.tsx';
import type { Editor } from './editors.ts';

interface ValueEditorProps {
  readonly editor: Editor;
  readonly id?: string;
  /** Chinese name, for screen readers where no label points here. */
  readonly label: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly autoFocus?: boolean;
}

/** Edits one value of a case by the kind of its field. */
export function ValueEditor({ editor, id, label, value, onChange, autoFocus = false }: ValueEditorProps) {
  const common = { autoFocus, 'aria-label': label, ...(id === undefined ? {} : { id }) };
  const text = typeof value === 'string' ? value : '';
  const set = (next: unknown) => onChange?.(next);
  const options = [...(editor.options ?? [])];
  switch (editor.kind) {
    case 'text':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={text}
          onChange={(e) => set(e.target.value)}
        />
      );
    case 'date':
      return <DateField {...common} value={text === '' ? null : text} onChange={set} />;
    case 'choice':
      return (
        <Select
          {...common}
          allowClear
          value={text === '' ? null : text}
          options={options}
          onChange={(next) => set(next ?? null)}
          style={{ width: '100%' }}
        />
      );
    case 'suggest':
      return (
        <AutoComplete
          {...common}
          value={text}
          options={options}
          onChange={(next) => set(next ?? '')}
          style={{ width: '100%' }}
        />
      );
    case 'tags':
      return (
        <Select
          {...common}
          mode="tags"
          tokenSeparators={['、', '，', ',']}
          value={listOf(value)}
          options={options}
          onChange={set}
          style={{ width: '100%' }}
        />
      );
    case 'boolean':
      return (
        <Select
          {...common}
          value={value === true ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: '是' },
            { value: 'no', label: '否' },
          ]}
          onChange={(next) => set(next === 'yes')}
          style={{ width: 96 }}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...common}
          value={typeof value === 'number' ? value : null}
          onChange={set}
          style={{ width: 160 }}
        />
      );
    case 'quantity':
      return (
        <QuantityEditor
          label={label}
          value={isQuantity(value) ? value : null}
          onChange={set}
          autoFocus={autoFocus}
          {...(id === undefined ? {} : { id })}
        />
      );
    case 'chiefs':
      return <ChiefsEditor value={isChiefs(value) ? value : NO_CHIEFS} onChange={set} autoFocus={autoFocus} />;
    case 'effects':
      return <EffectsEditor value={effectsOf(value)} onChange={set} {...(id === undefined ? {} : { id })} />;
    default:
      return (
        <Input
          {...common}
          value={text}
          placeholder={editor.kind === 'time' ? '09:30' : ''}
          onChange={(e) => set(e.target.value)}
        />
      );
  }
}

const UNITS = ['m³', 'm²', 'm', '亩', 't', '处', '艘', 'km'].map((unit) => ({ value: unit }));

interface Part<T> {
  readonly value: T;
  readonly onChange: (value: unknown) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
}

function QuantityEditor({
  value,
  onChange,
  id,
  autoFocus = false,
  label,
}: Part<Quantity | null> & { readonly label: string }) {
  const put = (next: Partial<Quantity>) => {
    const whole = { amount: value?.amount ?? null, unit: value?.unit ?? '', ...next };
    onChange(whole.amount === null && whole.unit === '' ? null : whole);
  };
  return (
    <Flex gap={4}>
      <InputNumber
        {...(id === undefined ? {} : { id })}
        autoFocus={autoFocus}
        aria-label={label}
        min={0}
        value={value?.amount ?? null}
        onChange={(amount) => put({ amount: amount as number })}
      />
      <AutoComplete
        aria-label="单位"
        value={value?.unit ?? ''}
        options={UNITS}
        onChange={(unit) => put({ unit })}
        style={{ width: 96 }}
      />
    </Flex>
  );
}

const NO_CHIEFS: Problem['chiefs'] = { city: null, district: null, town: null, village: null };
const LEVELS = [
  ['city', '市级河长'],
  ['district', '区级河长'],
  ['town', '镇级河长'],
  ['village', '村级河长'],
] as const;

function ChiefsEditor({ value, onChange, autoFocus = false }: Part<Problem['chiefs']>) {
  return (
    <Flex vertical gap={4}>
      {LEVELS.map(([level, name], index) => (
        <Input
          key={level}
          autoFocus={autoFocus && index === 0}
          aria-label={name}
          prefix={<span className="muted">{name}</span>}
          value={value[level] ?? ''}
          onChange={(e) => onChange({ ...value, [level]: e.target.value === '' ? null : e.target.value })}
        />
      ))}
    </Flex>
  );
}

const EFFECT_KINDS = ['清垃圾', '清渣土', '拆除违建', '清占地', '清网箱', '清沉船', '清种植', '复绿'].map((value) => ({
  value,
}));

/** Effects (清理成效), one a line. */
export function EffectsEditor({ value, onChange, id }: Part<readonly Effect[]>) {
  const put = (index: number, next: Partial<Effect>) =>
    onChange(value.map((effect, at) => (at === index ? { ...effect, ...next } : effect)));
  return (
    <Flex vertical gap={4} role="group" aria-label="清理成效">
      {value.map((effect, index) => (
        <Flex gap={4} key={index}>
          <AutoComplete
            aria-label={`第 ${index + 1} 项成效`}
            value={effect.kind}
            options={EFFECT_KINDS}
            onChange={(kind) => put(index, { kind })}
            style={{ flex: 1 }}
          />
          <InputNumber
            aria-label={`第 ${index + 1} 项数量`}
            min={0}
            value={effect.amount}
            onChange={(amount) => put(index, { amount: amount ?? 0 })}
            style={{ width: 100 }}
          />
          <AutoComplete
            aria-label={`第 ${index + 1} 项单位`}
            value={effect.unit}
            options={UNITS}
            onChange={(unit) => put(index, { unit })}
            style={{ width: 80 }}
          />
          <Button aria-label={`去掉第 ${index + 1} 项`} onClick={() => onChange(value.filter((_, at) => at !== index))}>
            去掉
          </Button>
        </Flex>
      ))}
      <Button
        {...(id === undefined ? {} : { id })}
        size="small"
        onClick={() => onChange([...value, { kind: '清垃圾', amount: 0, unit: 'm³' }])}
        style={{ alignSelf: 'start' }}
      >
        增加一项成效
      </Button>
    </Flex>
  );
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && 'amount' in value && 'unit' in value;
}

function isChiefs(value: unknown): value is Problem['chiefs'] {
  return typeof value === 'object' && value !== null && 'village' in value;
}

function effectsOf(value: unknown): readonly Effect[] {
  return Array.isArray(value) ? (value as readonly Effect[]) : [];
}
