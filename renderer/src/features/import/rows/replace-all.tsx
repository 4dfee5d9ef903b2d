import { Button, Flex, Input } from 'antd';
import { useState } from 'react';

interface ReplaceAllProps {
  readonly letter: string;
  readonly from: string;
  readonly suggestion: string | null;
  readonly busy: boolean;
  readonly onReplace: (to: string) => void;
}

/** Puts another text into every cell of the column that reads the same. */
export function ReplaceAll({ letter, from, suggestion, busy, onReplace }: ReplaceAllProps) {
  const [to, setTo] = useState(suggestion ?? from);
  return (
    <details className="import-replace">
      <summary>把 {letter} 列里相同的内容一起改</summary>
      <Flex gap={6} align="center" style={{ marginTop: 6 }}>
        <Input
          size="small"
          aria-label={`${letter} 列里的“${from}”全部改为`}
          value={to}
          maxLength={1000}
          onChange={({ target }) => setTo(target.value)}
          onPressEnter={() => onReplace(to)}
        />
        <Button size="small" disabled={busy || to === from} onClick={() => onReplace(to)}>
          全部替换
        </Button>
      </Flex>
    </details>
  );
}
