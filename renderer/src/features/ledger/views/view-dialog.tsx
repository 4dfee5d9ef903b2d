import { App, Checkbox, Form, Input, Modal } from 'antd';
import type { SavedView } from '#core/contract/views-ledger.ts';
import { useCommand } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { LedgerAddress } from '../use-ledger-address.ts';
import { specOf } from './built-in-views.ts';

/** A view that is being named: a new one of what is shown, or one's own. */
export type ViewNaming = { readonly kind: 'new' } | { readonly kind: 'change'; readonly view: SavedView };

interface ViewDialogProps {
  readonly naming: ViewNaming;
  readonly address: LedgerAddress;
  readonly onClose: () => void;
}

interface Values {
  readonly name: string;
  readonly shared: boolean;
}

/** Names a view and says whether all may use it. */
export function ViewDialog({ naming, address, onClose }: ViewDialogProps) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useCommand('view.save');
  const change = useCommand('view.change');
  const start = naming.kind === 'change' ? naming.view : { name: '', shared: false };
  const done = (text: string) => () => {
    void message.success(text);
    onClose();
  };
  const submit = ({ name, shared }: Values) => {
    if (naming.kind === 'new') {
      save.mutate(
        { list: 'case', name, shared, spec: specOf(address) },
        { onSuccess: done(`已存为视图「${name.trim()}」`) },
      );
    } else {
      const { id, spec } = naming.view;
      change.mutate({ id, name, shared, spec: specOf(spec) }, { onSuccess: done('视图已更新') });
    }
  };
  return (
    <Modal
      open
      title={naming.kind === 'new' ? '存为视图' : `视图「${start.name}」`}
      okText="保存"
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending || change.isPending}
      width={440}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ name: start.name, shared: start.shared }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label="视图名称"
          rules={[{ required: true, whitespace: true, message: '请填写视图名称' }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked" extra="共享后所有人都能打开；只有本人能改。">
          <Checkbox>共享给本单位所有人</Checkbox>
        </Form.Item>
        <RefusalAlert error={save.error ?? change.error} />
      </Form>
    </Modal>
  );
}
