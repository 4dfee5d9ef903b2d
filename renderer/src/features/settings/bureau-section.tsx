import { Button, Card, Form, Input } from 'antd';
import { useAsk, useCommand } from '../../api/ask.ts';
import { useSession } from '../../app/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

interface Fields {
  readonly bureau: string;
  readonly numberPrefix: string;
}

/** 单位信息: the name on ledgers and the prefix of new numbers. */
export function BureauSection() {
  const { account } = useSession();
  const settings = useAsk('settings.get', {});
  const set = useCommand('settings.set');
  const saved = useSaved();
  const mayChange = account.role === 'administrator';
  return (
    <>
      <PageHead title="单位信息" note={mayChange ? undefined : '由管理员修改'} />
      <RefusalAlert error={settings.error ?? set.error} />
      {settings.data !== undefined && (
        <Card size="small" style={{ maxWidth: 560, marginTop: 8 }}>
          <Form<Fields>
            layout="vertical"
            requiredMark={false}
            disabled={!mayChange}
            initialValues={settings.data}
            onFinish={(fields) => set.mutate(fields, { onSuccess: () => saved('单位信息已保存') })}
          >
            <Form.Item
              label="填报单位"
              name="bureau"
              rules={[{ required: true, message: '请填写单位名称' }]}
              extra="印在台账的标题下方"
            >
              <Input />
            </Form.Item>
            <Form.Item
              label="编号前缀"
              name="numberPrefix"
              normalize={(value: string) => value.toUpperCase()}
              rules={[{ pattern: /^[A-Z]{1,6}$/, message: '1 至 6 个大写字母' }]}
              extra="只用于今后的新编号；已有编号不变，也不会重复使用"
            >
              <Input style={{ width: 160 }} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={set.isPending}>
              保存
            </Button>
          </Form>
        </Card>
      )}
    </>
  );
}
