import { Table } from 'antd';
import { Link } from 'react-router';
import type { DeadlineMove } from '#core/contract/views.ts';
import { CLOCK_LABELS } from '#core/domain/case/case-labels.ts';
import type { Due } from '#core/domain/deadline/terms.ts';

/** Every deadline that a notice moves, old → new, with its case. */
export function MovesTable({ moves }: { readonly moves: readonly DeadlineMove[] }) {
  const moved = moves.filter(({ from, to }) => from?.dueOn !== to.dueOn).length;
  const cases = new Set(moves.map(({ caseId }) => caseId)).size;
  if (moves.length === 0) return <p className="muted">没有案件的期限因此变动。</p>;
  return (
    <div>
      <p style={{ margin: '0 0 4px' }}>
        影响 {cases} 件案件的 {moves.length} 个时限：日期变动 {moved} 个，日期不变、由暂定转为确定（或相反）{' '}
        {moves.length - moved} 个。
      </p>
      <Table<DeadlineMove>
        size="small"
        rowKey={({ caseId, clockId }) => `${caseId} ${clockId}`}
        dataSource={[...moves]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: '案件',
            width: 180,
            render: (_value, { caseId, caseNumber }) => <Link to={`/cases/${caseId}`}>{caseNumber}</Link>,
          },
          { title: '时限', width: 140, render: (_value, { clockId }) => clockLabel(clockId) },
          { title: '原到期日', width: 180, render: (_value, { from }) => dueText(from) },
          { title: '新到期日', width: 180, render: (_value, { to }) => dueText(to) },
          { title: '变动', render: (_value, { from, to }) => changeText(from, to) },
        ]}
      />
    </div>
  );
}

function clockLabel(clockId: string): string {
  const kind = clockId.split('#')[0] ?? '';
  const labels: Readonly<Record<string, string>> = CLOCK_LABELS;
  return labels[kind] ?? clockId;
}

function dueText(due: Due | null): string {
  if (due === null) return '—';
  if (due.dueOn === null) return '中止中';
  return `${due.dueOn}${due.dueAt === null ? '' : due.dueAt.slice(10).replace('T', ' ')}${due.provisional ? ' ◌ 暂定' : ''}`;
}

function changeText(from: Due | null, to: Due): string {
  if (from?.dueOn !== to.dueOn) return (from?.dueOn ?? '') < (to.dueOn ?? '') ? '推后' : '提前';
  return to.provisional ? '转为暂定' : '转为确定';
}
