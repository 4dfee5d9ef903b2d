import { Alert, Button, Checkbox, Flex, Modal, Progress, Radio, Select } from 'antd';
import { useState } from 'react';
import type { DocumentKindView } from '#core/contract/views-document.ts';
import { useAsk } from '../../api/ask.ts';
import { cancelJob, useRunningJobs } from '../../api/progress.ts';
import { useSession } from '../../app/session.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import './document.css';
import { FieldForm } from './field-form.tsx';
import { commonFields, type Typed } from './field-values.ts';
import { MadeAlert } from './made-alert.tsx';
import { useMake } from './use-make.ts';

interface BatchDialogProps {
  readonly cases: readonly { readonly id: string; readonly number: string }[];
  readonly onClose: () => void;
}

/** One kind of document for many cases: one each in a zip, or (公示稿) one for all. */
export function BatchDialog({ cases, onClose }: BatchDialogProps) {
  const kinds = useAsk('document.kinds', {}).data ?? [];
  const [kind, setKind] = useState<DocumentKindView | null>(null);
  return (
    <Modal
      open
      title={`为 ${cases.length} 件案件制作文书`}
      footer={null}
      width={720}
      style={{ top: 24 }}
      onCancel={onClose}
    >
      <Flex vertical gap={8}>
        <Select<string>
          aria-label="文书种类"
          placeholder="选择文书种类"
          value={kind?.kind ?? null}
          onChange={(next) => setKind(kinds.find((one) => one.kind === next) ?? null)}
          options={kinds.map((one) => ({ value: one.kind, label: one.label }))}
        />
        {kind !== null && <Batch key={kind.kind} kind={kind} cases={cases} onClose={onClose} />}
      </Flex>
    </Modal>
  );
}

function Batch({ kind, cases, onClose }: BatchDialogProps & { readonly kind: DocumentKindView }) {
  const { today } = useSession();
  const ids = cases.map(({ id }) => id);
  const [typed, setTyped] = useState<Typed>({});
  const [together, setTogether] = useState(kind.together && cases.length > 1);
  const [format, setFormat] = useState<'docx' | 'pdf'>('docx');
  const asked = useAsk('document.preview', { kind: kind.kind, cases: ids.slice(0, 1), values: typed }, { keep: true });
  const making = useMake();
  const one = together || cases.length === 1;
  const name = `${kind.label}-${cases.length}件-${today}.${one ? format : 'zip'}`;
  const shown = commonFields(kind.kind, asked.data?.fields ?? []);
  return (
    <>
      <p className="muted" style={{ margin: 0 }}>
        {kind.about}
        {!one && '每件一份，存为一个压缩包；其余内容由各案件预填，缺少的在文中以黄色标出。'}
        {!one && shown.some(({ name: field }) => field === 'number') && '文号从下面这个起依次编排。'}
      </p>
      <div className="document-common">
        <FieldForm fields={shown} typed={typed} missing={asked.data?.missing ?? []} onChange={setTyped} />
      </div>
      {asked.data?.numberUsed != null && <Alert type="warning" showIcon title={`${asked.data.numberUsed}。`} />}
      <RefusalAlert error={making.error ?? asked.error} />
      {making.done !== null && <MadeAlert done={making.done} />}
      {making.running !== null && <Running id={making.running} />}
      <Flex gap={16} align="center" justify="end" wrap>
        {kind.together && cases.length > 1 && (
          <Checkbox checked={together} onChange={(event) => setTogether(event.target.checked)}>
            合为一份
          </Checkbox>
        )}
        <Radio.Group
          aria-label="文件格式"
          value={format}
          onChange={(event) => setFormat(event.target.value as 'docx' | 'pdf')}
          options={[
            { value: 'docx', label: 'Word（.docx）' },
            { value: 'pdf', label: 'PDF' },
          ]}
        />
        <Button onClick={onClose}>关闭</Button>
        <Button
          type="primary"
          disabled={asked.data === undefined}
          loading={making.running !== null}
          onClick={() =>
            void making.make(
              { kind: kind.kind, cases: ids, values: typed, format, together: one && cases.length > 1 },
              name,
            )
          }
        >
          保存文书…
        </Button>
      </Flex>
    </>
  );
}

/** How far the batch is. */
function Running({ id }: { readonly id: string }) {
  const job = useRunningJobs().find((one) => one.id === id);
  const percent = job?.total ? Math.floor((job.done / job.total) * 100) : 0;
  return (
    <Flex gap={12} align="center">
      <Progress percent={percent} status="active" aria-label="文书生成进度" style={{ flex: 1 }} />
      <Button size="small" onClick={() => cancelJob(id)}>
        取消
      </Button>
    </Flex>
  );
}
