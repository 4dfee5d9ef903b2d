import { Spin } from 'antd';
import type { StagedRow } from '#core/contract/views-import.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { useAsk } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { RecordLink } from '../../finding/record-link.tsx';
import type { Candidate } from './candidate.ts';
import { CompareTable } from './compare-table.tsx';

interface SideBySideProps {
  readonly staged: string;
  readonly row: StagedRow;
  readonly candidate: Candidate;
}

/** The row beside a candidate, with what speaks for their being the same. */
export function SideBySide({ staged, row, candidate }: SideBySideProps) {
  const isRow = candidate.kind === 'row';
  const record = isRow ? null : candidate.record;
  const id = record?.id ?? '';
  const mine = useAsk('import.row', { staged, row: row.row });
  const twin = useAsk('import.row', { staged, row: isRow ? candidate.row : row.row }, { enabled: isRow });
  const finding = useAsk('finding.get', { id }, { enabled: record?.kind === 'finding' });
  const filed = useAsk('case.get', { id }, { enabled: record?.kind === 'case' });
  const theirs: Problem | null | undefined = isRow
    ? twin.data?.problem
    : record?.kind === 'finding'
      ? finding.data
      : filed.data;
  const error = mine.error ?? (isRow ? twin.error : (finding.error ?? filed.error));
  const view = isRow ? null : candidate.view;
  return (
    <>
      <RefusalAlert error={error} />
      {view !== null && (
        <p className="import-reasons">
          <strong>{view.distanceMetres === null ? '没有坐标可比' : `相距 ${view.distanceMetres} 米`}</strong>，发现于{' '}
          {view.foundOn}
          {view.closedOn !== null && `，${view.closedOn} 销号`}。{view.reasons.join('；')}
        </p>
      )}
      {mine.data?.problem == null || theirs == null ? (
        error === null && <Spin />
      ) : (
        <CompareTable
          row={row}
          mine={mine.data.problem}
          theirs={theirs}
          head={record === null ? `本表第 ${isRow ? candidate.row : ''} 行` : <RecordLink target={record} />}
          view={view}
          theirPictures={isRow ? (twin.data?.row.pictures ?? 0) : 0}
        />
      )}
    </>
  );
}
