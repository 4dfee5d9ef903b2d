import { Alert, App, Button, Flex, Form, Modal, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { InputOf } from '#core/contract/routes.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { CASE_EVENT_LABELS } from '#core/domain/case/case-labels.ts';
import { queryClient, useCommand } from '../../../api/ask.ts';
import { fieldFaults } from '../../../api/refused.ts';
import { useSession } from '../../../app/session.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { keepEnter } from '../../../ui/keep-enter.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { useTimeline } from '../timeline/use-timeline.ts';
import { FieldInput } from './field-input.tsx';
import { type ActType, actOf, type FieldKind, type FieldSpec, formOf, type FormValues, startValues } from './forms.ts';

interface ActionDialogProps {
  readonly type: ActType;
  readonly record: CaseRecord;
  readonly onClose: () => void;
}

/** The form of one act in a dialog; what is typed is kept as a draft until it is saved or given up. */
export function ActionDialog({ type, record, onClose }: ActionDialogProps) {
  const draft = useDraft<FormValues>(`${type}:${record.id}`);
  const label = CASE_EVENT_LABELS[type];
  return (
    <Modal
      open
      title={`${label}　${record.number}`}
      onCancel={onClose}
      footer={null}
      width={680}
      style={{ top: 24 }}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {draft.kept !== undefined && (
        <ActionForm
          type={type}
          record={record}
          draft={draft.kept}
          onKeep={draft.keep}
          onDrop={draft.drop}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface ActionFormProps extends ActionDialogProps {
  readonly draft: FormValues | null;
  readonly onKeep: (values: FormValues) => void;
  readonly onDrop: () => void;
}

function ActionForm({ type, record, draft, onKeep, onDrop, onClose }: ActionFormProps) {
  const { today } = useSession();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  const [rev, setRev] = useState(record.rev);
  const save = useCommand('case.act');
  const context = { record, today };
  const spec = formOf(type);
  const fields = spec.fields(context);
  const label = CASE_EVENT_LABELS[type];
  const note = spec.note?.(context) ?? '';

  useEffect(() => {
    if (save.error === null) return;
    if (save.error.code === 'STALE_REVISION')
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('case.') });
    form.setFields(
      fieldFaults(save.error).map(({ path, message: text }) => ({ name: path.replace(/^act\./u, ''), errors: [text] })),
    );
  }, [save.error, form]);

  const fieldset = useRef<HTMLDivElement>(null);
  useEffect(() => fieldset.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);

  const submit = (values: FormValues) => {
    const input: InputOf<'case.act'> = {
      id: record.id,
      rev,
      on: String(values['on']),
      act: actOf(type, context, values),
    };
    save.mutate(input, {
      onSuccess: () => {
        onDrop();
        void message.success(`已${label}`);
        onClose();
      },
    });
  };

  return (
    <Form<FormValues>
      form={form}
      layout="vertical"
      name={type.replace('.', '-')}
      initialValues={startValues(type, context, draft)}
      onValuesChange={(changed, values) => {
        // Another field is corrected from what it holds now.
        if (typeof changed['field'] === 'string') form.setFieldValue('to', Reflect.get(record, changed['field']));
        onKeep({ ...values, ...form.getFieldsValue() });
      }}
      onFinish={submit}
      onKeyDown={(event) => {
        keepEnter(event);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
      }}
      scrollToFirstError
    >
      {note !== '' && (
        <Alert role="note" type={spec.danger === true ? 'warning' : 'info'} title={note} style={{ marginBottom: 12 }} />
      )}
      {draft !== null && (
        <Flex align="center" gap={8} className="muted" style={{ marginBottom: 8 }}>
          已恢复上次没有保存的内容。
          <Button
            size="small"
            onClick={() => {
              onDrop();
              form.setFieldsValue(startValues(type, context, null));
            }}
          >
            重新填写
          </Button>
        </Flex>
      )}
      <ChangedMeanwhile record={record} rev={rev} onAccept={() => setRev(record.rev)} />
      <div className="case-form-fields" ref={fieldset}>
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            className={isShort(field) ? '' : 'case-form-wide'}
            {...(field.hint === undefined ? {} : { extra: field.hint })}
            rules={field.optional ? [] : [{ required: true, message: `请填写${field.label}` }]}
          >
            <FieldInput field={field} context={context} />
          </Form.Item>
        ))}
        <Form.Item
          name="on"
          label="办理日期"
          className="case-form-wide"
          rules={[{ required: true, message: '请填写办理日期' }]}
          extra={`默认为今天；不早于上一步的日期 ${record.facts.lastOn}。`}
        >
          <DateField max={today} />
        </Form.Item>
      </div>
      {save.error !== null && (
        <div style={{ marginBottom: 12 }}>
          <RefusalAlert error={save.error} />
        </div>
      )}
      <Flex justify="end" align="center" gap={8}>
        <span className="muted" style={{ marginRight: 'auto' }}>
          Ctrl+Enter 保存；关闭后内容仍保留
        </span>
        <Space>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" danger={spec.danger === true} loading={save.isPending}>
            {label}
          </Button>
        </Space>
      </Flex>
    </Form>
  );
}

const SHORT: ReadonlySet<FieldKind> = new Set([
  'line',
  'unit',
  'units',
  'person',
  'date',
  'minute',
  'number',
  'account',
]);

/** Two short fields stand side by side. */
function isShort({ kind, hint }: FieldSpec): boolean {
  return SHORT.has(kind) && (hint ?? '').length < 24;
}

/** Says that the case has changed since the form was opened, by whom and how; nothing that was typed is lost. */
function ChangedMeanwhile({
  record,
  rev,
  onAccept,
}: {
  readonly record: CaseRecord;
  readonly rev: number;
  readonly onAccept: () => void;
}) {
  const entries = useTimeline(record.id);
  if (record.rev === rev) return null;
  const since = entries
    .filter((entry) => entry.rev > rev)
    .map(({ actorName, label, on }) => `${on} ${actorName}「${label}」`);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      style={{ marginBottom: 12 }}
      title={`填写期间案件已被更新：${since.join('、') || '内容有变'}。页面已换成最新内容，你填写的内容还在。`}
      action={
        <Button size="small" onClick={onAccept}>
          已核对，按最新内容办理
        </Button>
      }
    />
  );
}
