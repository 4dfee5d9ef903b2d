import { Modal } from 'antd';
import type { RecordLink as Target } from '#core/contract/views-finding.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { useAsk } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { factsOf } from '../facts.ts';
import { PhotoThumb } from '../photo-thumb.tsx';
import { RecordLink } from '../record-link.tsx';

interface CompareDialogProps {
  readonly finding: FindingRecord;
  readonly other: Target;
  readonly onClose: () => void;
}

/** Two records side by side, fact by fact, photos below; what differs is marked by weight. */
export function CompareDialog({ finding, other, onClose }: CompareDialogProps) {
  const asFinding = useAsk('finding.get', { id: other.id }, { enabled: other.kind === 'finding' });
  const asCase = useAsk('case.get', { id: other.id }, { enabled: other.kind === 'case' });
  const record: Problem | undefined = other.kind === 'finding' ? asFinding.data : asCase.data;
  return (
    <Modal open title="并排比较" onCancel={onClose} footer={null} width={960} destroyOnHidden>
      <RefusalAlert error={asFinding.error ?? asCase.error} />
      {record !== undefined && <Comparison finding={finding} other={other} record={record} />}
    </Modal>
  );
}

interface ComparisonProps {
  readonly finding: FindingRecord;
  readonly other: Target;
  readonly record: Problem;
}

function Comparison({ finding, other, record }: ComparisonProps) {
  const theirs = new Map(factsOf(record).map(({ key, value }) => [key, value]));
  const rows = factsOf(finding)
    .map((fact) => ({ ...fact, theirs: theirs.get(fact.key) ?? null }))
    .filter(({ value, theirs: otherValue }) => value !== null || otherValue !== null);
  return (
    <table className="finding-compare">
      <thead>
        <tr>
          <td />
          <th scope="col">
            <RecordLink target={{ kind: 'finding', ...finding }} />
          </th>
          <th scope="col">
            <RecordLink target={other} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, value, theirs: otherValue }) => (
          <tr key={key} style={{ fontWeight: value === otherValue ? 400 : 600 }}>
            <th scope="row">{label}</th>
            <td>{value ?? '—'}</td>
            <td>{otherValue ?? '—'}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">照片</th>
          <td>
            <Pictures owner={{ kind: 'finding', id: finding.id }} number={finding.number} />
          </td>
          <td>
            <Pictures owner={{ kind: other.kind, id: other.id }} number={other.number} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface PicturesProps {
  readonly owner: Pick<Target, 'kind' | 'id'>;
  readonly number: string;
}

function Pictures({ owner, number }: PicturesProps) {
  const photos = useAsk('photo.list', { owner }).data ?? [];
  if (photos.length === 0) return <span className="muted">没有照片</span>;
  return (
    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
      {photos.map(({ id, sha256, fileName }) => (
        <PhotoThumb key={id} sha256={sha256} alt={`${number} ${fileName}`} size={160} />
      ))}
    </div>
  );
}
