import '../import.css';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { UndoCounts } from '#core/contract/views-import.ts';
import { useAsk } from '../../../api/ask.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { BatchFacts } from './batch-facts.tsx';
import { BatchRows } from './batch-rows.tsx';
import { undoneText } from './batch-words.ts';
import { SaveFileButton } from './save-file-button.tsx';
import { UndoDialog } from './undo-dialog.tsx';

/** 导入批次: what it was, its findings, its file; and how it is undone. */
export default function BatchPage() {
  const { id = '' } = useParams();
  const batch = useAsk('import.batch', { batch: id }, { keep: true });
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<UndoCounts | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const { data } = batch;
  const why = data?.undo.reasons.join('；');
  return (
    <>
      <PageHead
        title={data === undefined ? '导入批次' : `导入批次：${data.fileName}`}
        note={<Link to="/import">返回导入</Link>}
        actions={
          data !== undefined && (
            <>
              <SaveFileButton batch={data} onSaved={setSaved} onError={setError} />
              {data.state === 'committed' && (
                <Button danger disabled={!data.undo.allowed} title={why} onClick={() => setAsking(true)}>
                  撤销导入
                </Button>
              )}
            </>
          )
        }
      />
      <RefusalAlert error={batch.error ?? error} />
      {saved !== null && (
        <Alert type="success" showIcon role="status" title="已另存原文件" description={saved} closable />
      )}
      {done !== null && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={`已撤销这次导入：${undoneText(done)}`}
          description={
            <>
              {done.kept + done.partly > 0 && '保留的线索列在下面「撤销时保留」和「更新」中。'}
              改好的文件可以<Link to="/import">重新导入</Link>，结果与从未导入过这一份相同。
            </>
          }
        />
      )}
      {data !== undefined && (
        <>
          {data.state === 'committed' && !data.undo.allowed && <p className="muted">不能撤销：{why}</p>}
          <BatchFacts batch={data} />
          <BatchRows batch={data} />
        </>
      )}
      {asking && data !== undefined && (
        <UndoDialog
          batch={data}
          onClose={() => setAsking(false)}
          onDone={(counts) => {
            setAsking(false);
            setDone(counts);
          }}
        />
      )}
    </>
  );
}
