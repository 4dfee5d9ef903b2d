import { App, Checkbox, Form, Input, Modal } from 'antd';
import type { DefinitionSpec } from '#core/contract/routes/ledger.ts';
import type { ExportDefinitionView } from '#core/contract/views-export.ts';
import { useCommand } from '../../api/ask.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';

interface SaveDialogProps {
  readonly spec: DefinitionSpec;
  /** The saved export that is changed; null for a new one. */
  readonly definition: ExportDefinitionView | null;
  readonly suggestedName?: string;
  readonly onSaved?: (definition: ExportDefinitionView) => void;
  readonly onClose: () => void;
}

interface Values {
  readonly name: string;
  readonly shared: boolean;
}

/** Names a saved export (常用导出) and says whether all may use it. */
export function SaveDialog({ spec, definition, suggestedName = '', onSaved, onClose }: SaveDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useCommand('exportDefinition.save');
  const change = useCommand('exportDefinition.change');
  const submit = ({ name, shared }: Values) => {
    const onSuccess = (saved: ExportDefinitionView) => {
      void message.success(`已存为常用导出「${saved.name}」`);
      onSaved?.(saved);
      onClose();
    };
    if (definition === null) save.mutate({ name, shared, spec }, { onSuccess });
    else change.mutate({ id: definition.id, name, shared, spec }, { onSuccess });
  };
  return (
    <Modal
      open
      title={definition === null ? '存为常用导出' : `修改常用导出「${definition.name}」`}
      okText="保存"
      confirmLoading={save.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ name: definition?.name ?? suggestedName, shared: definition?.shared ?? false }}
        onFinish={submit}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked" extra="共享后所有人都能用；只有本人能改。">
          <Checkbox>共享给本单位所有人</Checkbox>
        </Form.Item>
        <p className="muted" style={{ marginTop: 0 }}>
          记下的是台账、筛选（或视图）、期间、用途和分份、列、照片和个人信息的选择；每次使用时按当时的数据导出。
        </p>
        <RefusalAlert error={save.error ?? change.error} />
      </Form>
    </Modal>
  );
}
