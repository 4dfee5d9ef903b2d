import { Alert, Button, Flex } from 'antd';
import type { Ref } from 'react';
import type { DuplicateView, RecordLink } from '#core/contract/views-finding.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { DuplicateCard } from '../duplicate-card.tsx';

interface NearPanelProps {
  readonly near: readonly DuplicateView[];
  /** Why they could not be asked for. */
  readonly error: Error | null;
  /** Keys of the records judged to be others (不是重复). */
  readonly distinct: readonly string[];
  readonly mergeInto: RecordLink | null;
  /** Saving was tried while something was undecided. */
  readonly warned: boolean;
  readonly onDistinct: (id: string, distinct: boolean) => void;
  readonly onMerge: (target: RecordLink | null) => void;
  readonly panelRef: Ref<HTMLElement>;
}

/** Records near the problem that is being typed, each with what can be decided about it before saving. */
export function NearPanel(props: NearPanelProps) {
  const { near, error, distinct, mergeInto, warned, onDistinct, onMerge, panelRef } = props;
  const open = near.filter(({ record }) => !distinct.includes(record.id));
  const judged = near.filter(({ record }) => distinct.includes(record.id));
  return (
    <section ref={panelRef} aria-label="附近的记录" style={{ minWidth: 0 }}>
      <h2 style={{ fontSize: 14, margin: '0 0 8px' }}>附近的记录{open.length > 0 && `（${open.length}）`}</h2>
      {warned && open.length > 0 && mergeInto === null && (
        <Alert
          type="warning"
          role="alert"
          title="附近还有没有判断的记录"
          description="请在下面逐条判断；确认都不是同一问题的，再按一次 Ctrl+Enter 直接登记。"
          style={{ marginBottom: 8 }}
        />
      )}
      <RefusalAlert error={error} />
      {open.length === 0 && error === null && (
        <p className="muted" style={{ marginTop: 0 }}>
          填写类别，以及坐标或镇街之后，这里列出可能是同一问题的线索和案件。
        </p>
      )}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
        {open.map((view) => (
          <DuplicateCard
            key={view.record.id}
            view={view}
            actions={<Decisions view={view} mergeInto={mergeInto} onDistinct={onDistinct} onMerge={onMerge} />}
          />
        ))}
      </ul>
      {judged.length > 0 && (
        <Flex vertical gap={4} style={{ marginTop: 12 }}>
          {judged.map(({ record }) => (
            <span key={record.id} className="muted">
              {record.number} 不是重复{' '}
              <Button size="small" type="link" onClick={() => onDistinct(record.id, false)}>
                撤回
              </Button>
            </span>
          ))}
        </Flex>
      )}
    </section>
  );
}

type DecisionsProps = Pick<NearPanelProps, 'mergeInto' | 'onDistinct' | 'onMerge'> & { readonly view: DuplicateView };

function Decisions({ view, mergeInto, onDistinct, onMerge }: DecisionsProps) {
  const { record, mergeInto: target, reboundOf } = view;
  if (target !== null && mergeInto?.id === target.id)
    return (
      <>
        <span>登记后合并到 {target.number}</span>
        <Button size="small" onClick={() => onMerge(null)}>
          取消合并
        </Button>
      </>
    );
  return (
    <>
      <Button size="small" aria-label={`${record.number} 不是重复`} onClick={() => onDistinct(record.id, true)}>
        不是重复
      </Button>
      {target !== null && (
        <Button size="small" onClick={() => onMerge(target)}>
          合并到 {target.number}
        </Button>
      )}
      {reboundOf !== null && <span className="muted">已销号：登记后立案时可选作反弹的原案</span>}
    </>
  );
}
