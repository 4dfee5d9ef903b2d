import { Alert, Button, Flex, Popconfirm, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { InputOf } from '#core/contract/routes.ts';
import type { StagedImport } from '#core/contract/views-import.ts';
import { asError } from '../../api/as-error.ts';
import { ask, queryClient, useAsk } from '../../api/ask.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import {
  changeOf,
  columnsLine,
  type ColumnDraft,
  draftOf,
  fieldLabel,
  missingFields,
  needsLook,
} from './columns/column-draft.ts';
import { ColumnsStep } from './columns/columns-step.tsx';
import type { FinishedImport } from './current-import.ts';
import { FileLine } from './file/file-line.tsx';
import { Notices } from './file/notices.tsx';
import { ALL_ROWS } from './import-address.ts';
import { JobLine } from './job-line.tsx';
import { KindBar } from './rows/kind-bar.tsx';
import { RowsStep } from './rows/rows-step.tsx';
import { Step } from './step.tsx';
import type { AddressControl } from './use-import-address.ts';
import type { Tracked } from './use-tracked.ts';
import { whyNothing, writeLine } from './write-line.ts';

interface WizardProps extends AddressControl {
  readonly token: string;
  readonly tracked: Tracked;
  readonly onDone: (finished: FinishedImport) => void;
  readonly onLeave: () => void;
}

/** A staged sheet: its columns, its rows, and one button that writes. */
export function Wizard({ token, tracked, address, go, onDone, onLeave }: WizardProps) {
  const staged = useAsk('import.staged', { staged: token });
  if (staged.data === undefined)
    return (
      <>
        <PageHead title="导入" actions={<Button onClick={onLeave}>重新选择文件</Button>} />
        <RefusalAlert error={staged.error} />
        {staged.error === null && <Spin style={{ margin: 32 }} />}
      </>
    );
  return (
    <Loaded
      // Another staging begins without what was set for the one before.
      key={token}
      staged={staged.data}
      {...{ tracked, address, go, onDone, onLeave }}
    />
  );
}

interface LoadedProps extends Omit<WizardProps, 'token'> {
  readonly staged: StagedImport;
}

function Loaded({ staged, tracked, address, go, onDone, onLeave }: LoadedProps) {
  const { job, error, run } = tracked;
  const [draft, setDraft] = useKeptDraft(staged);
  const [fault, setFault] = useState<Error | null>(null);
  const step = address.step ?? (needsLook(staged) ? 'columns' : 'rows');
  const change = changeOf(staged, draft);
  const busy = job !== null;
  const lacked = missingFields(staged, draftOf(staged));

  const read = async (input: InputOf<'import.remap'>, next: 'columns' | 'rows') => {
    const view = await run('重新读取表格', 'import.remap', input);
    if (view === null) return;
    queryClient.setQueryData(['import.staged', { staged: view.staged }], view);
    go({ staged: view.staged, step: next, filter: ALL_ROWS });
  };
  const toRows = () => (change === null ? go({ step: 'rows' }) : read(change, 'rows'));
  const write = async () => {
    const view = await run('写入线索', 'import.commit', { staged: staged.staged });
    if (view !== null) onDone({ view, staged: staged.staged, fileName: staged.fileName });
  };
  const discard = () =>
    ask('import.discard', { staged: staged.staged }).then(onLeave, (caught: unknown) => setFault(asError(caught)));

  return (
    <>
      <PageHead
        title="导入"
        actions={
          <Actions
            staged={staged}
            step={step}
            isChanged={change !== null}
            busy={busy}
            onDiscard={() => void discard()}
            onRows={() => void toRows()}
            onWrite={() => void write()}
          />
        }
      />
      <RefusalAlert error={error ?? fault} />
      {job !== null && <JobLine job={job} />}
      <Step
        number={1}
        title="选择文件"
        open={false}
        summary={
          <FileLine
            staged={staged}
            busy={busy}
            onSheet={(sheet) =>
              void run('读取工作表', 'import.remap', { staged: staged.staged, sheet }).then((view) => {
                if (view === null) return;
                queryClient.setQueryData(['import.staged', { staged: view.staged }], view);
                go({ staged: view.staged, step: null, filter: ALL_ROWS });
              })
            }
          />
        }
        actions={
          <Button size="small" disabled={busy} onClick={onLeave}>
            另选文件
          </Button>
        }
      />
      <Notices staged={staged} />
      <Step
        number={2}
        title="核对列"
        open={step === 'columns'}
        fill
        summary={
          <span>
            {columnsLine(draft.columns)}
            {staged.remembered && <span className="muted">，沿用上次的对应关系</span>}
            {change !== null && <span className="import-tag">有改动，尚未重新读取</span>}
          </span>
        }
        {...(step === 'columns'
          ? {}
          : {
              actions: (
                <Button size="small" disabled={busy} onClick={() => go({ step: 'columns' })}>
                  查看/修改
                </Button>
              ),
            })}
      >
        <ColumnsStep
          staged={staged}
          draft={draft}
          busy={busy}
          onDraft={setDraft}
          onHeader={(header) => void read({ staged: staged.staged, header }, 'columns')}
        />
      </Step>
      <Step
        number={3}
        title="核对行"
        open={step === 'rows'}
        fill
        waiting={step !== 'rows'}
        summary={
          step === 'rows' ? (
            <KindBar staged={staged} filter={address.filter} onFilter={(filter) => go({ step: 'rows', filter })} />
          ) : (
            <span className="muted">{writeLine(staged.writes)}（列核对好后再看各行）</span>
          )
        }
      >
        {lacked.length > 0 && (
          <Alert
            type="error"
            showIcon
            banner
            title={`表中没有必填的项目：${lacked.map(fieldLabel).join('、')}，所以各行都是错误。`}
            action={
              <Button size="small" onClick={() => go({ step: 'columns' })}>
                统一填写
              </Button>
            }
          />
        )}
        <RowsStep staged={staged} filter={address.filter} onFilter={(filter) => go({ step: 'rows', filter })} />
      </Step>
    </>
  );
}

interface ActionsProps {
  readonly staged: StagedImport;
  readonly step: 'columns' | 'rows';
  readonly isChanged: boolean;
  readonly busy: boolean;
  readonly onDiscard: () => void;
  readonly onRows: () => void;
  readonly onWrite: () => void;
}

/** One primary button that says what it does, and the way out. */
function Actions({ staged, step, isChanged, busy, onDiscard, onRows, onWrite }: ActionsProps) {
  const reason = whyNothing(staged);
  return (
    <Flex gap={8} align="center" wrap>
      {step === 'rows' && reason !== null && (
        <span id="import-why-not" className="muted">
          {reason}
        </span>
      )}
      <Popconfirm
        title={`放弃「${staged.fileName}」的导入？`}
        description="已核对和改动的内容不再保留；文件本身和已登记的线索不受影响。"
        okText="放弃"
        cancelText="继续核对"
        onConfirm={onDiscard}
      >
        <Button disabled={busy}>放弃</Button>
      </Popconfirm>
      {step === 'columns' ? (
        <Button type="primary" loading={busy} onClick={onRows}>
          {isChanged ? '按改动重新读取，核对行' : '核对行'}
        </Button>
      ) : (
        <Button
          type="primary"
          loading={busy}
          disabled={reason !== null || isChanged}
          {...(reason === null ? {} : { 'aria-describedby': 'import-why-not' })}
          onClick={onWrite}
        >
          {reason === null ? `写入 ${writeLine(staged.writes)}` : '写入'}
        </Button>
      )}
    </Flex>
  );
}

const drafts = new Map<string, ColumnDraft>();

/** What was set of the columns and not yet read again; kept while one looks elsewhere. */
function useKeptDraft(staged: StagedImport): readonly [ColumnDraft, (draft: ColumnDraft) => void] {
  const [draft, setDraft] = useState(() => drafts.get(staged.staged) ?? draftOf(staged));
  useEffect(() => {
    drafts.set(staged.staged, draft);
  }, [staged.staged, draft]);
  return [draft, setDraft];
}
