import { Flex } from 'antd';
import type { RecordLink } from '#core/contract/views-finding.ts';
import { useAsk } from '../../../api/ask.ts';
import { linesOf } from './timeline-lines.ts';

/** The history of a finding: every event, who, when, why, what changed; newest first. */
export function Timeline({ id, linked }: { readonly id: string; readonly linked: readonly RecordLink[] }) {
  const entries = useAsk('finding.timeline', { id }).data ?? [];
  return (
    <ol className="finding-timeline" aria-label="办理经过">
      {[...entries].reverse().map((entry) => (
        <li key={entry.rev}>
          <span className="muted">{entry.on}</span>
          <div style={{ minWidth: 0 }}>
            <Flex gap={8} align="baseline" wrap>
              <strong>{entry.label}</strong>
              <span>{entry.actorName}</span>
              <span className="muted">录入 {new Date(entry.at).toLocaleString('sv-SE').slice(0, 16)}</span>
            </Flex>
            {linesOf(entry, linked).map(({ label, text }) => (
              <div key={label} style={{ overflowWrap: 'anywhere' }}>
                <span className="muted">{label}：</span>
                {text}
              </div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
