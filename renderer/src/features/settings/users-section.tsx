import { Button, Form, Input, Modal, Select, Space, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import type { AccountDetails } from '#core/contract/views.ts';
import { ALL_ROLES, type AccountRole, ROLE_LABELS } from '#core/domain/account/roles.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

const ROLES = ALL_ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

/** 用户: accounts, their roles and passwords. */
export function UsersSection() {
  const accounts = useAsk('account.all', {});
  const [editing, setEditing] = useState<AccountDetails | 'new' | null>(null);
  const [locked, setLocked] = useState<AccountDetails | null>(null);
  return (
    <>
      <PageHead
        title="用户"
        note={accounts.data === undefined ? undefined : `${accounts.data.length} 个账户`}
        actions={
          <Button type="primary" onClick={() => setEditing('new')}>
            新增用户
          </Button>
        }
      />
      <RefusalAlert error={accounts.error} />
      <Table<AccountDetails>
        size="small"
        rowKey="id"
        pagination={false}
        loading={accounts.isPending}
        dataSource={[...(accounts.data ?? [])]}
        columns={[
          { title: '姓名', dataIndex: 'displayName' },
          { title: '登录名', dataIndex: 'login' },
          { title: '角色', dataIndex: 'role', render: (role: AccountRole) => ROLE_LABELS[role] },
          {
            title: '状态',
            render: (_value, { active, hasPassword }) => (
              <Space size={4}>
                {active ? '在用' : <Tag>已停用</Tag>}
                {!hasPassword && <Tag>未设口令，不能登录</Tag>}
              </Space>
            ),
          },
          {
            title: '操作',
            width: 180,
            render: (_value, account) => (
              <Space>
                <Button size="small" onClick={() => setEditing(account)} aria-label={`修改 ${account.displayName}`}>
                  修改
                </Button>
                <Button size="small" onClick={() => setLocked(account)} aria-label={`重设口令：${account.displayName}`}>
                  重设口令
                </Button>
              </Space>
            ),
          },
        ]}
      />
      {editing !== null && <UserDialog account={editing} onDone={() => setEditing(null)} />}
      {locked !== null && <PasswordDialog account={locked} onDone={() => setLocked(null)} />}
    </>
  );
}

interface Fields {
  readonly displayName: string;
  readonly login: string;
  readonly role: AccountRole;
  readonly password: string;
  readonly active: boolean;
}

function UserDialog({ account, onDone }: { readonly account: AccountDetails | 'new'; readonly onDone: () => void }) {
  const create = useCommand('account.create');
  const change = useCommand('account.change');
  const [form] = Form.useForm<Fields>();
  const saved = useSaved();
  const done = (name: string) => () => {
    saved(`已保存 ${name}`);
    onDone();
  };
  const submit = ({ login, displayName, role, password, active }: Fields) => {
    if (account === 'new') {
      create.mutate({ login, displayName, role, password }, { onSuccess: done(displayName) });
    } else change.mutate({ id: account.id, displayName, role, active }, { onSuccess: done(displayName) });
  };
  return (
    <Modal
      open
      title={account === 'new' ? '新增用户' : `修改用户 ${account.displayName}`}
      okText="保存"
      confirmLoading={create.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={account === 'new' ? { role: 'clerk', active: true } : account}
        onFinish={submit}
      >
        <Form.Item label="姓名" name="displayName" rules={[{ required: true, message: '请填写姓名' }]}>
          <Input autoFocus />
        </Form.Item>
        {account === 'new' && (
          <>
            <Form.Item
              label="登录名"
              name="login"
              rules={[
                {
                  required: true,
                  pattern: /^[A-Za-z][A-Za-z0-9._-]{1,31}$/,
                  message: '2 至 32 位字母、数字、点、横线，以字母开头',
                },
              ]}
            >
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item label="初始口令" name="password" rules={[{ required: true, min: 8, message: '至少 8 位' }]}>
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </>
        )}
        <Form.Item
          label="角色"
          name="role"
          extra="经办员办理案件；审核人复核、销号、督办；巡查员登记线索、填报整改；管理员管账户、日历、规则、备份"
        >
          <Select options={ROLES} />
        </Form.Item>
        {account !== 'new' && (
          <Form.Item
            label="在用"
            name="active"
            valuePropName="checked"
            extra="停用后不能登录；已办的事项仍记在此人名下"
          >
            <Switch />
          </Form.Item>
        )}
        <RefusalAlert error={create.error ?? change.error} />
      </Form>
    </Modal>
  );
}

function PasswordDialog({ account, onDone }: { readonly account: AccountDetails; readonly onDone: () => void }) {
  const set = useCommand('account.setPassword');
  const [form] = Form.useForm<{ readonly password: string }>();
  const saved = useSaved();
  return (
    <Modal
      open
      title={`重设口令：${account.displayName}`}
      okText="重设口令"
      confirmLoading={set.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }: { readonly password: string }) =>
          set.mutate(
            { id: account.id, password },
            {
              onSuccess: () => {
                saved(`${account.displayName} 的口令已重设`);
                onDone();
              },
            },
          )
        }
      >
        <Form.Item label="新口令" name="password" rules={[{ required: true, min: 8, message: '至少 8 位' }]}>
          <Input.Password autoFocus autoComplete="new-password" />
        </Form.Item>
        <RefusalAlert error={set.error} />
      </Form>
    </Modal>
  );
}
