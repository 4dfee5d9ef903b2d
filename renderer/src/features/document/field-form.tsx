import { Button, Form, Input } from 'antd';
import type { DocumentField } from '#core/domain/document/document-fields.ts';
import { DateField } from '../../ui/date-field.tsx';
import { shownValue, type Typed, withTyped } from './field-values.ts';

interface FieldFormProps {
  readonly fields: readonly DocumentField[];
  readonly typed: Typed;
  readonly missing: readonly string[];
  readonly onChange: (typed: Typed) => void;
}

/** The fields of a document, prefilled from the case; what was changed can be put back. */
export function FieldForm({ fields, typed, missing, onChange }: FieldFormProps) {
  return (
    <Form layout="vertical" component="div" requiredMark={false}>
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          htmlFor={`document-${field.name}`}
          label={
            <>
              {field.label}
              {!field.required && <span className="muted">（可不填）</span>}
              {typed[field.name] !== undefined && (
                <Button type="link" size="small" onClick={() => onChange(withTyped(typed, field, field.value))}>
                  恢复为案件内容
                </Button>
              )}
            </>
          }
          {...(missing.includes(field.label) ? { validateStatus: 'warning' as const, help: '待填' } : {})}
        >
          <FieldInput
            field={field}
            value={shownValue(field, typed)}
            onChange={(value) => onChange(withTyped(typed, field, value))}
          />
        </Form.Item>
      ))}
    </Form>
  );
}

interface FieldInputProps {
  readonly field: DocumentField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FieldInput({ field: { name, input }, value, onChange }: FieldInputProps) {
  const id = `document-${name}`;
  if (input === 'date')
    return <DateField id={id} value={value === '' ? null : value} onChange={(date) => onChange(date ?? '')} />;
  if (input === 'lines')
    return (
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return <Input id={id} value={value} onChange={(event) => onChange(event.target.value)} />;
}
