import { Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import type { DocumentKindView, MadeDocument } from '#core/contract/views-document.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { useAsk } from '../../api/ask.ts';
import { localMinute } from '../../ui/local-minute.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import './document.css';
import { DocumentDialog } from './document-dialog.tsx';

/** 文书 of a case: what was made, and making another. */
export function CaseDocuments({ record }: { readonly record: CaseRecord }) {
  const kinds = useAsk('document.kinds', {});
  const made = useAsk('document.list', { id: record.id });
  const [open, setOpen] = useState<DocumentKindView | null>(null);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: (kinds.data ?? []).map((kind) => ({
            key: kind.kind,
            label: <span title={kind.about}>{kind.label}</span>,
            onClick: () => setOpen(kind),
          })),
        }}
      >
        <Button size="small" className="no-print">
          制作文书…
        </Button>
      </Dropdown>
      <RefusalAlert error={kinds.error ?? made.error} />
      {made.data?.length === 0 && <p className="muted">还没有制作过文书。文书由案件内容预填，缺少的内容会逐项指出。</p>}
      {made.data !== undefined && made.data.length > 0 && <MadeTable made={made.data} />}
      {open !== null && (
        <DocumentDialog kind={open} caseId={record.id} caseNumber={record.number} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function MadeTable({ made }: { readonly made: readonly MadeDocument[] }) {
  return (
    <table className="document-made" aria-label="已制作的文书">
      <thead>
        <tr>
          <th scope="col">文书</th>
          <th scope="col">文号</th>
          <th scope="col">制作</th>
        </tr>
      </thead>
      <tbody>
        {made.map((one) => (
          <tr key={one.id}>
            <td>
              <Tooltip title={`${one.fileName}　SHA-256 ${one.sha256}`}>
                <span>
                  {one.label}
                  <span className="muted">（{one.format === 'pdf' ? 'PDF' : 'Word'}）</span>
                </span>
              </Tooltip>
              {one.template !== null && <div className="muted">模板：{one.template}</div>}
              {one.missing.length > 0 && <div className="muted">待填 {one.missing.length} 项</div>}
              {one.caseIds.length > 1 && <div className="muted">合计 {one.caseIds.length} 件</div>}
            </td>
            <td>{one.number ?? '—'}</td>
            <td>
              {one.actorName} <span className="muted">{localMinute(one.at)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
