import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { ClockWorking } from '#core/contract/views.ts';
import { clockText } from '#core/domain/case/case-event-words.ts';
import type { CaseRecord } from '#core/domain/case/case-record.ts';
import { suspensionsInWords } from '#core/domain/case/suspension-reasons.ts';
import { explainDue } from '#core/domain/deadline/due.ts';
import { termText } from '#core/domain/deadline/working.ts';
import { useAsk } from '../../../api/ask.ts';
import { Deadline, useCalendar } from '../../../ui/deadline.tsx';
import { WorkingDialog } from './working-dialog.tsx';

/** Every clock of a case: what runs with colour and words, what has stopped below; each opens its day-by-day working. */
export function Clocks({ record }: { readonly record: CaseRecord }) {
  const running = useAsk('case.working', { id: record.id }).data ?? [];
  const calendar = useCalendar();
  const [open, setOpen] = useState<ClockWorking | null>(null);
  const { clocks, suspensions } = record.facts;
  const stopped = useMemo(() => clocks.filter(({ stoppedOn }) => stoppedOn !== null), [clocks]);
  const since = suspensions.find(({ to }) => to === null)?.from ?? null;
  const suspended = record.state.clock === 'suspended' ? since : null;
  return (
    <>
      {running.length === 0 && <p className="muted">现在没有在计的时限。</p>}
      {running.map((working) => (
        <ClockLine
          key={working.clock.id}
          working={working}
          suspendedSince={suspended}
          onOpen={() => setOpen(working)}
        />
      ))}
      {stopped.length > 0 && calendar !== null && (
        <details style={{ marginTop: 8 }}>
          <summary>已停止的时限 {stopped.length} 项</summary>
          {stopped.map((clock) => {
            const working = { clock, ...explainDue(clock, suspensionsInWords(suspensions), calendar) };
            return <ClockLine key={clock.id} working={working} suspendedSince={null} onOpen={() => setOpen(working)} />;
          })}
        </details>
      )}
      {open !== null && <WorkingDialog working={open} record={record} onClose={() => setOpen(null)} />}
    </>
  );
}

interface ClockLineProps {
  readonly working: ClockWorking;
  readonly suspendedSince: string | null;
  readonly onOpen: () => void;
}

function ClockLine({ working, suspendedSince, onOpen }: ClockLineProps) {
  const { clock, due } = working;
  const name = clockText(clock.id);
  const end = due.dueAt?.replace('T', ' ') ?? due.dueOn;
  return (
    <div className="case-clock">
      <strong>{name}</strong>
      <span>
        {clock.stoppedOn === null ? (
          <Deadline due={due} suspendedSince={due.dueOn === null ? suspendedSince : null} />
        ) : (
          <span className="muted">已于 {clock.stoppedOn} 停止</span>
        )}
        {end !== null && <span>　至 {end}</span>}
        {due.originalDueOn !== null && due.originalDueOn !== due.dueOn && (
          <span className="muted">　原期限至 {due.originalDueOn}</span>
        )}
        <br />
        <span className="muted">
          自 {clock.startedAt?.replace('T', ' ') ?? clock.startedOn} 起，{termText(clock.term)}
          {clock.extensions.length > 0 && `，延期 ${clock.extensions.map(termText).join('、')}`}；依据：{clock.basis}
        </span>
      </span>
      <Button size="small" className="no-print" onClick={onOpen} aria-label={`${name}逐日计算`}>
        逐日计算
      </Button>
    </div>
  );
}
