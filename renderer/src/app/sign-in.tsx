import { Button, Card, Divider, Flex, Form, Input } from 'antd';
import { askShell } from '../api/shell.ts';
import { useCommand } from '../api/ask.ts';
import { RefusalAlert } from '../ui/refusal-alert.tsx';
import { useIsSample } from './sample.tsx';

interface Fields {
  readonly login: string;
  readonly password: string;
}

/** 登录. */
export default function SignIn({ bureau }: { readonly bureau: string }) {
  const signIn = useCommand('session.signIn');
  const isSample = useIsSample();
  return (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <Card style={{ width: 360 }}>
        <h1 style={{ fontSize: 20, margin: '0 0 4px' }}>河清</h1>
        <p className="muted" style={{ marginTop: 0 }}>
          {bureau}
        </p>
        <Form<Fields> layout="vertical" onFinish={(fields) => signIn.mutate(fields)} requiredMark={false}>
          <Form.Item label="登录名" name="login" rules={[{ required: true, message: '请填写登录名' }]}>
            <Input autoFocus autoComplete="username" />
          </Form.Item>
          <Form.Item label="口令" name="password" rules={[{ required: true, message: '请填写口令' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <RefusalAlert error={signIn.error} />
          <Button type="primary" htmlType="submit" block loading={signIn.isPending} style={{ marginTop: 12 }}>
            登录
          </Button>
        </Form>
        {isSample && <SamplePeople onChoose={(login) => signIn.mutate({ login, password: SAMPLE_PASSWORD })} />}
      </Card>
    </main>
  );
}

/** Password of everybody in the sample data, which is invented. */
const SAMPLE_PASSWORD = 'heqing-2026';
const SAMPLE_PEOPLE = [
  { login: 'jingban', label: '王经办（经办员）' },
  { login: 'xuncha', label: '赵巡查（巡查员）' },
  { login: 'fuhe', label: '刘复核（经办员）' },
  { login: 'shenhe', label: '李审核（审核人）' },
  { login: 'guanli', label: '孙管理（管理员）' },
];

/** The invented people of the sample data, one button each. */
function SamplePeople({ onChoose }: { readonly onChoose: (login: string) => void }) {
  return (
    <>
      <Divider plain style={{ margin: '16px 0 8px' }}>
        示例数据：选一个身份进入
      </Divider>
      <Flex vertical gap={6}>
        {SAMPLE_PEOPLE.map(({ login, label }) => (
          <Button key={login} onClick={() => onChoose(login)}>
            {label}
          </Button>
        ))}
        <Button type="link" onClick={() => void askShell('shell.openSample', { open: false })}>
          退出示例，使用本单位的数据
        </Button>
      </Flex>
    </>
  );
}
