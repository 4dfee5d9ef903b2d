import { Empty } from 'antd';
import type { ReactNode } from 'react';

interface EmptyHintProps {
  /** Why there is nothing. */
  readonly why: ReactNode;
  /** One way on, usually a button. */
  readonly next?: ReactNode;
}

/** An empty place that says why, and what to do next. */
export function EmptyHint({ why, next }: EmptyHintProps) {
  return (
    <Empty image={null} description={<span className="muted">{why}</span>} style={{ padding: '32px 0' }}>
      {next}
    </Empty>
  );
}
