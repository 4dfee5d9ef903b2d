import { Button, Form, Input, Modal, Select, Space, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '#core/contract/routes.ts';
import { type Person, UNIT_KIND_LABELS, type UnitKind } from '#core/domain/place/people.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

type UnitRow = OutputOf<'people.units'>[number];

const KINDS = (Object.keys(UNIT_KIND_LABELS) as UnitKind[]).map((kind) => ({
  value: kind,
  label: UNIT_KIND_LABELS[kind],
}));

/** 单位与人员: suggested wherever a unit or a person is asked for. */
export function UnitsSection() {
  const units = useAsk('people.units', {});
  const [unit, setUnit] = useState<UnitRow | 'new' | null>(null);
  const [person, setPerson] = useState<{ readonly unitId: string; readonly person: Person | null } | null>(null);
  return (
    <>
      <PageHead
        title="单位与人员"
        note="交办、督办等表单从这里提示；停用的不再提示"
        actions={
          <Button type="primary" onClick={() => setUnit('new')}>
            新增单位
          </Button>
        }
      />
      <RefusalAlert error={units.error} />
      <Table<UnitRow>
        size="small"
        rowKey="id"
        pagination={false}
        loading={units.isPending}
        dataSource={[...(units.data ?? [])]}
        locale={{ emptyText: <EmptyHint why="还没有单位。先新增镇街和部门，交办时就能直接选。" /> }}
        expandable={{
          expandedRowRender: ({ people }) => (
            <People people={people} onEdit={(one) => setPerson({ unitId: one.unitId, person: one })} />
          ),
          rowExpandable: ({ people }) => people.length > 0,
        }}
        columns={[
          { title: '名称', dataIndex: 'name' },
          { title: '别称', render: (_value, { aliases }) => aliases.join('、') },
          { title: '类别', width: 120, render: (_value, { kind }) => UNIT_KIND_LABELS[kind] },
          { title: '人员', width: 70, align: 'right', render: (_value, { people }) => people.length },
          { title: '状态', width: 80, render: (_value, { active }) => (active ? '在用' : <Tag>已停用</Tag>) },
          {
            title: '操作',
            width: 170,
            render: (_value, row) => (
              <Space>
                <Button size="small" onClick={() => setUnit(row)} aria-label={`修改 ${row.name}`}>
                  修改
                </Button>
                <Button
                  size="small"
                  onClick={() => setPerson({ unitId: row.id, person: null })}
                  aria-label={`给 ${row.name} 新增人员`}
                >
                  新增人员
                </Button>
              </Space>
            ),
          },
        ]}
      />
      {unit !== null && <UnitDialog unit={unit} onDone={() => setUnit(null)} />}
      {person !== null && <PersonDialog {...person} onDone={() => setPerson(null)} />}
    </>
  );
}

function People({ people, onEdit }: { readonly people: readonly Person[]; readonly onEdit: (person: Person) => void }) {
  return (
    <Table<Person>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...people]}
      columns={[
        { title: '姓名', dataIndex: 'name' },
        { title: '职务', dataIndex: 'post' },
        { title: '电话', dataIndex: 'phone' },
        { title: '状态', width: 80, render: (_value, { active }) => (active ? '在用' : <Tag>已停用</Tag>) },
        {
          title: '操作',
          width: 80,
          render: (_value, person) => (
            <Button size="small" onClick={() => onEdit(person)} aria-label={`修改 ${person.name}`}>
              修改
            </Button>
          ),
        },
      ]}
    />
  );
}

interface UnitFields {
  readonly name: string;
  readonly aliases: string[];
  readonly kind: UnitKind;
  readonly active: boolean;
}

function UnitDialog({ unit, onDone }: { readonly unit: UnitRow | 'new'; readonly onDone: () => void }) {
  const save = useCommand('people.saveUnit');
  const [form] = Form.useForm<UnitFields>();
  const saved = useSaved();
  const id = unit === 'new' ? null : unit.id;
  return (
    <Modal
      open
      title={unit === 'new' ? '新增单位' : `修改 ${unit.name}`}
      okText="保存"
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<UnitFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={unit === 'new' ? { kind: 'town', aliases: [], active: true } : unit}
        onFinish={(fields) =>
          save.mutate(
            { id, ...fields },
            {
              onSuccess: ({ name }) => {
                saved(`已保存 ${name}`);
                onDone();
              },
            },
          )
        }
      >
        <Form.Item label="名称" name="name" rules={[{ required: true, message: '请填写单位全称' }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item label="别称" name="aliases" extra="简称、曾用名；每写一个按回车">
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item label="类别" name="kind">
          <Select options={KINDS} />
        </Form.Item>
        <Form.Item label="在用" name="active" valuePropName="checked">
          <Switch />
        </Form.Item>
        <RefusalAlert error={save.error} />
      </Form>
    </Modal>
  );
}

interface PersonFields {
  readonly name: string;
  readonly post: string | null;
  readonly phone: string | null;
  readonly active: boolean;
}

interface PersonDialogProps {
  readonly unitId: string;
  readonly person: Person | null;
  readonly onDone: () => void;
}

function PersonDialog({ unitId, person, onDone }: PersonDialogProps) {
  const save = useCommand('people.savePerson');
  const [form] = Form.useForm<PersonFields>();
  const saved = useSaved();
  return (
    <Modal
      open
      title={person === null ? '新增人员' : `修改 ${person.name}`}
      okText="保存"
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form<PersonFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={person ?? { post: null, phone: null, active: true }}
        onFinish={(fields) =>
          save.mutate(
            { id: person?.id ?? null, unitId, ...fields },
            {
              onSuccess: ({ name }) => {
                saved(`已保存 ${name}`);
                onDone();
              },
            },
          )
        }
      >
        <Form.Item label="姓名" name="name" rules={[{ required: true, message: '请填写姓名' }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item label="职务" name="post">
          <Input />
        </Form.Item>
        <Form.Item label="电话" name="phone">
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
