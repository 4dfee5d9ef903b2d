import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { filterText } from '#core/domain/ledger/filter-text.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { useTownName } from './filters/chip-row.tsx';
import type { LedgerAddress, ShowLedger } from './use-ledger-address.ts';

interface EmptyLedgerProps {
  readonly address: LedgerAddress;
  readonly show: ShowLedger;
}

/** No row: why, and one button to widen. */
export function EmptyLedger({ address: { filter, search }, show }: EmptyLedgerProps) {
  const townName = useTownName();
  const navigate = useNavigate();
  const filtered = Object.keys(filter).length > 0;
  if (!filtered && search.trim() === '') {
    return (
      <div className="empty-over">
        <EmptyHint
          why="还没有案件。线索核实属实后立案，就在这里。"
          next={<Button onClick={() => void navigate('/findings')}>去线索</Button>}
        />
      </div>
    );
  }
  const widen = search.trim() === '' ? '清除筛选' : filtered ? '清除筛选和检索' : '清除检索';
  return (
    <div className="empty-over" role="status">
      <EmptyHint
        why={`没有符合「${filterText(filter, search, townName)}」的案件。`}
        next={
          <Button type="primary" onClick={() => show({ filter: {}, search: '' })}>
            {widen}
          </Button>
        }
      />
    </div>
  );
}
