import { Alert, Button, Card, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useAsk, useCommand } from '../api/ask.ts';
import { fieldFaults } from '../api/refused.ts';
import { askShell } from '../api/shell.ts';
import { RefusalAlert } from '../ui/refusal-alert.tsx';

interface Fields {
  readonly bureau: string;
  readonly numberPrefix: string;
  readonly displayName: string;
  readonly login: string;
  readonly password: string;
  readonly again: string;
}

/** 首次使用: the bureau, its number prefix and district, and the administrator's account; or a look at sample data. */
export default function FirstStart() {
  const start = useCommand('session.firstStart');
  const district = useAsk('settings.district', {});
  const [prefix, setPrefix] = useState('MY');
  const [form] = Form.useForm<Fields>();
  const submit = ({ again: _again, ...fields }: Fields) =>
    start.mutate(fields, {
      onError: (error) => form.setFields(fieldFaults(error).map(({ path, message }) => fault(path, message))),
    });
  return (
    <main style={{ maxWidth: 760, margin: '0 auto', padding: '32px 16px' }}>
      <h1 style={{ fontSize: 22, margin: 0 }}>欢迎使用河清</h1>
      <p className="muted" style={{ margin: '4px 0 16px' }}>
        先说明是哪个单位在用，并建立管理员账户。以后都可以在「设置」中修改；数据只保存在本机。
      </p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ numberPrefix: prefix }}
        onFinish={submit}
        onValuesChange={(changed) => {
          if (typeof changed.numberPrefix === 'string') setPrefix(changed.numberPrefix);
        }}
      >
        <Card size="small" title="单位" style={{ marginBottom: 12 }}>
          <Flex gap={16} wrap>
            <Form.Item
              label="填报单位"
              name="bureau"
              style={{ flex: '2 1 320px' }}
              rules={[{ required: true, message: '请填写单位名称，台账上照此打印' }]}
            >
              <Input placeholder="密云区河长制办公室" autoFocus />
            </Form.Item>
            <Form.Item
              label="编号前缀"
              name="numberPrefix"
              style={{ flex: '1 1 160px' }}
              normalize={(value: string) => value.toUpperCase()}
              rules={[{ pattern: /^[A-Z]{1,6}$/, message: '1 至 6 个大写字母' }]}
              extra={`案件编号如 ${prefix}-AJ-2026-0001，线索编号如 ${prefix}-XS-2026-00001`}
            >
              <Input />
            </Form.Item>
          </Flex>
          <p style={{ margin: 0 }}>
            行政区：
            {district.data === undefined
              ? '…'
              : `${district.data.city}${district.data.name}（${district.data.code}），${district.data.towns.length} 个镇街：`}
            <span className="muted">{district.data?.towns.map((town) => town.name).join('、')}</span>
          </p>
        </Card>
        <Card size="small" title="管理员账户" style={{ marginBottom: 12 }}>
          <Flex gap={16} wrap>
            <Form.Item label="姓名" name="displayName" style={WIDE} rules={[{ required: true, message: '请填写姓名' }]}>
              <Input />
            </Form.Item>
            <Form.Item
              label="登录名"
              name="login"
              style={WIDE}
              rules={[
                {
                  required: true,
                  pattern: /^[A-Za-z][A-Za-z0-9._-]{1,31}$/,
                  message: '2 至 32 位字母、数字、点、横线，以字母开头',
                },
              ]}
            >
              <Input autoComplete="username" />
            </Form.Item>
            <Form.Item
              label="口令"
              name="password"
              style={WIDE}
              rules={[{ required: true, min: 8, message: '至少 8 位' }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              label="再输一次口令"
              name="again"
              style={WIDE}
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
          </Flex>
        </Card>
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title="忘记管理员口令时，程序无法代为找回；请妥善保管。其他人的账户由管理员在「设置 · 用户」中建立。"
        />
        <RefusalAlert error={start.error} />
        <Flex gap={12} style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={start.isPending}>
            建立并进入
          </Button>
          <Button onClick={() => void askShell('shell.openSample', { open: true })}>先看示例数据</Button>
        </Flex>
      </Form>
    </main>
  );
}

const WIDE: React.CSSProperties = { flex: '1 1 300px' };

function fault(path: string, message: string) {
  return { name: path as keyof Fields, errors: [message] };
}
