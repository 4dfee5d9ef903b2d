import { Button, Card, Checkbox, Form, Input, Popconfirm, Select, Table } from 'antd';
import { useState } from 'react';
import type { DocumentTemplateView } from '#core/contract/views-document.ts';
import { DOCUMENT_KINDS, type DocumentKind, KIND_TRAITS } from '#core/domain/document/document-kinds.ts';
import type { DocumentSettings } from '#core/domain/document/document-settings.ts';
import { asError } from '../../api/as-error.ts';
import { useAsk, useCommand } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';
import { useSession } from '../../app/session.ts';
import { localMinute } from '../../ui/local-minute.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

/** 文书: the red head, whom to ask, the series of 文号, and the bureau's own templates. */
export function DocumentsSection() {
  const { account } = useSession();
  const mayChange = account.role === 'administrator' || account.role === 'supervisor';
  return (
    <>
      <PageHead title="文书" note={mayChange ? undefined : '由审核人或管理员修改'} />
      <Layout mayChange={mayChange} />
      <Templates mayChange={mayChange} />
    </>
  );
}

function Layout({ mayChange }: { readonly mayChange: boolean }) {
  const settings = useAsk('document.settings', {});
  const set = useCommand('document.setSettings');
  const saved = useSaved();
  return (
    <>
      <RefusalAlert error={settings.error ?? set.error} />
      {settings.data !== undefined && (
        <Card size="small" title="版式与文号" style={{ maxWidth: 900, marginTop: 8 }}>
          <Form<DocumentSettings>
            layout="vertical"
            requiredMark={false}
            disabled={!mayChange}
            initialValues={settings.data}
            onFinish={(fields) => set.mutate(fields, { onSuccess: () => saved('文书设置已保存') })}
          >
            <Form.Item
              name="redHead"
              valuePropName="checked"
              extra="用印有红头的纸打印时不勾选；延期申请、销号申请单由责任单位出具，不带本局红头"
            >
              <Checkbox>打印红头（发文机关标志和红线）</Checkbox>
            </Form.Item>
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: '0 12px' }}>
              <Form.Item label="联系人" name="contact">
                <Input maxLength={50} />
              </Form.Item>
              <Form.Item label="联系电话" name="phone">
                <Input maxLength={50} />
              </Form.Item>
              {DOCUMENT_KINDS.map((kind) => (
                <Form.Item
                  key={kind}
                  label={`${KIND_TRAITS[kind].label}机关代字`}
                  name={['series', kind]}
                  hidden={KIND_TRAITS[kind].by !== 'bureau'}
                  rules={[{ pattern: /^[\p{Script=Han}A-Z]{0,20}$/u, message: '汉字或大写字母' }]}
                >
                  <Input maxLength={20} placeholder="不自动编号" />
                </Form.Item>
              ))}
            </div>
            <p className="muted" style={{ marginTop: 0 }}>
              文号写作 机关代字〔年份〕顺序号，每年从 1 起；机关代字相同的文书共用一个序列。用过的文号不会再次给出。
            </p>
            <Button type="primary" htmlType="submit" loading={set.isPending}>
              保存
            </Button>
          </Form>
        </Card>
      )}
    </>
  );
}

function Templates({ mayChange }: { readonly mayChange: boolean }) {
  const templates = useAsk('document.templates', {});
  const remove = useCommand('document.removeTemplate');
  const saved = useSaved();
  return (
    <Card size="small" title="本局模板" style={{ maxWidth: 900, marginTop: 12 }}>
      <p className="muted" style={{ marginTop: 0 }}>
        用 Word 或 WPS 做好的 .docx，在要填的地方写上花括号和栏目名，如 {'{案件编号}'}；多件合一的表格行，首尾写{' '}
        {'{#案件列表}'} 和 {'{/案件列表}'}。同名的再放一次即为新版，旧文书仍对应旧版。
      </p>
      <RefusalAlert error={templates.error ?? remove.error} />
      {mayChange && <AddTemplate />}
      <Table<DocumentTemplateView>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...(templates.data ?? [])]}
        locale={{ emptyText: '还没有模板；没有模板时用程序自带的公文版式（GB/T 9704）' }}
        columns={[
          { title: '文书', width: 110, render: (_value, { kind }) => KIND_TRAITS[kind].label },
          {
            title: '模板',
            render: (_value, one) => (
              <>
                {one.name}（第 {one.version} 版）<div className="muted">{one.fileName}</div>
              </>
            ),
          },
          { title: '栏目', render: (_value, { fields }) => fields.join('、') },
          {
            title: '放入',
            width: 150,
            render: (_value, one) => (
              <>
                {one.addedBy}
                <div className="muted">{localMinute(one.addedAt)}</div>
              </>
            ),
          },
          {
            title: '',
            width: 80,
            render: (_value, { id, name }) =>
              mayChange && (
                <Popconfirm
                  title={`停用模板「${name}」？已制作的文书不受影响。`}
                  okText="停用"
                  cancelText="不停用"
                  onConfirm={() => remove.mutate({ id }, { onSuccess: () => saved('模板已停用') })}
                >
                  <Button size="small">停用</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <FieldNames />
    </Card>
  );
}

function AddTemplate() {
  const add = useCommand('document.addTemplate');
  const saved = useSaved();
  const [kind, setKind] = useState<DocumentKind>('assignment');
  const [name, setName] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const choose = async () => {
    setError(null);
    add.reset();
    try {
      const [file] = await askShell('shell.chooseFiles', { purpose: 'document', multiple: false });
      if (file === undefined) return;
      const called = name.trim() === '' ? file.name.replace(/\.docx$/iu, '') : name.trim();
      await add.mutateAsync({ kind, name: called.slice(0, 60), file: file.token });
      setName('');
      saved('模板已放入');
    } catch (fault) {
      setError(asError(fault));
    }
  };
  return (
    <div style={{ display: 'flex', gap: 8, marginBottom: 8, flexWrap: 'wrap' }}>
      <Select<DocumentKind>
        aria-label="模板的文书种类"
        style={{ width: 140 }}
        value={kind}
        onChange={setKind}
        options={DOCUMENT_KINDS.map((one) => ({ value: one, label: KIND_TRAITS[one].label }))}
      />
      <Input
        aria-label="模板名称"
        style={{ width: 220 }}
        maxLength={60}
        placeholder="模板名称（默认用文件名）"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button loading={add.isPending} onClick={() => void choose()}>
        放入模板（.docx）…
      </Button>
      <div style={{ flexBasis: '100%' }}>
        <RefusalAlert error={error} />
      </div>
    </div>
  );
}

/** The names a template may use, with what each stands for. */
function FieldNames() {
  const [kind, setKind] = useState<DocumentKind | null>(null);
  const names = useAsk('document.templateFields', { kind: kind ?? 'assignment' }, { enabled: kind !== null });
  return (
    <div style={{ marginTop: 12 }}>
      <Select<DocumentKind>
        aria-label="查看栏目名"
        style={{ width: 260 }}
        placeholder="查看一种文书可用的栏目名…"
        value={kind}
        onChange={setKind}
        options={DOCUMENT_KINDS.map((one) => ({ value: one, label: KIND_TRAITS[one].label }))}
      />
      {kind !== null && names.data !== undefined && (
        <Table
          size="small"
          rowKey="name"
          style={{ marginTop: 8 }}
          pagination={false}
          scroll={{ y: 300 }}
          dataSource={[...names.data]}
          columns={[
            { title: '写法', width: 240, render: (_value, { name }) => `{${name}}` },
            { title: '内容', dataIndex: 'about' },
          ]}
        />
      )}
    </div>
  );
}
