import { Alert, Button, Flex, Form, Modal, Progress } from 'antd';
import { useState } from 'react';
import type { BulkOutcome } from '#core/contract/views-ledger.ts';
import { asError } from '../../../api/as-error.ts';
import { ask } from '../../../api/ask.ts';
import { cancelJob, useRunningJobs } from '../../../api/progress.ts';
import { useSession } from '../../../app/session.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { actOf, type FormContext, type FormValues } from '../../case/actions/forms.ts';
import { FieldInput } from '../../case/actions/field-input.tsx';
import { type BulkChoice, bulkFields, bulkStart } from './bulk-acts.ts';
import { BulkResult } from './bulk-result.tsx';
import type { PickedCase, PickStore } from './pick-store.ts';

/** What was chosen for which cases; the list and its ticks may change while the run goes on. */
export interface BulkBegun {
  readonly choice: BulkChoice;
  readonly cases: readonly PickedCase[];
  /** One of the cases stands for all where a form asks. */
  readonly context: FormContext;
}

interface BulkDialogProps extends BulkBegun {
  readonly picks: PickStore;
  readonly onClose: () => void;
}

type Run =
  | { readonly state: 'form'; readonly fault: Error | null }
  | { readonly state: 'running'; readonly id: string }
  | { readonly state: 'done'; readonly outcomes: readonly BulkOutcome[] };

/** One form for many cases, then the way of the run, then what became of each. */
export function BulkDialog({ choice, cases, context, picks, onClose }: BulkDialogProps) {
  const [run, setRun] = useState<Run>({ state: 'form', fault: null });

  const start = async (values: FormValues) => {
    const id = crypto.randomUUID();
    setRun({ state: 'running', id });
    try {
      const items = cases.map((one) => ({ id: one.id, rev: one.rev }));
      const input = { items, on: String(values['on']), act: actOf(choice.type, context, values) };
      const outcomes = await ask('case.actMany', input, id);
      picks.clear();
      picks.add(leftOver(cases, outcomes));
      setRun({ state: 'done', outcomes });
    } catch (fault) {
      setRun({ state: 'form', fault: asError(fault) });
    }
  };

  return (
    <Modal
      open
      title={`${choice.label}　${cases.length} 件`}
      width={680}
      footer={null}
      closable={run.state !== 'running'}
      mask={{ closable: false }}
      keyboard={run.state !== 'running'}
      onCancel={onClose}
      destroyOnHidden
    >
      {run.state === 'running' && <Running id={run.id} total={cases.length} />}
      {run.state === 'done' && <BulkResult outcomes={run.outcomes} label={choice.label} onClose={onClose} />}
      <div hidden={run.state !== 'form'}>
        <BulkForm
          choice={choice}
          count={cases.length}
          context={context}
          fault={run.state === 'form' ? run.fault : null}
          onSubmit={(values) => void start(values)}
          onClose={onClose}
        />
      </div>
    </Modal>
  );
}

/** What was refused or not begun stays ticked, so that it can be tried again; what is done does not. */
function leftOver(cases: readonly PickedCase[], outcomes: readonly BulkOutcome[]): readonly PickedCase[] {
  const done = new Set(outcomes.filter(({ outcome }) => outcome === 'done').map(({ id }) => id));
  return cases.filter(({ id }) => !done.has(id));
}

interface BulkFormProps {
  readonly choice: BulkChoice;
  readonly count: number;
  readonly context: FormContext;
  readonly fault: Error | null;
  readonly onSubmit: (values: FormValues) => void;
  readonly onClose: () => void;
}

function BulkForm({ choice, count, context, fault, onSubmit, onClose }: BulkFormProps) {
  const { today } = useSession();
  const { type, allowed, label, reason } = choice;
  return (
    <Form<FormValues>
      layout="vertical"
      name="bulk"
      initialValues={bulkStart(type, context)}
      onFinish={onSubmit}
      scrollToFirstError
    >
      <Alert
        type={allowed === count ? 'info' : 'warning'}
        style={{ marginBottom: 12 }}
        title={
          allowed === count
            ? `对选中的 ${count} 件逐件办理，每件各记一条办理经过；办理后不能一次撤回。`
            : `选中的 ${count} 件中 ${allowed} 件可以「${label}」，其余会列出原因，不作改动。`
        }
        {...(reason === null ? {} : { description: `例如 ${reason}` })}
      />
      {bulkFields(type, context).map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.label}
          rules={field.optional ? [] : [{ required: true, message: `请填写${field.label}` }]}
        >
          <FieldInput field={field} context={context} />
        </Form.Item>
      ))}
      <Form.Item name="on" label="办理日期" rules={[{ required: true, message: '请填写办理日期' }]}>
        <DateField max={today} />
      </Form.Item>
      <RefusalAlert error={fault} />
      <Flex justify="end" gap={8} style={{ marginTop: 12 }}>
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" htmlType="submit">
          {`${label} ${allowed} 件`}
        </Button>
      </Flex>
    </Form>
  );
}

function Running({ id, total }: { readonly id: string; readonly total: number }) {
  const job = useRunningJobs().find((one) => one.id === id);
  const done = job?.done ?? 0;
  return (
    <div role="status">
      <Progress percent={Math.floor((done / total) * 100)} aria-label="批量办理的进度" />
      <Flex justify="space-between" align="center">
        <span>
          已办 {done} 件，共 {total} 件。
        </span>
        <Button onClick={() => cancelJob(id)}>停止（已办的保留）</Button>
      </Flex>
    </div>
  );
}
