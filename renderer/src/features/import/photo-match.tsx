import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import type { PhotoAttachView, PhotoPlanView } from '#core/contract/views-photo.ts';
import { asError } from '../../api/as-error.ts';
import { ask } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { droppedFiles } from './dropped-files.ts';
import { changedChoice, confirmedPhotos, type PhotoChoices, proposedChoices } from './photo-choices.ts';
import { PhotoPlanTable } from './photo-plan-table.tsx';

/** The batch whose rows the photos belong to; null: any finding. */
export interface PhotoMatchProps {
  readonly batchId: string | null;
  readonly onDone?: (done: PhotoAttachView) => void;
}

interface Matching {
  readonly plan: PhotoPlanView;
  readonly choices: PhotoChoices;
}

/** 照片归位: choose or drop photos or a zip, look at where each would go, confirm. Nothing is attached before. */
export function PhotoMatch({ batchId, onDone }: PhotoMatchProps) {
  const [matching, setMatching] = useState<Matching | null>(null);
  const [done, setDone] = useState<PhotoAttachView | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(asError(fault));
    }
    setBusy(false);
  };
  const look = async (files: readonly string[]) => {
    if (files.length === 0) return;
    setDone(null);
    const plan = await ask('photo.match', { batchId, files: [...files] });
    setMatching({ plan, choices: proposedChoices(plan) });
  };
  const choose = () =>
    attempt(async () => {
      const files = await askShell('shell.chooseFiles', { purpose: 'photos', multiple: true });
      await look(files.map(({ token }) => token));
    });
  const drop = (transfer: DataTransfer) => {
    // The browser forgets what was dropped when the event is over.
    const gathered = droppedFiles(transfer);
    return attempt(async () => {
      const tokens: string[] = [];
      for (const file of await gathered) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        tokens.push((await askShell('shell.receiveFile', { name: file.name, bytes })).token);
      }
      await look(tokens);
    });
  };
  const attach = ({ plan, choices }: Matching) =>
    attempt(async () => {
      const result = await ask('photo.attachMatched', { plan: plan.plan, photos: confirmedPhotos(choices) });
      setMatching(null);
      setDone(result);
      onDone?.(result);
    });
  return (
    <section aria-label="照片归位">
      <RefusalAlert error={error} />
      {done !== null && <Attached view={done} />}
      {matching === null ? (
        // The zone only catches what is dropped; the button does the same by keyboard.
        <Flex
          gap={8}
          align="center"
          wrap
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void drop(event.dataTransfer);
          }}
          style={{ border: '1px dashed #94A3B8', background: '#fff', padding: 12 }}
        >
          <Button loading={busy} onClick={() => void choose()}>
            选择照片或压缩包
          </Button>
          <span className="muted">
            也可把照片、文件夹或 zip 拖到这里。按名称里的编号{batchId === null ? '' : '、表中行号或序号'}
            对应到线索；没有编号的按拍摄地点和时间。
          </span>
        </Flex>
      ) : (
        <>
          <PhotoPlanTable
            plan={matching.plan}
            choices={matching.choices}
            onChange={(key, change) =>
              setMatching({ plan: matching.plan, choices: changedChoice(matching.choices, key, change) })
            }
          />
          <Confirm
            count={confirmedPhotos(matching.choices).length}
            busy={busy}
            onConfirm={() => void attach(matching)}
            onCancel={() => setMatching(null)}
          />
        </>
      )}
    </section>
  );
}

interface ConfirmProps {
  readonly count: number;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function Confirm({ count, busy, onConfirm, onCancel }: ConfirmProps) {
  return (
    <Flex gap={8} style={{ marginTop: 8 }}>
      <Button type="primary" disabled={count === 0} loading={busy} onClick={onConfirm}>
        挂接 {count} 张照片
      </Button>
      <Button disabled={busy} onClick={onCancel}>
        放弃
      </Button>
    </Flex>
  );
}

function Attached({ view: { attached, known, left } }: { readonly view: PhotoAttachView }) {
  return (
    <Alert
      type={left.length === 0 ? 'success' : 'warning'}
      showIcon
      role="status"
      style={{ marginBottom: 8 }}
      title={`已挂接 ${attached} 张照片${known > 0 ? `，${known} 张早已挂上` : ''}${left.length > 0 ? `，${left.length} 张没有挂上` : ''}`}
      description={
        left.length === 0 ? undefined : (
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {left.map(({ path, reason }) => (
              <li key={path}>
                {path}：{reason}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
