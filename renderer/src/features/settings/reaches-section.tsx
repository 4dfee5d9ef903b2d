import { Button, Form, Input, Modal, Select, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import type { ReachSheetView } from '#core/contract/routes/people.ts';
import { CHIEF_LEVEL_LABELS, type ChiefLevel, type Reach } from '#core/domain/place/people.ts';
import { asError } from '../../api/as-error.ts';
import { ask, useAsk, useCommand } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { ReachImportDialog } from './reach-import-dialog.tsx';
import { useSaved } from './use-saved.ts';

const LEVELS = (Object.keys(CHIEF_LEVEL_LABELS) as ChiefLevel[]).map((level) => ({
  value: level,
  label: CHIEF_LEVEL_LABELS[level],
}));

/** 河段与河长: suggested at registration with town and chief; read from the bureau's own sheet. */
export function ReachesSection() {
  const reaches = useAsk('people.reaches', {});
  const [editing, setEditing] = useState<Reach | 'new' | null>(null);
  const [read, setRead] = useState<ReachSheetView | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const choose = async () => {
    setFault(null);
    try {
      const [file] = await askShell('shell.chooseFiles', { purpose: 'workbook', multiple: false });
      if (file !== undefined) setRead(await ask('people.readReaches', { file: file.token }));
    } catch (error) {
      setFault(asError(error));
    }
  };
  return (
    <>
      <PageHead
        title="河段与河长"
        note={reaches.data === undefined ? undefined : `${reaches.data.length} 条`}
        actions={
          <>
            <Button onClick={() => void choose()}>从表格导入</Button>
            <Button type="primary" onClick={() => setEditing('new')}>
              新增河段
            </Button>
          </>
        }
      />
      <RefusalAlert error={reaches.error ?? fault} />
      <Table<Reach>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        loading={reaches.isPending}
        dataSource={[...(reaches.data ?? [])]}
        locale={{
          emptyText: (
            <EmptyHint why="还没有河段。可导入本局的河长名单（.xlsx，有「河流名称」「河段」「河长姓名」等列）。" />
          ),
        }}
        columns={[
          { title: '河流', dataIndex: 'river', width: 120 },
          { title: '河段', dataIndex: 'name' },
          { title: '村', dataIndex: 'village', width: 120 },
          { title: '级别', width: 70, render: (_value, { level }) => CHIEF_LEVEL_LABELS[level] },
          { title: '河长', dataIndex: 'chiefName', width: 100 },
          { title: '职务', dataIndex: 'chiefPost' },
          { title: '电话', dataIndex: 'chiefPhone', width: 130 },
          { title: '状态', width: 80, render: (_value, { active }) => (active ? '在用' : <Tag>已停用</Tag>) },
          {
            title: '操作',
            width: 80,
            render: (_value, reach) => (
              <Button size="small" onClick={() => setEditing(reach)} aria-label={`修改 ${reach.river} ${reach.name}`}>
                修改
              </Button>
            ),
          },
        ]}
      />
      {editing !== null && <ReachDialog reach={editing} onDone={() => setEditing(null)} />}
      {read !== null && <ReachImportDialog sheet={read} onDone={() => setRead(null)} />}
    </>
  );
}

type Fields = Omit<Reach, 'id'>;

function ReachDialog({ reach, onDone }: { readonly reach: Reach | 'new'; readonly onDone: () => void }) {
  const save = useCommand('people.saveReach');
  const district = useAsk('settings.district', {});
  const [form] = Form.useForm<Fields>();
  const saved = useSaved();
  const towns = (district.data?.towns ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Modal
      open
      title={reach === 'new' ? '新增河段' : `修改 ${reach.river} ${reach.name}`}
      okText="保存"
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={reach === 'new' ? EMPTY : reach}
        onFinish={(fields) =>
          save.mutate(
            { id: reach === 'new' ? null : reach.id, ...fields, townCode: fields.townCode ?? null },
            {
              onSuccess: ({ river, name }) => {
                saved(`已保存 ${river} ${name}`);
                onDone();
              },
            },
          )
        }
      >
        <Form.Item label="河流" name="river" rules={[{ required: true, message: '请填写河流名称' }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item label="河段" name="name" rules={[{ required: true, message: '请填写河段名称，如「石城段」' }]}>
          <Input />
        </Form.Item>
        <Form.Item label="镇街" name="townCode">
          <Select allowClear showSearch optionFilterProp="label" options={towns} />
        </Form.Item>
        <Form.Item label="村" name="village">
          <Input />
        </Form.Item>
        <Form.Item label="级别" name="level">
          <Select options={LEVELS} />
        </Form.Item>
        <Form.Item label="河长姓名" name="chiefName">
          <Input />
        </Form.Item>
        <Form.Item label="河长职务" name="chiefPost">
          <Input />
        </Form.Item>
        <Form.Item label="河长电话" name="chiefPhone">
          <Input />
        </Form.Item>
        <Form.Item label="在用" name="active" valuePropName="checked">
          <Switch />
        </Form.Item>
        <RefusalAlert error={save.error} />
      </Form>
    </Modal>
  );
}

const EMPTY: Partial<Fields> = {
  townCode: null,
  village: null,
  level: 'town',
  chiefName: null,
  chiefPost: null,
  chiefPhone: null,
  active: true,
};
