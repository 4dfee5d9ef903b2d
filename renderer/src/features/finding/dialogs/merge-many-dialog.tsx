import { Alert, Input } from 'antd';
import { useState } from 'react';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { asError } from '../../../api/as-error.ts';
import { ChosenFinding } from './chosen-finding.tsx';
import { DialogForm, Labelled } from './dialog-form.tsx';
import { merge } from './merge-dialog.tsx';

interface MergeManyDialogProps {
  readonly findings: readonly FindingRecord[];
  readonly onClose: () => void;
  /** Keys of the findings that were merged. */
  readonly onMerged: (ids: readonly string[]) => void;
}

type Outcomes = ReadonlyMap<string, string>;
const DONE = '已合并';

/** 合并 of ticked findings into one of them, one after another, with the result of each beside it. */
export function MergeManyDialog({ findings, onClose, onMerged }: MergeManyDialogProps) {
  const [kept, setKept] = useState(findings[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map());
  const target = findings.find(({ id }) => id === kept);
  const open = findings.filter(({ id }) => id !== kept && outcomes.get(id) !== DONE);
  const submit = async () => {
    if (target === undefined) return;
    setBusy(true);
    const results = new Map(outcomes);
    for (const finding of open) {
      results.set(finding.id, await outcomeOf(finding, target, reason));
      setOutcomes(new Map(results));
    }
    setBusy(false);
    const merged = [...results].filter(([, outcome]) => outcome === DONE).map(([id]) => id);
    onMerged(merged);
    if (merged.length === findings.length - 1) onClose();
  };
  return (
    <DialogForm
      title={`合并　${findings.length} 条线索`}
      verb={`合并到 ${target?.number ?? ''}`}
      busy={busy}
      error={null}
      ready={open.length > 0}
      width={680}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <legend style={{ padding: '0 0 4px' }}>保留哪一条，其余的合并到它（各自的经过都保留，可退回待核实）</legend>
        {findings.map((finding) => {
          const { id, number } = finding;
          const outcome = outcomes.get(id);
          return (
            <ChosenFinding
              key={id}
              finding={finding}
              act={id === kept ? null : 'finding.merged'}
              control={
                <input
                  type="radio"
                  name="kept"
                  aria-label={number}
                  checked={id === kept}
                  disabled={busy || outcomes.size > 0}
                  onChange={() => setKept(id)}
                />
              }
              {...(outcome === undefined ? {} : { outcome: <Outcome text={outcome} /> })}
            />
          );
        })}
      </fieldset>
      {open.length === 0 && <Alert type="success" title="都已合并。" />}
      <Labelled id="merge-reason" label="合并理由">
        <Input.TextArea
          id="merge-reason"
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={reason}
          onChange={({ target: { value } }) => setReason(value)}
        />
      </Labelled>
    </DialogForm>
  );
}

function Outcome({ text }: { readonly text: string }) {
  return <strong style={{ display: 'block', color: text === DONE ? '#15803D' : '#B91C1C' }}>{text}</strong>;
}

async function outcomeOf(finding: FindingRecord, { id }: FindingRecord, reason: string): Promise<string> {
  try {
    await merge(finding, { kind: 'finding', id }, reason);
    return DONE;
  } catch (fault) {
    return asError(fault).message;
  }
}
