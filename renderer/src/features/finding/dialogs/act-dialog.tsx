import { Alert, App, Input } from 'antd';
import { useEffect, useState } from 'react';
import { FINDING_EVENT_LABELS } from '#core/domain/finding/finding-labels.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { fieldFaults } from '../../../api/refused.ts';
import { useSession } from '../../../app/session.ts';
import { Combo } from '../../../ui/combo.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { ACT_FORMS, type ActField, actOf, type ActValues, type PlainActType } from './act-forms.ts';
import { ChangedMeanwhile, useOpenedRev } from './changed-meanwhile.tsx';
import { DialogForm, Labelled } from './dialog-form.tsx';

interface ActDialogProps {
  readonly type: PlainActType;
  readonly finding: FindingRecord;
  readonly onClose: () => void;
}

/** The form of one act of a finding; what is typed is kept until it is carried out. */
export function ActDialog({ type, finding, onClose }: ActDialogProps) {
  const { today } = useSession();
  const { message } = App.useApp();
  const draft = useDraft<ActValues>(`${type}:${finding.id}`);
  const [values, setValues] = useState<ActValues | null>(null);
  const save = useCommand('finding.act');
  const opened = useOpenedRev(finding);
  const { kept } = draft;
  useEffect(() => {
    if (kept !== undefined) setValues((now) => now ?? kept ?? {});
  }, [kept]);
  if (values === null) return null;
  const label = FINDING_EVENT_LABELS[type];
  const faults = fieldFaults(save.error);
  const placed = faults.filter(({ path }) => ACT_FORMS[type].fields.some(({ name }) => path === `act.${name}`));
  const on = values['on'] ?? today;
  const set = (name: string, value: string) => {
    const next = { ...values, [name]: value };
    setValues(next);
    draft.keep(next);
  };
  const submit = () =>
    save.mutate(
      { id: finding.id, rev: opened.rev, on, act: actOf(type, values) },
      {
        onSuccess: () => {
          draft.drop();
          void message.success(`${finding.number} 已${label}`);
          onClose();
        },
      },
    );
  return (
    <DialogForm
      title={`${label}　${finding.number}`}
      verb={label}
      busy={save.isPending}
      // What stands beside its field is not said twice.
      error={placed.length > 0 && placed.length === faults.length ? null : save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChangedMeanwhile changed={opened.changed && !save.isPending} accept={opened.accept} />
      <Alert type="info" role="note" title={ACT_FORMS[type].note} />
      {ACT_FORMS[type].fields.map((field, index) => (
        <Labelled
          key={field.name}
          id={`act-${field.name}`}
          label={field.label}
          hint={field.hint}
          fault={faults.find(({ path }) => path === `act.${field.name}`)?.message}
        >
          <FieldInput
            field={field}
            first={index === 0}
            value={values[field.name] ?? ''}
            onChange={(value) => set(field.name, value)}
          />
        </Labelled>
      ))}
      <Labelled id="act-on" label="办理日期" hint={`默认为今天；不早于登记日期 ${finding.registeredOn}`}>
        <DateField id="act-on" value={on} max={today} onChange={(day) => set('on', day ?? today)} />
      </Labelled>
    </DialogForm>
  );
}

interface FieldInputProps {
  readonly field: ActField;
  readonly first: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FieldInput({ field, first, value, onChange }: FieldInputProps) {
  const units = useAsk('people.units', {}, { enabled: field.kind === 'unit' }).data ?? [];
  const id = `act-${field.name}`;
  if (field.kind === 'date')
    return <DateField id={id} value={value === '' ? null : value} onChange={(day) => onChange(day ?? '')} />;
  if (field.kind === 'unit')
    return (
      <Combo
        id={id}
        value={value}
        options={units
          .filter(({ active, name }) => active && name.includes(value.trim()) && name !== value)
          .map(({ name }) => ({ key: name, text: name }))}
        onText={onChange}
        onPick={({ text }) => onChange(text)}
      />
    );
  if (field.kind === 'line')
    return <Input id={id} autoFocus={first} value={value} onChange={({ target }) => onChange(target.value)} />;
  return (
    <Input.TextArea
      id={id}
      autoFocus={first}
      autoSize={{ minRows: 3, maxRows: 10 }}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
