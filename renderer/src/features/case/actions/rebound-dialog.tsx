import { Alert, App, Button, Checkbox, Flex, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { InputOf } from '#core/contract/routes.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { RECTIFICATION_LABELS } from '#core/domain/ledger/ledger-labels.ts';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { keepEnter } from '../../../ui/keep-enter.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';

type File = InputOf<'case.file'>;
type Values = Pick<File, 'rectificationType' | 'goal' | 'measures' | 'on'> & { readonly findings: readonly string[] };

interface ReboundDialogProps {
  readonly record: CaseRecord;
  readonly onClose: () => void;
}

const FEW = { offset: 0, size: 20 };

/** Files a rebound (反弹) of a closed case: a new linked case from confirmed findings, one level more severe. */
export function ReboundDialog({ record, onClose }: ReboundDialogProps) {
  const draft = useDraft<Values>(`rebound:${record.id}`);
  return (
    <Modal
      open
      title={`反弹立案　原案 ${record.number}`}
      onCancel={onClose}
      footer={null}
      width={720}
      style={{ top: 24 }}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {draft.kept !== undefined && (
        <ReboundForm record={record} draft={draft.kept} onKeep={draft.keep} onDrop={draft.drop} onClose={onClose} />
      )}
    </Modal>
  );
}

interface ReboundFormProps extends ReboundDialogProps {
  readonly draft: Values | null;
  readonly onKeep: (values: Values) => void;
  readonly onDrop: () => void;
}

function ReboundForm({ record, draft, onKeep, onDrop, onClose }: ReboundFormProps) {
  const { today } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [search, setSearch] = useState('');
  const near = record.river === null ? {} : { river: [record.river] };
  const filter = { state: ['confirmed' as const], ...(search === '' ? near : {}) };
  const findings = useAsk('finding.list', { filter, search, page: FEW }, { keep: true });
  const file = useCommand('case.file');
  const rows = findings.data?.rows ?? [];

  const submit = ({ findings: ids, ...rest }: Values) => {
    const chosen = rows.filter(({ id }) => ids.includes(id)).map(({ id, rev }) => ({ id, rev }));
    file.mutate(
      { ...rest, findings: chosen, reboundOf: record.id },
      {
        onSuccess: ({ id, number }) => {
          onDrop();
          onClose();
          void message.success(`已立反弹新案 ${number}`);
          void navigate(`/cases/${id}`);
        },
      },
    );
  };

  return (
    <Form<Values>
      form={form}
      name="rebound"
      layout="vertical"
      initialValues={
        draft ?? { findings: [], rectificationType: 'timeLimited', goal: record.goal, measures: null, on: today }
      }
      onValuesChange={(_changed, values) => onKeep(values)}
      onFinish={submit}
      onKeyDown={(event) => {
        keepEnter(event);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
      }}
    >
      <Alert
        role="note"
        type="info"
        title="已销号的案件不重新打开。反弹另立新案并与原案关联，严重程度在原案基础上提高一级，整改时限缩短。"
        style={{ marginBottom: 12 }}
      />
      <Input.Search
        aria-label="查找已核实的线索"
        placeholder={record.river === null ? '编号、地点、文字' : `${record.river}的已核实线索；输入文字在全部中查找`}
        onSearch={(text) => setSearch(text.trim())}
        allowClear
        style={{ marginBottom: 8 }}
      />
      {findings.data !== undefined && rows.length === 0 ? (
        <EmptyHint
          why={
            search === ''
              ? '没有已核实待立案的线索。反弹新案由线索立案：先登记并核实反弹的问题。'
              : `没有找到「${search}」的已核实线索。`
          }
          next={<Button href="#/findings/new">登记线索</Button>}
        />
      ) : (
        <Form.Item
          name="findings"
          label="由这些线索立案"
          rules={[{ required: true, type: 'array', min: 1, message: '至少选一条线索' }]}
        >
          <Checkbox.Group style={{ flexDirection: 'column' }}>
            {rows.map(({ id, number, foundOn, town, place, description }) => (
              <Checkbox key={id} value={id}>
                {number}　{foundOn}　{town} {place}　{description}
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
      )}
      <Form.Item name="rectificationType" label="整改类型" rules={[{ required: true }]}>
        <Select
          options={Object.entries(RECTIFICATION_LABELS).map(([value, label]) => ({ value, label }))}
          style={{ width: 200 }}
        />
      </Form.Item>
      <Form.Item name="goal" label="整改目标">
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="measures" label="整改措施">
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="on" label="立案日期" rules={[{ required: true, message: '请填写立案日期' }]}>
        <DateField max={today} />
      </Form.Item>
      <RefusalAlert error={file.error} />
      <Flex justify="end" style={{ marginTop: 12 }}>
        <Space>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={file.isPending} disabled={rows.length === 0}>
            立反弹新案
          </Button>
        </Space>
      </Flex>
    </Form>
  );
}
