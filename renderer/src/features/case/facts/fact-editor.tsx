import { Button, Flex, Select } from 'antd';
import { useState } from 'react';
import type { InputOf } from '#core/contract/routes.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { fieldLabel } from '#core/domain/case/field-text.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { queryClient, useAsk, useCommand } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { editorOf } from './editors.ts';
import type { Fact } from './rows.ts';
import { ValueEditor } from './value-editor.tsx';

type Changes = InputOf<'case.editDetails'>['changes'];

interface FactEditorProps {
  readonly record: CaseRecord;
  readonly fact: Fact;
  readonly onDone: () => void;
}

/** Edits the fields of one fact in its place: Enter or Ctrl+Enter saves, Esc gives up. */
export function FactEditor({ record, fact, onDone }: FactEditorProps) {
  const [values, setValues] = useState<Partial<Problem>>(() =>
    Object.fromEntries(fact.edit.map((field) => [field, record[field]])),
  );
  const save = useCommand('case.editDetails');
  const submit = () => {
    // The route checks every value against the schema of its field.
    const changes = Object.fromEntries(
      Object.entries(values).map(([field, value]) => [field, value === '' ? null : value]),
    ) as Changes;
    save.mutate(
      { id: record.id, rev: record.rev, changes },
      {
        onSuccess: onDone,
        onError: ({ code }) => {
          if (code === 'STALE_REVISION') void queryClient.invalidateQueries({ queryKey: ['case.get'] });
        },
      },
    );
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const inText = event.target instanceof HTMLTextAreaElement;
    if (event.key === 'Escape') onDone();
    else if (
      event.key === 'Enter' &&
      (event.ctrlKey || (!inText && event.target instanceof HTMLInputElement && event.target.role !== 'combobox'))
    )
      submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Flex vertical gap={4} onKeyDown={onKeyDown} role="group" aria-label={`修改${fact.label}`}>
      {fact.edit.includes('townCode') ? (
        <TownEditor value={values.townCode ?? null} onChange={(town) => setValues(town)} />
      ) : (
        fact.edit.map((field, index) => (
          <Flex key={field} vertical>
            {fact.edit.length > 1 && <span className="muted">{fieldLabel(field)}</span>}
            <ValueEditor
              editor={editorOf(field, record)}
              label={fieldLabel(field)}
              value={values[field]}
              onChange={(value) => setValues((all) => ({ ...all, [field]: value }))}
              autoFocus={index === 0}
            />
          </Flex>
        ))
      )}
      <RefusalAlert error={save.error} />
      <Flex gap={6}>
        <Button size="small" type="primary" loading={save.isPending} onClick={submit}>
          保存
        </Button>
        <Button size="small" onClick={onDone}>
          取消
        </Button>
      </Flex>
    </Flex>
  );
}

/** Town (镇街) by the list of the district, so that its code fits its name. */
function TownEditor({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (town: Pick<Problem, 'town' | 'townCode'>) => void;
}) {
  const towns = useAsk('place.towns', {}).data?.towns ?? [];
  return (
    <Select
      autoFocus
      aria-label="镇街"
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={towns.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(code) => onChange({ townCode: code, town: towns.find((town) => town.code === code)?.name ?? null })}
    />
  );
}
