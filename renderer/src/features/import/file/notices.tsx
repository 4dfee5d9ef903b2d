import { InfoCircleOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { StagedImport } from '#core/contract/views-import.ts';
import { findingListAddress } from '../../../ui/list-address.ts';
import { minuteAt } from '../minute-at.ts';

/** What to know of the file before looking at it: imported before, and what was noticed while reading. */
export function Notices({ staged: { earlier, remarks } }: { readonly staged: StagedImport }) {
  const latest = earlier.toSorted((a, b) => b.at - a.at)[0];
  if (latest === undefined && remarks.length === 0) return null;
  return (
    <div className="import-notices">
      {latest !== undefined && <Earlier latest={latest} times={earlier.length} />}
      {remarks.length > 0 && (
        <details>
          <summary>读表时注意到 {remarks.length} 点</summary>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface EarlierProps {
  readonly latest: StagedImport['earlier'][number];
  readonly times: number;
}

/** The very same file was imported before. */
function Earlier({ latest: { batchId, at, undone }, times }: EarlierProps) {
  const when = `同一文件已于 ${minuteAt(at)} 导入过${times > 1 ? `（共 ${times} 次）` : ''}`;
  return (
    <p>
      <InfoCircleOutlined aria-hidden /> {when}
      {undone ? '，那次导入已撤销。' : '，没有变化的行不会再写入。'}
      {!undone && <Link to={findingListAddress({ batchId: [batchId] })}>查看那次导入的线索</Link>}
    </p>
  );
}
