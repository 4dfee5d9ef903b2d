import './rows.css';
import { UndoOutlined } from '@ant-design/icons';
import { Button, Flex, Input } from 'antd';
import { useRef, useState } from 'react';
import type { StagedImport, StagedRow } from '#core/contract/views-import.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { DuplicatesDialog } from '../duplicates/duplicates-dialog.tsx';
import { indexOfRow } from '../duplicates/row-index.ts';
import { ErrorWorkbookButton } from '../error-workbook-button.tsx';
import { ALL_ROWS, ofKind, type RowFilter } from '../import-address.ts';
import { suggestionEdit, textBefore } from './cell-edit.ts';
import type { FocusedCell, RowsGrid, RowsGridEvents } from './grid/create-rows-grid.ts';
import { RowsGridView } from './grid/rows-grid-view.tsx';
import { IssueList } from './issue-list.tsx';
import { worstOf } from './kinds.ts';
import { RowPanel } from './row-panel.tsx';
import { useRowActs } from './use-row-acts.ts';

interface RowsStepProps {
  readonly staged: StagedImport;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}

/** Step 3 (核对行): the sheet with its own rows and columns, what would happen to each, and what is wrong with which. */
export function RowsStep({ staged, filter, onFilter }: RowsStepProps) {
  const { staged: token, counts } = staged;
  const acts = useRowActs(token);
  const grid = useRef<RowsGrid | null>(null);
  const panel = useRef<HTMLElement>(null);
  const [cell, setCell] = useState<FocusedCell | null>(null);
  const [total, setTotal] = useState<number | null>(null);
  const [comparing, setComparing] = useState<{ readonly filter: RowFilter; readonly start: number } | null>(null);

  const compare = (row: StagedRow | null) => {
    const suspects: RowFilter = { ...filter, kinds: ['suspect'], ticked: null, decided: null };
    const among =
      row === null || filter.kinds.length === 0 || filter.kinds.includes('suspect') ? suspects : ofKind('suspect');
    if (row === null) setComparing({ filter: ofKind('suspect'), start: 0 });
    else
      indexOfRow(token, among, row.row).then(
        (start) => setComparing({ filter: among, start }),
        (fault: unknown) => acts.fail(fault instanceof Error ? fault : new Error(String(fault))),
      );
  };
  const events: RowsGridEvents = {
    onFocus: setCell,
    onTick: (row, ticked) => void acts.tick([row.row], ticked),
    onTickThrough: (from, to, ticked) => void acts.tickThrough(filter, from, to, ticked),
    onEdit: (row, column, text) => void acts.edit([{ row: row.row, column, text, was: textBefore(row, column) }]),
    onClear: (row, column) => {
      if ((row.cells[column] ?? '') !== '')
        void acts.edit([{ row: row.row, column, text: '', was: textBefore(row, column) }]);
    },
    onPaste: (cells) => {
      if (cells.length > 0) void acts.edit(cells);
    },
    onCompare: (row) => {
      if (row.kind === 'suspect') compare(row);
    },
    onSuggestion: (row, column) => {
      const message = worstOf(row.messages, column);
      const edit = message === null ? null : suggestionEdit(row, message);
      if (edit !== null) void acts.edit([edit]);
    },
    onUndo: () => void acts.undo(),
    onLeave: () => panel.current?.focus(),
    onTotal: setTotal,
    onFault: acts.fail,
  };
  return (
    <>
      <Flex gap={8} align="center" wrap className="import-tools">
        <Search key={filter.text} text={filter.text} onText={(text) => onFilter({ ...filter, text })} />
        <Button size="small" disabled={acts.busy} onClick={() => void acts.tickAll(filter, true)}>
          全部勾选
        </Button>
        <Button size="small" disabled={acts.busy} onClick={() => void acts.tickAll(filter, false)}>
          全部不勾
        </Button>
        {counts.suspect > 0 && (
          <Button size="small" onClick={() => compare(null)}>
            逐条比对疑似重复
          </Button>
        )}
        <Button
          size="small"
          icon={<UndoOutlined />}
          disabled={acts.undoable === null || acts.busy}
          title={acts.undoable === null ? '没有可撤销的改动' : `撤销：${acts.undoable}（Ctrl+Z）`}
          onClick={() => void acts.undo()}
        >
          撤销改动
        </Button>
      </Flex>
      <RefusalAlert error={acts.error} />
      <div className="import-rows">
        <div className="import-grid-side">
          <RowsGridView
            key={token}
            staged={token}
            columns={staged.columns}
            filter={filter}
            events={events}
            grid={grid}
          />
          {total === 0 && (
            <div className="import-no-rows">
              <p>
                没有这样的行{filter.issue === null && filter.text === '' ? '。' : '了：都已处理，或没有符合的内容。'}
              </p>
              <Button onClick={() => onFilter(ALL_ROWS)}>显示全部行</Button>
            </div>
          )}
          <p className="import-said">
            <span>{shownLine(total, filter)}</span>
            <span role="status">{acts.busy ? '正在处理…' : acts.said}</span>
            <span className="import-keys">Enter 改，空格 勾选，Alt+Enter 采用建议，Ctrl+Z 撤销，F6 到右侧</span>
          </p>
        </div>
        <aside
          ref={panel}
          className="import-panel"
          aria-label="问题与说明"
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'F6' && event.key !== 'Escape') return;
            event.preventDefault();
            grid.current?.focus();
          }}
        >
          <RowPanel staged={staged} cell={cell} acts={acts} onCompare={compare} />
          <section aria-label="问题清单">
            <h3>
              问题清单<span className="muted">点一类只看这些行</span>
            </h3>
            <IssueList issues={staged.issues} filter={filter} acts={acts} onFilter={onFilter} />
            <ErrorWorkbookButton
              staged={token}
              fileName={staged.fileName}
              disabled={staged.issues.length === 0 && counts.suspect === 0}
            />
          </section>
        </aside>
      </div>
      {comparing !== null && (
        <DuplicatesDialog
          staged={token}
          filter={comparing.filter}
          start={comparing.start}
          onClose={() => {
            setComparing(null);
            grid.current?.focus();
          }}
        />
      )}
    </>
  );
}

function shownLine(total: number | null, filter: RowFilter): string {
  if (total === null) return '';
  const isAll = JSON.stringify(filter) === JSON.stringify(ALL_ROWS);
  return isAll ? `共 ${total} 行` : `所示 ${total} 行`;
}

/** Text in any cell; searched on Enter, so that a large sheet is not read anew with every key. */
function Search({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  return (
    <Input.Search
      size="small"
      allowClear
      aria-label="在表中查找"
      placeholder="在表中查找（Enter）"
      value={typed}
      maxLength={100}
      style={{ width: 200 }}
      onChange={({ target }) => setTyped(target.value)}
      onSearch={(word) => onText(word.trim())}
    />
  );
}
