import { Button, Checkbox, Flex, Modal } from 'antd';
import { useState } from 'react';
import type { LedgerColumnView, LedgerView } from '#core/contract/views-export.ts';

interface ColumnsDialogProps {
  readonly ledger: LedgerView;
  /** Null: all. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (columns: readonly string[] | null) => void;
  readonly onClose: () => void;
}

/** Chooses columns; they stay in the order of the form. A key that several sheets have is chosen on all of them. */
export function ColumnsDialog({ ledger, chosen, onChoose, onClose }: ColumnsDialogProps) {
  const all = keysOf(ledger);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(chosen ?? all));
  const set = (keys: readonly string[], on: boolean) => {
    const next = new Set(ticked);
    for (const key of keys) on ? next.add(key) : next.delete(key);
    setTicked(next);
  };
  const finish = () => {
    onChoose(ticked.size === all.length ? null : all.filter((key) => ticked.has(key)));
    onClose();
  };
  return (
    <Modal
      open
      title={`选择列（已选 ${ticked.size} / ${all.length}）`}
      width={760}
      style={{ top: 24 }}
      onCancel={onClose}
      onOk={finish}
      okText="确定"
      okButtonProps={{ disabled: ticked.size === 0 }}
    >
      <Flex gap={8} align="center" style={{ marginBottom: 8 }}>
        <Button size="small" onClick={() => setTicked(new Set(all))}>
          全选
        </Button>
        <Button size="small" onClick={() => setTicked(new Set())}>
          全不选
        </Button>
        <span className="muted">列的先后按表式，不能改动；序号和编号总是保留。</span>
      </Flex>
      <div className="export-columns">
        {groupsOf(ledger).map(({ name, columns }) => {
          const keys = columns.map(({ key }) => key);
          const count = keys.filter((key) => ticked.has(key)).length;
          return (
            <fieldset key={name}>
              <legend>
                <Checkbox
                  checked={count === keys.length}
                  indeterminate={count > 0 && count < keys.length}
                  onChange={(event) => set(keys, event.target.checked)}
                >
                  {name}
                </Checkbox>
              </legend>
              {columns.map((column) => (
                <Checkbox
                  key={column.key}
                  checked={ticked.has(column.key)}
                  onChange={(event) => set([column.key], event.target.checked)}
                >
                  {column.header}
                  {column.empty && <span className="muted">（留空手填）</span>}
                </Checkbox>
              ))}
            </fieldset>
          );
        })}
      </div>
    </Modal>
  );
}

/** Keys of all columns, each once, in the order of the form. */
export function keysOf({ sheets }: LedgerView): readonly string[] {
  return [...new Set(sheets.flatMap(({ columns }) => columns.map(({ key }) => key)))];
}

interface Group {
  readonly name: string;
  readonly columns: LedgerColumnView[];
}

/** By sheet where there are several, else by the merged headers; neighbours without one stand together. */
function groupsOf({ sheets }: LedgerView): readonly Group[] {
  if (sheets.length > 1) return sheets.map(({ sheetName, columns }) => ({ name: sheetName, columns: [...columns] }));
  const groups = new Map<string, LedgerColumnView[]>();
  for (const column of sheets[0]?.columns ?? []) {
    const name = column.group ?? '其他';
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  return [...groups].map(([name, columns]) => ({ name, columns }));
}
