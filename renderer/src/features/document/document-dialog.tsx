import { Alert, Button, Checkbox, Modal, Radio, Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { DocumentKindView, DocumentPreview } from '#core/contract/views-document.ts';
import { useAsk } from '../../api/ask.ts';
import { useDraft } from '../../ui/draft.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import './document.css';
import { DocumentSheet } from './document-preview.tsx';
import { FieldForm } from './field-form.tsx';
import type { Typed } from './field-values.ts';
import { MadeAlert } from './made-alert.tsx';
import { type Making, useMake } from './use-make.ts';

interface DocumentDialogProps {
  readonly kind: DocumentKindView;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly onClose: () => void;
}

/** One document of a case: its fields beside the sheet as it will be printed. What was typed is kept as a draft. */
export function DocumentDialog(props: DocumentDialogProps) {
  const { kind, caseId, caseNumber, onClose } = props;
  const draft = useDraft<Typed>(`document:${kind.kind}:${caseId}`);
  return (
    <Modal
      open
      title={`${kind.label}　${caseNumber}`}
      onCancel={onClose}
      footer={null}
      width="min(1240px, calc(100vw - 32px))"
      style={{ top: 16 }}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {draft.kept !== undefined && (
        <Editor {...props} start={draft.kept ?? NOTHING} onKeep={draft.keep} onDrop={draft.drop} />
      )}
    </Modal>
  );
}

const NOTHING: Typed = {};

interface EditorProps extends DocumentDialogProps {
  readonly start: Typed;
  readonly onKeep: (typed: Typed) => void;
  readonly onDrop: () => void;
}

function Editor({ kind, caseId, caseNumber, start, onKeep, onDrop, onClose }: EditorProps) {
  const [typed, setTyped] = useState(start);
  const values = useDebounced(typed, 250);
  const asked = useAsk('document.preview', { kind: kind.kind, cases: [caseId], values }, { keep: true });
  const making = useMake();
  const change = (next: Typed) => {
    making.clear();
    setTyped(next);
    onKeep(next);
  };
  if (asked.data === undefined)
    return asked.error === null ? <Skeleton active /> : <RefusalAlert error={asked.error} />;
  const { fields, missing, model } = asked.data;
  return (
    <>
      <div className="document-dialog">
        <div className="document-fields">
          <p className="muted" style={{ marginTop: 0 }}>
            {kind.about}
          </p>
          <FieldForm fields={fields} typed={typed} missing={missing} onChange={change} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no control is scrolled by keyboard only with focus */}
        <section className="document-paper" aria-label="文书样张" tabIndex={0}>
          <DocumentSheet model={model} />
        </section>
      </div>
      <RefusalAlert error={making.error ?? asked.error} />
      {making.done !== null && <MadeAlert done={making.done} />}
      <Foot
        kind={kind}
        preview={asked.data}
        making={making}
        onClose={onClose}
        onMake={async (choice) => {
          const request = { kind: kind.kind, cases: [caseId], values: typed, ...choice };
          const made = await making.make(request, `${kind.label}-${caseNumber}.${choice.format}`);
          if (made === null) return;
          onDrop();
          // What is open stays that document: its number does not move on to the next one under the person's eyes.
          const number = made.documents[0]?.number;
          if (number) setTyped({ ...typed, number });
        }}
      />
    </>
  );
}

interface Choice {
  readonly format: 'docx' | 'pdf';
  readonly template: string | null;
  readonly reuseNumber: boolean;
}

interface FootProps {
  readonly kind: DocumentKindView;
  readonly preview: DocumentPreview;
  readonly making: Making;
  readonly onMake: (choice: Choice) => Promise<void>;
  readonly onClose: () => void;
}

function Foot({ kind, preview, making, onMake, onClose }: FootProps) {
  const [format, setFormat] = useState<Choice['format']>('docx');
  const [template, setTemplate] = useState<string | null>(null);
  const [reuse, setReuse] = useState(false);
  const templates = (useAsk('document.templates', {}).data ?? []).filter((one) => one.kind === kind.kind);
  const { missing, numberUsed, numberNote } = preview;
  const blocked = numberUsed !== null && !reuse;
  return (
    <>
      {numberUsed !== null && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 8 }}
          title={`${numberUsed}。`}
          description={
            <Checkbox checked={reuse} onChange={(event) => setReuse(event.target.checked)}>
              沿用此文号（重新制作同一份文书）
            </Checkbox>
          }
        />
      )}
      <div className="document-foot">
        <div className="document-missing" role="status">
          {missing.length > 0 && (
            <span>
              待填 {missing.length} 项：{missing.join('、')}
            </span>
          )}
          {numberNote !== null && <div>{numberNote}</div>}
        </div>
        {templates.length > 0 && (
          <Select<string>
            aria-label="版式"
            style={{ width: 220 }}
            value={template ?? ''}
            onChange={(next) => {
              setTemplate(next === '' ? null : next);
              if (next !== '') setFormat('docx');
            }}
            options={[
              { value: '', label: '公文版式（GB/T 9704）' },
              ...templates.map(({ id, name, version }) => ({ value: id, label: `${name}（第 ${version} 版）` })),
            ]}
          />
        )}
        <Radio.Group
          aria-label="文件格式"
          value={format}
          onChange={(event) => setFormat(event.target.value as Choice['format'])}
          options={[
            { value: 'docx', label: 'Word（.docx）' },
            { value: 'pdf', label: 'PDF', disabled: template !== null },
          ]}
        />
        <Button onClick={onClose}>关闭</Button>
        <Button
          type="primary"
          disabled={blocked}
          loading={making.running !== null}
          onClick={() => void onMake({ format, template, reuseNumber: reuse })}
        >
          保存文书…
        </Button>
      </div>
    </>
  );
}
