import { Button, Card, Descriptions, Form, Input } from 'antd';
import { ROLE_LABELS } from '#core/domain/account/roles.ts';
import { useCommand } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

interface Fields {
  readonly old: string;
  readonly password: string;
  readonly again: string;
}

/** 我的账户: who is signed in, and a new password. */
export function AccountSection() {
  const { account } = useSession();
  const change = useCommand('session.changePassword');
  const [form] = Form.useForm<Fields>();
  const saved = useSaved();
  const submit = ({ old, password }: Fields) =>
    change.mutate(
      { old, password },
      {
        onSuccess: () => {
          form.resetFields();
          saved('口令已修改');
        },
      },
    );
  return (
    <>
      <PageHead title="我的账户" />
      <Card size="small" style={{ maxWidth: 480, marginBottom: 12 }}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'name', label: '姓名', children: account.displayName },
            { key: 'login', label: '登录名', children: account.login },
            { key: 'role', label: '角色', children: ROLE_LABELS[account.role] },
          ]}
        />
      </Card>
      <Card size="small" title="修改口令" style={{ maxWidth: 480 }}>
        <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item label="原口令" name="old" rules={[{ required: true, message: '请填写原口令' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item label="新口令" name="password" rules={[{ required: true, min: 8, message: '至少 8 位' }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            label="再输一次新口令"
            name="again"
            dependencies={['password']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, value: unknown) =>
                  value === getFieldValue('password')
                    ? Promise.resolve()
                    : Promise.reject(new Error('两次输入的口令不同')),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <RefusalAlert error={change.error} />
          <Button type="primary" htmlType="submit" loading={change.isPending} style={{ marginTop: 8 }}>
            修改口令
          </Button>
        </Form>
      </Card>
    </>
  );
}
