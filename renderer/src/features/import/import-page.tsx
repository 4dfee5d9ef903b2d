import './import.css';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import type { FileView } from '#core/contract/shell-routes.ts';
import { queryClient } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { BatchList } from './batch-list.tsx';
import { currentImport, type FinishedImport, rememberDone, rememberStaged } from './current-import.ts';
import { DoneStep } from './done/done-step.tsx';
import { FileStep } from './file/file-step.tsx';
import { UnfinishedList } from './file/unfinished-list.tsx';
import { ALL_ROWS } from './import-address.ts';
import { Step } from './step.tsx';
import { useImportAddress } from './use-import-address.ts';
import { useTracked } from './use-tracked.ts';
import { Wizard } from './wizard.tsx';

/** 导入: choose a file → check its columns → check its rows → write. Nothing is written before. */
export default function ImportPage() {
  const { address, go } = useImportAddress();
  const tracked = useTracked();
  const [done, setDone] = useState<FinishedImport | null>(() => currentImport().done);
  const { staged } = address;

  // Who comes back by the bare address goes on where they were.
  useEffect(() => {
    const kept = currentImport().staged;
    if (staged !== null) rememberStaged(staged);
    else if (kept !== null) go({ staged: kept });
  }, [staged, go]);

  const open = (token: string) => {
    setDone(null);
    go({ staged: token, step: null, filter: ALL_ROWS });
  };
  const leave = () => {
    rememberStaged(null);
    tracked.clear();
    go({ staged: null });
  };
  const read = async (file: FileView) => {
    rememberDone(null);
    setDone(null);
    const view = await tracked.run(`读取「${file.name}」`, 'import.stage', { file: file.token });
    if (view === null) return;
    queryClient.setQueryData(['import.staged', { staged: view.staged }], view);
    open(view.staged);
  };
  if (staged !== null)
    return (
      <div className="import-page">
        <Wizard
          token={staged}
          tracked={tracked}
          address={address}
          go={go}
          onDone={(finished) => {
            rememberDone(finished);
            setDone(finished);
            go({ staged: null });
          }}
          onLeave={leave}
        />
      </div>
    );
  return (
    <div className="import-start">
      <PageHead title="导入" note="选择文件 → 核对列 → 核对行，确认后一次写入" />
      <RefusalAlert error={tracked.error} />
      {tracked.cancelled && <Alert type="info" showIcon role="status" title="已取消，没有导入任何内容。" />}
      {done === null ? (
        <>
          <Step number={1} title="选择文件" open>
            <FileStep tracked={tracked} onFile={read} />
            <UnfinishedList onResume={open} />
          </Step>
          <Step
            number={2}
            title="核对列"
            open={false}
            waiting
            summary={<span className="muted">列名自动识别，拿不准的才问您</span>}
          />
          <Step
            number={3}
            title="核对行"
            open={false}
            waiting
            summary={<span className="muted">新增、更新、疑似重复、错误逐行标出，可当场改</span>}
          />
        </>
      ) : (
        <DoneStep
          finished={done}
          onClose={() => {
            rememberDone(null);
            setDone(null);
          }}
        />
      )}
      <BatchList />
    </div>
  );
}
