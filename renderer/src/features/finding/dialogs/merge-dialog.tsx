import { App, Input } from 'antd';
import { useState } from 'react';
import type { RecordLink as Target } from '#core/contract/views-finding.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { asError } from '../../../api/as-error.ts';
import { ask, useAsk } from '../../../api/ask.ts';
import { Combo } from '../../../ui/combo.tsx';
import type { ComboOption } from '../../../ui/combo-option.ts';
import { RecordLink } from '../record-link.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { ChangedMeanwhile, useOpenedRev } from './changed-meanwhile.tsx';
import { DialogForm, Labelled } from './dialog-form.tsx';

interface MergeDialogProps {
  readonly finding: FindingRecord;
  /** Chosen already (from the records that may be the same), or null: to be searched. */
  readonly target: Target | null;
  readonly onClose: () => void;
}

/** 合并: this finding goes into another finding or a case; both histories stay, and it can be put back. */
export function MergeDialog({ finding, target, onClose }: MergeDialogProps) {
  const { message } = App.useApp();
  const [into, setInto] = useState<Target | null>(target);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const opened = useOpenedRev(finding);
  const [error, setError] = useState<Error | null>(null);
  const submit = async () => {
    if (into === null) return;
    setBusy(true);
    setError(null);
    try {
      await merge({ id: finding.id, rev: opened.rev }, into, reason);
      void message.success(`${finding.number} 已合并到 ${into.number}`);
      onClose();
    } catch (fault) {
      setError(asError(fault));
      setBusy(false);
    }
  };
  return (
    <DialogForm
      title={`合并　${finding.number}`}
      verb={into === null ? '合并' : `合并到 ${into.number}`}
      busy={busy}
      error={error}
      ready={into !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ChangedMeanwhile changed={opened.changed && !busy} accept={opened.accept} />
      <span className="muted">合并后本线索不再单独办理，两边的经过都保留；合并错了可退回待核实。</span>
      {into === null || target === null ? (
        <Labelled id="merge-into" label="合并到哪条线索或案件">
          <TargetSearch not={finding.id} chosen={into} onChoose={setInto} />
        </Labelled>
      ) : (
        <div>
          合并到 <RecordLink target={into} />
        </div>
      )}
      <Labelled id="merge-reason" label="合并理由">
        <Input.TextArea
          id="merge-reason"
          autoFocus={target !== null}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={reason}
          onChange={({ target: { value } }) => setReason(value)}
        />
      </Labelled>
    </DialogForm>
  );
}

/** Merges one finding as it stands. */
export async function merge(
  { id, rev }: Pick<FindingRecord, 'id' | 'rev'>,
  target: Pick<Target, 'kind' | 'id'>,
  reason: string,
): Promise<void> {
  await ask('finding.act', {
    id,
    rev,
    act: { type: 'finding.merged', target: { kind: target.kind, id: target.id }, reason },
  });
}

interface TargetSearchProps {
  readonly not: string;
  readonly chosen: Target | null;
  readonly onChoose: (target: Target | null) => void;
}

type TargetOption = ComboOption & { readonly target: Target };

const FEW = { offset: 0, size: 8 };
const MOMENT_MS = 200;

function TargetSearch({ not, chosen, onChoose }: TargetSearchProps) {
  const [typed, setTyped] = useState('');
  const words = useDebounced(typed.trim(), MOMENT_MS);
  const enabled = words !== '' && chosen === null;
  const findings = useAsk('finding.list', { filter: {}, search: words, page: FEW }, { enabled, keep: true });
  const cases = useAsk('case.list', { filter: {}, search: words, page: FEW }, { enabled, keep: true });
  const options: readonly TargetOption[] = enabled
    ? [
        ...(cases.data?.rows ?? []).map(({ id, number, state, description }) =>
          option({ kind: 'case', id, number, state: state.handling }, description),
        ),
        ...(findings.data?.rows ?? [])
          .filter(({ id }) => id !== not)
          .map(({ id, number, state, description }) => option({ kind: 'finding', id, number, state }, description)),
      ]
    : [];
  return (
    <Combo
      id="merge-into"
      strict
      value={chosen === null ? typed : chosen.number}
      options={options}
      placeholder="编号、地点或文字"
      onText={(text) => {
        onChoose(null);
        setTyped(text);
      }}
      onPick={({ target }) => onChoose(target)}
    />
  );
}

function option(target: Target, description: string): TargetOption {
  return { key: target.id, text: `${target.number} ${description}`, target };
}
