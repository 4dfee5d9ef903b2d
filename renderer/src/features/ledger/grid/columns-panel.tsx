import './columns-panel.css';
import { ArrowDownOutlined, ArrowUpOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { Button, Drawer, Flex, Input } from 'antd';
import { useState } from 'react';
import { type ColumnSetting, everyColumn, usualColumns } from './column-memory.ts';
import { columnOf } from './ledger-columns.ts';

interface ColumnsPanelProps {
  readonly settings: readonly ColumnSetting[];
  readonly onChange: (settings: readonly ColumnSetting[]) => void;
  readonly onClose: () => void;
}

/** Which columns are shown, in which order, and which stay at the left; every step also by keyboard. */
export function ColumnsPanel({ settings, onChange, onClose }: ColumnsPanelProps) {
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const change = (colId: string, part: Partial<ColumnSetting>) =>
    onChange(settings.map((one) => (one.colId === colId ? { ...one, ...part } : one)));
  const listed = settings.flatMap((setting, at) => {
    const column = columnOf(setting.colId);
    const found = column !== undefined && `${column.group ?? ''}${column.header}`.includes(words);
    return found ? [{ setting, column, at }] : [];
  });
  return (
    <Drawer open title="显示哪些列" size={380} onClose={onClose}>
      <Flex gap={8} style={{ marginBottom: 8 }}>
        <Button size="small" onClick={() => onChange(usualColumns())}>
          恢复常用列
        </Button>
        <Button size="small" onClick={() => onChange(everyColumn())}>
          台账全部列
        </Button>
      </Flex>
      <Input
        allowClear
        placeholder="找一列"
        aria-label="找一列"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="muted">列也可以在表头拖动换位、拖右边线改宽；选中表头后按 Shift+←→ 移动、Alt+←→ 改宽。</p>
      <ul className="columns-panel">
        {listed.map(({ setting, column, at }) => (
          <li key={column.id}>
            <label>
              <input
                type="checkbox"
                checked={!setting.hide}
                onChange={() => change(column.id, { hide: !setting.hide })}
              />
              {column.header}
              {column.group !== null && <span className="muted">　{column.group}</span>}
            </label>
            <Button
              size="small"
              type="text"
              aria-pressed={setting.pinned === 'left'}
              aria-label={`固定「${column.header}」在左侧`}
              icon={setting.pinned === 'left' ? <PushpinFilled /> : <PushpinOutlined />}
              onClick={() => change(column.id, { pinned: setting.pinned === 'left' ? null : 'left' })}
            />
            <Button
              size="small"
              type="text"
              aria-label={`「${column.header}」前移`}
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              onClick={() => onChange(swapped(settings, at, at - 1))}
            />
            <Button
              size="small"
              type="text"
              aria-label={`「${column.header}」后移`}
              icon={<ArrowDownOutlined />}
              disabled={at === settings.length - 1}
              onClick={() => onChange(swapped(settings, at, at + 1))}
            />
          </li>
        ))}
      </ul>
      {listed.length === 0 && <p className="muted">没有名称含「{words}」的列。</p>}
    </Drawer>
  );
}

function swapped(settings: readonly ColumnSetting[], one: number, other: number): readonly ColumnSetting[] {
  const [first, second] = [settings[one], settings[other]];
  return first === undefined || second === undefined ? settings : settings.with(one, second).with(other, first);
}
