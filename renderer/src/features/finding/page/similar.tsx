import { Button, Flex } from 'antd';
import { useState } from 'react';
import type { DuplicateView, RecordLink } from '#core/contract/views-finding.ts';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { DuplicateCard } from '../duplicate-card.tsx';
import { CompareDialog } from './compare-dialog.tsx';

interface SimilarProps {
  readonly finding: FindingRecord;
  /** The finding can be merged now. */
  readonly mergeable: boolean;
  readonly onMerge: (target: RecordLink) => void;
}

/** Records that may be the same problem, with what can be decided about each; those judged to be others below. */
export function Similar({ finding, mergeable, onMerge }: SimilarProps) {
  const similar = useAsk('finding.similar', { id: finding.id });
  const mark = useCommand('finding.markDistinct');
  const [comparing, setComparing] = useState<DuplicateView | null>(null);
  const open = (similar.data ?? []).filter(({ distinct }) => !distinct);
  const judged = (similar.data ?? []).filter(({ distinct }) => distinct);
  const judge = (otherId: string, distinct: boolean) => mark.mutate({ id: finding.id, otherId, distinct });
  return (
    <>
      <RefusalAlert error={similar.error ?? mark.error} />
      {open.length === 0 && <p className="muted">没有可能重复的线索或案件。</p>}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
        {open.map((view) => (
          <DuplicateCard
            key={view.record.id}
            view={view}
            actions={
              <>
                <Button
                  size="small"
                  aria-label={`与 ${view.record.number} 并排比较`}
                  onClick={() => setComparing(view)}
                >
                  并排比较
                </Button>
                <Button
                  size="small"
                  aria-label={`${view.record.number} 不是重复`}
                  onClick={() => judge(view.record.id, true)}
                >
                  不是重复
                </Button>
                <MergeButton target={view.mergeInto} mergeable={mergeable} onMerge={onMerge} />
                {view.reboundOf !== null && <span className="muted">已销号：立案时可选作反弹的原案</span>}
              </>
            }
          />
        ))}
      </ul>
      {judged.length > 0 && (
        <Flex vertical gap={4} style={{ marginTop: 8 }}>
          {judged.map(({ record }) => (
            <span key={record.id} className="muted">
              {record.number} 已判断不是重复{' '}
              <Button size="small" type="link" onClick={() => judge(record.id, false)}>
                撤回
              </Button>
            </span>
          ))}
        </Flex>
      )}
      {comparing !== null && (
        <CompareDialog finding={finding} other={comparing.record} onClose={() => setComparing(null)} />
      )}
    </>
  );
}

interface MergeButtonProps {
  readonly target: RecordLink | null;
  readonly mergeable: boolean;
  readonly onMerge: (target: RecordLink) => void;
}

function MergeButton({ target, mergeable, onMerge }: MergeButtonProps) {
  if (target === null || !mergeable) return null;
  return (
    <Button size="small" onClick={() => onMerge(target)}>
      合并到 {target.number}
    </Button>
  );
}
