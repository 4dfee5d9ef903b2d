import { Flex } from 'antd';
import type { ReactNode } from 'react';

interface PageHeadProps {
  readonly title: ReactNode;
  /** A quiet line beside the title, e.g. a count. */
  readonly note?: ReactNode;
  /** Buttons on the right. */
  readonly actions?: ReactNode;
}

/** Head of a page: its one `h1`, a note and its actions. */
export function PageHead({ title, note, actions }: PageHeadProps) {
  return (
    <Flex align="center" gap={12} wrap style={{ minHeight: 40, marginBottom: 8 }}>
      <h1 style={{ fontSize: 18, fontWeight: 600, margin: 0 }}>{title}</h1>
      {note !== undefined && <span className="muted">{note}</span>}
      <Flex gap={8} wrap style={{ marginLeft: 'auto' }}>
        {actions}
      </Flex>
    </Flex>
  );
}
