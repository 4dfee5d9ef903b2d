import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { readNoticeText } from '#core/domain/deadline/read-notice-text.ts';
import { ask } from '../../../api/ask.ts';
import { RequestRefused } from '../../../api/refused.ts';
import { askShell } from '../../../api/shell.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { type NoticeForm, withDraft } from './notice-form.ts';

interface NoticeTextProps {
  readonly form: NoticeForm;
  readonly onChange: (form: NoticeForm) => void;
}

/** Where a notice comes from: a file, or its text pasted. */
export function NoticeText({ form, onChange }: NoticeTextProps) {
  const [error, setError] = useState<RequestRefused | null>(null);
  const read = () => {
    const draft = readNoticeText(form.text, form.year);
    setError(draft.ok ? null : new RequestRefused(draft.error));
    if (draft.ok) onChange(withDraft(form, draft.value, null));
  };
  const choose = async () => {
    try {
      const [file] = await askShell('shell.chooseFiles', { purpose: 'notice', multiple: false });
      if (file === undefined) return;
      const draft = await ask('calendar.readNotice', { file: file.token });
      setError(null);
      onChange(withDraft(form, draft, `文件「${file.name}」`));
    } catch (refused) {
      if (!(refused instanceof RequestRefused)) throw refused;
      setError(refused);
    }
  };
  return (
    <Form layout="vertical" component="div">
      <Form.Item label="粘贴通知全文（连同标题、文号、日期）" htmlFor="notice-text">
        <Input.TextArea
          id="notice-text"
          rows={7}
          value={form.text}
          placeholder="国务院办公厅关于2027年部分节假日安排的通知&#10;一、元旦：1月1日（周五）至3日（周日）放假，共3天。……"
          onChange={({ target }) => onChange({ ...form, text: target.value })}
        />
      </Form.Item>
      <Flex gap={8} style={{ marginBottom: 12 }}>
        <Button onClick={read} disabled={form.text.trim() === ''}>
          读取正文
        </Button>
        <Button icon={<FolderOpenOutlined />} onClick={choose}>
          选择文件…
        </Button>
      </Flex>
      <RefusalAlert error={error} />
    </Form>
  );
}
