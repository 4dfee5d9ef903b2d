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
    <div style={{ padding: '32px 16px', textAlign: 'center' }}>
      <p className="muted" style={{ marginTop: 0 }}>
        {why}
      </p>
      {next}
    </div>
  );
}
