import './duplicates.css';
import { Button, Flex, Modal, Popconfirm, Tabs } from 'antd';
import { useState } from 'react';
import type { RowDecision, StagedRow } from '#core/contract/views-import.ts';
import { asError } from '../../../api/as-error.ts';
import { ask, useAsk } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { RowFilter } from '../import-address.ts';
import { DECIDED } from '../rows/kinds.ts';
import { useKey } from '../use-key.ts';
import { candidatesOf, type Candidate, choicesFor, recordFor } from './candidate.ts';
import { SideBySide } from './side-by-side.tsx';

interface DuplicatesDialogProps {
  readonly staged: string;
  /** 疑似重复 rows that are gone through. */
  readonly filter: RowFilter;
  /** Which of them comes first, from 0. */
  readonly start: number;
  readonly onClose: () => void;
}

/** 疑似重复 row by row: side by side with what it may be the same as, and a decision; or one decision for all that are left. */
export function DuplicatesDialog({ staged, filter, start, onClose }: DuplicatesDialogProps) {
  const [at, setAt] = useState(start);
  const [error, setError] = useState<Error | null>(null);
  const page = useAsk('import.rows', { staged, filter, offset: at, limit: 1 }, { keep: true });
  const open = useAsk(
    'import.rows',
    { staged, filter: { ...filter, decided: false }, offset: 0, limit: 1 },
    { keep: true },
  );
  const total = page.data?.total ?? 0;
  const left = open.data?.total ?? 0;
  const row = page.data?.rows[0] ?? null;

  const decide = async (target: StagedRow, decision: RowDecision | null, candidate: Candidate | null) => {
    setError(null);
    try {
      const existing = decision === null ? undefined : recordFor(decision, candidate);
      await ask('import.decideRows', {
        staged,
        select: { rows: [target.row] },
        decision,
        ...(existing === undefined ? {} : { existing }),
      });
      if (decision !== null && at + 1 < total) setAt(at + 1);
    } catch (fault) {
      setError(asError(fault));
    }
  };
  const decideAll = async (decision: RowDecision) => {
    setError(null);
    try {
      await ask('import.decideRows', { staged, select: { filter: { ...filter, decided: false } }, decision });
    } catch (fault) {
      setError(asError(fault));
    }
  };
  useKey((event) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    setAt((now) => Math.min(Math.max(now + (event.key === 'ArrowLeft' ? -1 : 1), 0), Math.max(total - 1, 0)));
  });
  return (
    <Modal
      open
      title={`疑似重复：逐条比对（共 ${total} 行，${left} 行待决定）`}
      onCancel={onClose}
      width={1000}
      style={{ top: 24 }}
      className="import-duplicates"
      footer={<Foot left={left} onAll={(decision) => void decideAll(decision)} onClose={onClose} />}
    >
      <Flex align="center" gap={8} wrap className="import-duplicates-head">
        <Button disabled={at === 0} onClick={() => setAt(at - 1)} title="Alt+←">
          上一条
        </Button>
        <span role="status">
          第 {total === 0 ? 0 : at + 1} / {total} 条
          {row !== null && row.decision !== null && `，已决定：${DECIDED[row.decision]}`}
        </span>
        <Button disabled={at + 1 >= total} onClick={() => setAt(at + 1)} title="Alt+→">
          下一条
        </Button>
        {row !== null && row.decision !== null && (
          <Button type="link" onClick={() => void decide(row, null, null)}>
            撤回这一决定
          </Button>
        )}
      </Flex>
      <RefusalAlert error={error ?? page.error} />
      {row !== null && <RowDecisions key={row.row} staged={staged} row={row} onDecide={decide} />}
    </Modal>
  );
}

interface RowDecisionsProps {
  readonly staged: string;
  readonly row: StagedRow;
  readonly onDecide: (row: StagedRow, decision: RowDecision, candidate: Candidate | null) => Promise<void>;
}

function RowDecisions({ staged, row, onDecide }: RowDecisionsProps) {
  const views = useAsk('import.candidates', { staged, row: row.row });
  const [chosen, setChosen] = useState(0);
  const candidates = candidatesOf(row, views.data ?? []);
  const candidate = candidates[chosen] ?? null;
  const choices = choicesFor(candidate);
  useKey((event) => {
    const choice = choices[Number(event.key) - 1];
    const isTyping = event.target instanceof HTMLInputElement;
    if (choice === undefined || choice.refused !== null || isTyping || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    void onDecide(row, choice.decision, candidate);
  });
  return (
    <>
      {row.why !== null && candidate?.kind !== 'record' && <p className="import-why">{row.why}</p>}
      <RefusalAlert error={views.error} />
      <Flex component="fieldset" gap={8} wrap className="import-decisions">
        <legend className="import-hidden">对第 {row.row} 行的决定</legend>
        {choices.map(({ decision, label, effect, refused }, index) => (
          <Button
            key={decision}
            {...(index === 0 ? { autoFocus: true } : {})}
            type={row.decision === decision ? 'primary' : 'default'}
            aria-pressed={row.decision === decision}
            disabled={refused !== null}
            title={refused ?? effect}
            onClick={() => void onDecide(row, decision, candidate)}
          >
            <kbd>{index + 1}</kbd> {label}
          </Button>
        ))}
      </Flex>
      {choices.some(({ refused }) => refused !== null) && (
        <p className="muted import-refused">
          {choices.flatMap(({ label, refused }) => (refused === null ? [] : [`“${label}”${refused}`])).join('；')}
        </p>
      )}
      {candidates.length > 1 && (
        <Tabs
          size="small"
          activeKey={String(chosen)}
          onChange={(key) => setChosen(Number(key))}
          items={candidates.map((one, index) => ({ key: String(index), label: nameOf(one) }))}
        />
      )}
      {candidate !== null && <SideBySide key={chosen} staged={staged} row={row} candidate={candidate} />}
    </>
  );
}

function nameOf(candidate: Candidate): string {
  if (candidate.kind === 'row') return `本表第 ${candidate.row} 行`;
  const metres = candidate.view?.distanceMetres ?? null;
  return metres === null ? candidate.record.number : `${candidate.record.number}（${metres} 米）`;
}

interface FootProps {
  readonly left: number;
  readonly onAll: (decision: RowDecision) => void;
  readonly onClose: () => void;
}

/** One decision for every row that is left; its number is named before it is taken. */
function Foot({ left, onAll, onClose }: FootProps) {
  const all = (decision: RowDecision, label: string) => (
    <Popconfirm
      key={decision}
      title={`待决定的 ${left} 行全部“${label}”？`}
      description="写入之前可以逐条改回。"
      okText={`${left} 行都这样`}
      cancelText="取消"
      onConfirm={() => onAll(decision)}
    >
      <Button size="small" disabled={left === 0}>
        {label}
      </Button>
    </Popconfirm>
  );
  return (
    <Flex gap={8} wrap align="center">
      <span>待决定的 {left} 行全部：</span>
      {all('same', '同一问题，不写入')}
      {all('new', '不是重复，按新增')}
      {all('update', '更新已登记的')}
      <Button type="primary" style={{ marginLeft: 'auto' }} onClick={onClose}>
        完成
      </Button>
    </Flex>
  );
}
