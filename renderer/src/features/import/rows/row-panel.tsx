import { Button, Flex } from 'antd';
import type { StagedColumn, StagedImport, StagedMessage, StagedRow } from '#core/contract/views-import.ts';
import { RecordLink } from '../../finding/record-link.tsx';
import { fieldLabel } from '../columns/column-draft.ts';
import { suggestionEdit } from './cell-edit.ts';
import type { FocusedCell } from './grid/create-rows-grid.ts';
import { DECIDED, KINDS, LEVELS } from './kinds.ts';
import { ReplaceAll } from './replace-all.tsx';
import type { RowActs } from './use-row-acts.ts';

interface RowPanelProps {
  readonly staged: StagedImport;
  readonly cell: FocusedCell | null;
  readonly acts: RowActs;
  readonly onCompare: (row: StagedRow) => void;
}

/** What there is to say of the focused row: what would happen and why, every remark with its remedy, what would change. */
export function RowPanel({ staged, cell, acts, onCompare }: RowPanelProps) {
  if (cell === null)
    return <p className="muted import-no-row">点表中一格（或用方向键），这里显示这一行的说明和改法。</p>;
  const { row, column } = cell;
  const { word, sign } = KINDS[row.kind];
  const here = staged.columns.find((one) => one.column === column) ?? null;
  // What is said of the focused cell comes first.
  const messages = row.messages.toSorted((a, b) => Number(b.column === column) - Number(a.column === column));
  return (
    <div className="import-row-panel" aria-live="polite">
      <h3>
        第 {row.row} 行
        <span className={`kind is-${row.kind}`}>
          <span className="sign" aria-hidden>
            {sign}
          </span>
          {word}
          {row.decision !== null && ` · ${DECIDED[row.decision]}`}
        </span>
        {!row.ticked && <span className="import-tag">未勾选，不写入</span>}
      </h3>
      {row.why !== null && <p>{row.why}</p>}
      {row.existing !== null && (
        <p className="import-existing">
          已登记：
          <RecordLink target={row.existing} />
        </p>
      )}
      {row.kind === 'suspect' && (
        <Button size="small" type="primary" ghost onClick={() => onCompare(row)}>
          并排比对，决定怎么办
        </Button>
      )}
      {here !== null && <CellFacts row={row} column={here} acts={acts} />}
      {messages.length > 0 && (
        <ul className="import-messages" aria-label="这一行的问题">
          {messages.map((message) => (
            <Message
              key={`${message.code}.${message.field}.${message.column}.${message.text}`}
              message={message}
              row={row}
              staged={staged}
              acts={acts}
              isHere={message.column === column}
            />
          ))}
        </ul>
      )}
      {(row.kind === 'update' || row.decision === 'update') && <Changes row={row} />}
      {here !== null && (
        <ReplaceAll
          key={`${here.column}:${row.cells[here.column] ?? ''}`}
          letter={here.letter}
          from={row.cells[here.column] ?? ''}
          suggestion={messages.find((message) => message.column === here.column)?.suggestion ?? null}
          busy={acts.busy}
          onReplace={(to) => void acts.replaceAll(here.column, row.cells[here.column] ?? '', to)}
        />
      )}
      {row.pictures > 0 && <p className="muted">这一行带 {row.pictures} 张图片，写入时一并挂接。</p>}
    </div>
  );
}

interface CellFactsProps {
  readonly row: StagedRow;
  readonly column: StagedColumn;
  readonly acts: RowActs;
}

/** The focused cell: its column, what that is taken for, and what it read in the file. */
function CellFacts({ row, column: { column, letter, label, field }, acts }: CellFactsProps) {
  const edit = row.edited.find((one) => one.column === column);
  return (
    <div className="import-cell-facts">
      <span className="import-letter">
        {letter}
        {row.row}
      </span>
      {label === fieldLabel(field) ? label : `${label}（${fieldLabel(field)}）`}
      {edit !== undefined && (
        <div className="import-was">
          ✎ 表中原为：{edit.was || '（空）'}
          <Button size="small" type="link" disabled={acts.busy} onClick={() => void acts.restore(row, column)}>
            恢复原文
          </Button>
        </div>
      )}
    </div>
  );
}

interface MessageProps {
  readonly message: StagedMessage;
  readonly row: StagedRow;
  readonly staged: StagedImport;
  readonly acts: RowActs;
  readonly isHere: boolean;
}

function Message({ message, row, staged, acts, isHere }: MessageProps) {
  const { level, text, code, field } = message;
  const issue = staged.issues.find((one) => one.code === code && one.field === field);
  const edit = suggestionEdit(row, message);
  return (
    <li className={isHere ? `is-${level} is-here` : `is-${level}`}>
      <span className={`sign is-${level}`} aria-hidden>
        {LEVELS[level].sign}
      </span>
      <span className="import-hidden">{LEVELS[level].word}：</span>
      {text}
      {edit !== null && (
        <Flex gap={6} wrap className="import-remedy">
          <Button size="small" type="primary" ghost disabled={acts.busy} onClick={() => void acts.edit([edit])}>
            采用建议「{edit.text}」
          </Button>
          {issue !== undefined && issue.rows > 1 && (
            <Button size="small" disabled={acts.busy} onClick={() => void acts.acceptAll({ code, field }, issue.title)}>
              同类 {issue.rows} 行全部采用建议
            </Button>
          )}
        </Flex>
      )}
    </li>
  );
}

/** What writing this row would change in the record, old beside new. */
function Changes({ row: { changes } }: { readonly row: StagedRow }) {
  if (changes.length === 0) return null;
  return (
    <table className="import-changes" aria-label="写入后的变化">
      <tbody>
        {changes.map(({ label, from, to }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <del>{from || '（空）'}</del> → <ins>{to || '（空）'}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
