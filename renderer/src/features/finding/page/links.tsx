import { Link } from 'react-router';
import type { FindingLinks } from '#core/contract/views-finding.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { batchAddress } from '../../import/batch/batch-words.ts';
import { RecordLink } from '../record-link.tsx';

interface LinksProps {
  readonly links: FindingLinks;
  readonly finding: FindingRecord;
}

/** Where the finding went and where it came from: case, merges both ways, letter of a transfer, import. */
export function Links({ links, finding }: LinksProps) {
  const { filedInto, mergedInto, mergedHere, batch } = links;
  const { transfer, verdict } = finding;
  const rows = [
    filedInto !== null && { key: 'case', label: '已立案', content: <RecordLink target={filedInto} /> },
    mergedInto !== null && { key: 'target', label: '已合并到', content: <RecordLink target={mergedInto} /> },
    transfer !== null && {
      key: 'transfer',
      label: '转办',
      content: `${transfer.to}，${transfer.letterNumber}，要求 ${transfer.replyDueOn} 前回复`,
    },
    verdict !== null && {
      key: 'verdict',
      label: finding.state === 'unfounded' ? '不属实的依据' : '上次退回的理由',
      content: verdict,
    },
    ...mergedHere.map((record) => ({ key: record.id, label: '并入本线索', content: <RecordLink target={record} /> })),
    batch !== null && {
      key: 'batch',
      label: '来自导入',
      content: (
        <>
          <Link to={batchAddress(batch.id)}>{batch.fileName}</Link>
          {batch.row !== null && ` 第 ${batch.row} 行`}
        </>
      ),
    },
  ].filter((row) => row !== false);
  if (rows.length === 0) return null;
  return (
    <section aria-label="有关记录" className="finding-part">
      <h2>有关记录</h2>
      <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 12px', margin: '8px 0 0' }}>
        {rows.map(({ key, label, content }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt className="muted">{label}</dt>
            <dd style={{ margin: 0 }}>{content}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
