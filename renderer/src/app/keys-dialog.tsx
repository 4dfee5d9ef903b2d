import { Modal, Table } from 'antd';
import { isTyping, useDialog } from './dialogs.ts';

const KEYS: readonly { readonly key: string; readonly what: string }[] = [
  { key: 'Ctrl+K', what: '搜索：编号、地点、文字、拼音首字母' },
  { key: 'Ctrl+N', what: '登记线索' },
  { key: '?', what: '这张按键表' },
  { key: 'Tab / Shift+Tab', what: '下一项 / 上一项' },
  { key: '↑ ↓ ← →', what: '在台账的单元格之间移动' },
  { key: 'Enter / F2', what: '打开行；在可改的单元格里开始填写' },
  { key: '空格', what: '在台账中预览当前行' },
  { key: 'Shift+单击列名', what: '多列排序' },
  { key: 'Ctrl+Enter', what: '保存当前表单' },
  { key: 'Esc', what: '关闭对话框或放弃填写' },
  { key: 'Ctrl++ / Ctrl+- / Ctrl+0', what: '放大 / 缩小 / 原大' },
];

const isHelpKey = (event: KeyboardEvent) => event.key === '?' && !isTyping(event);

/** Every key, on `?`. */
export function KeysDialog() {
  const [open, close] = useDialog('keys', isHelpKey);
  return (
    <Modal title="按键" open={open} onCancel={close} footer={null}>
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        dataSource={[...KEYS]}
        columns={[
          { title: '按键', dataIndex: 'key', width: 200 },
          { title: '作用', dataIndex: 'what' },
        ]}
      />
    </Modal>
  );
}
