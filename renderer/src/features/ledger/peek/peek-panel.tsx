import { Button, Descriptions, Flex } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../../../api/ask.ts';
import { Deadline } from '../../../ui/deadline.tsx';
import { CaseStateChip } from '../../../ui/state-chip.tsx';
import { GRID_COLUMNS, type GridRow } from '../grid/ledger-columns.ts';

interface PeekPanelProps {
  readonly row: GridRow;
  readonly onClose: () => void;
}

const LATEST = 5;

/** A case at a glance, at the right of the grid; the grid keeps the keyboard, so that arrows go on to the next one. */
export function PeekPanel({ row, onClose }: PeekPanelProps) {
  const { record } = row;
  const timeline = useAsk('case.timeline', { id: record.id }, { keep: true });
  const suspended = record.facts.suspensions.find(({ to }) => to === null)?.from ?? null;
  const filled = GRID_COLUMNS.flatMap((column) => {
    const text = column.group === '办理情况' || column.id === 'number' ? '' : column.text(row);
    return text === '' ? [] : [{ key: column.id, label: column.header, text }];
  });
  return (
    <aside className="peek" aria-label={`案件 ${record.number}`}>
      <Flex align="center" gap={8}>
        <strong style={{ fontSize: 15 }}>{record.number}</strong>
        <CaseStateChip state={record.state.handling} />
        <Button size="small" onClick={onClose} style={{ marginLeft: 'auto' }}>
          关闭
        </Button>
      </Flex>
      {(record.dueOn !== null || suspended !== null) && (
        <Deadline
          due={{ dueOn: record.dueOn, provisional: record.dueProvisional }}
          suspendedSince={suspended}
          withDate
        />
      )}
      <p style={{ margin: '4px 0' }}>{record.description}</p>
      <Link to={`/cases/${record.id}`}>打开案件（Enter）</Link>
      <h2>最近经过</h2>
      <ul>
        {(timeline.data ?? [])
          .toReversed()
          .slice(0, LATEST)
          .map(({ rev, on, label, actorName }) => (
            <li key={rev}>
              {on} {label} <span className="muted">{actorName}</span>
            </li>
          ))}
      </ul>
      <h2>台账内容</h2>
      <Descriptions
        size="small"
        column={1}
        colon={false}
        items={filled.map(({ key, label, text }) => ({
          key,
          label,
          children: <span style={{ whiteSpace: 'pre-line' }}>{text}</span>,
        }))}
        styles={{ label: { width: 104, flex: 'none' } }}
      />
    </aside>
  );
}
