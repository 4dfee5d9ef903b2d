import { Flex, Segmented, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { TimelineEntry } from '#core/contract/views.ts';
import { localMinute } from '../../../ui/local-minute.ts';
import { ENTRY_KINDS, type EntryKind, kindOf, linesOf } from './entries.ts';
import { useAccountName, useTimeline } from './use-timeline.ts';

/** The history of a case: every event, who, when, why, what changed; newest first. */
export function Timeline({ id }: { readonly id: string }) {
  const entries = useTimeline(id);
  const accountName = useAccountName();
  const [kind, setKind] = useState<EntryKind | 'all'>('all');
  const counts = useMemo(() => countKinds(entries), [entries]);
  const shown = [...entries].reverse().filter((entry) => kind === 'all' || kindOf(entry) === kind);
  return (
    <>
      <Segmented
        className="no-print"
        size="small"
        aria-label="筛选办理经过"
        value={kind}
        onChange={(next) => setKind(next)}
        options={[
          { value: 'all' as const, label: `全部 ${entries.length}` },
          ...(Object.keys(ENTRY_KINDS) as EntryKind[]).map((value) => ({
            value,
            label: `${ENTRY_KINDS[value]} ${counts[value]}`,
            disabled: counts[value] === 0,
          })),
        ]}
      />
      <ol className="case-timeline" aria-label="办理经过">
        {shown.map((entry) => (
          <Entry key={entry.rev} entry={entry} entries={entries} accountName={accountName} />
        ))}
      </ol>
    </>
  );
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly entries: readonly TimelineEntry[];
  readonly accountName: (id: string) => string;
}

function Entry({ entry, entries, accountName }: EntryProps) {
  const { on, label, actorName, at, type } = entry;
  const lines = linesOf(entry, entries, accountName);
  return (
    <li>
      <span>{on}</span>
      <div>
        <Flex gap={8} align="baseline" wrap>
          <strong>{label}</strong>
          {type === 'case.corrected' && <Tag>更正</Tag>}
          <span>{actorName}</span>
          <span className="muted">录入 {localMinute(at)}</span>
        </Flex>
        {lines.length > 0 && (
          <dl>
            {lines.map(({ label: name, text }) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function countKinds(entries: readonly TimelineEntry[]): Readonly<Record<EntryKind, number>> {
  const counts = { handling: 0, deadline: 0, supervision: 0, record: 0 };
  for (const entry of entries) counts[kindOf(entry)]++;
  return counts;
}
