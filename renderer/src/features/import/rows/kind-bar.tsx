import { Button, Flex, Modal } from 'antd';
import { useState } from 'react';
import type { StagedImport } from '#core/contract/views-import.ts';
import { PLANNED_KINDS } from '#core/domain/spreadsheet/plan.ts';
import { useAsk } from '../../../api/ask.ts';
import { ALL_ROWS, ofKind, type RowFilter } from '../import-address.ts';
import { KINDS } from './kinds.ts';

interface KindBarProps {
  readonly staged: StagedImport;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}

/** What would happen to how many rows; each count shows its rows. */
export function KindBar({ staged, filter, onFilter }: KindBarProps) {
  const { counts } = staged;
  const [showsSkipped, setShowsSkipped] = useState(false);
  const all = PLANNED_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  const isAll = JSON.stringify({ ...filter, text: '' }) === JSON.stringify(ALL_ROWS);
  const only = filter.kinds.length === 1 ? filter.kinds[0] : null;
  const undecided = useAsk(
    'import.rows',
    { staged: staged.staged, filter: { ...ofKind('suspect'), decided: false }, offset: 0, limit: 1 },
    { keep: true, enabled: counts.suspect > 0 },
  );
  return (
    <Flex component="fieldset" className="import-kinds" gap={6} wrap align="center">
      <legend className="import-hidden">按写入结果筛选</legend>
      <Count word="全部" count={all} pressed={isAll} onClick={() => onFilter(ALL_ROWS)} />
      {PLANNED_KINDS.map((kind) => (
        <Count
          key={kind}
          className={`is-${kind}`}
          sign={KINDS[kind].sign}
          word={KINDS[kind].word}
          count={counts[kind]}
          {...(kind === 'suspect' && counts.suspect > 0 && undecided.data !== undefined
            ? { note: undecided.data.total > 0 ? `${undecided.data.total} 行待决定` : '已全部决定' }
            : {})}
          pressed={only === kind && filter.issue === null}
          onClick={() => onFilter(only === kind && filter.issue === null ? ALL_ROWS : ofKind(kind))}
        />
      ))}
      {(counts.unticked > 0 || filter.ticked === false) && (
        <Count
          sign="☐"
          word="未勾选"
          count={counts.unticked}
          pressed={filter.ticked === false}
          onClick={() => onFilter(filter.ticked === false ? ALL_ROWS : { ...ALL_ROWS, ticked: false })}
        />
      )}
      {counts.skipped > 0 && (
        <Button type="text" className="import-count" onClick={() => setShowsSkipped(true)} aria-haspopup="dialog">
          <span className="sign" aria-hidden>
            —
          </span>
          略过 <strong>{counts.skipped}</strong>
        </Button>
      )}
      <SkippedRows open={showsSkipped} staged={staged} onClose={() => setShowsSkipped(false)} />
    </Flex>
  );
}

interface CountProps {
  readonly word: string;
  readonly sign?: string;
  readonly note?: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly className?: string;
  readonly onClick: () => void;
}

function Count({ word, sign, note, count, pressed, className = '', onClick }: CountProps) {
  return (
    <Button
      className={`import-count ${className}`}
      aria-pressed={pressed}
      disabled={count === 0 && !pressed}
      onClick={onClick}
    >
      {sign !== undefined && (
        <span className="sign" aria-hidden>
          {sign}
        </span>
      )}
      {word} <strong>{count}</strong>
      {note !== undefined && <span className="muted">（{note}）</span>}
    </Button>
  );
}

interface SkippedRowsProps {
  readonly open: boolean;
  readonly staged: StagedImport;
  readonly onClose: () => void;
}

/** Rows that are no data, and why: nothing is left out without a word. */
function SkippedRows({ open, staged: { skipped, counts }, onClose }: SkippedRowsProps) {
  return (
    <Modal
      open={open}
      title={`略过的 ${counts.skipped} 行及原因`}
      onCancel={onClose}
      footer={<Button onClick={onClose}>关闭</Button>}
      width={560}
      destroyOnHidden
    >
      <p className="muted" style={{ marginTop: 0 }}>
        这些行不是问题记录，不导入。如有误判，请在“核对列”里改列名行，或在表中补全该行。
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard. */}
      <ul className="import-skipped" tabIndex={0} aria-label="略过的行">
        {skipped.map(({ row, through, reason }) => (
          <li key={row}>
            第 {row}
            {through > row ? `–${through}` : ''} 行：{reason}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
