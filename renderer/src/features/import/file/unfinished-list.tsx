import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { asError } from '../../../api/as-error.ts';
import { ask, useAsk } from '../../../api/ask.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { minuteAt } from '../minute-at.ts';

/** Imports that were begun and neither written nor given up: go on with one, or give it up. */
export function UnfinishedList({ onResume }: { readonly onResume: (staged: string) => void }) {
  const unfinished = useAsk('import.unfinished', {});
  const [error, setError] = useState<Error | null>(null);
  const list = unfinished.data ?? [];
  if (list.length === 0) return <RefusalAlert error={unfinished.error ?? error} />;
  const discard = (staged: string) =>
    ask('import.discard', { staged }).catch((fault: unknown) => setError(asError(fault)));
  return (
    <section className="import-unfinished" aria-label="没有做完的导入">
      <h3>没有做完的导入</h3>
      <RefusalAlert error={unfinished.error ?? error} />
      <ul>
        {list.map(({ staged, fileName, sheet, startedAt }) => (
          <li key={staged}>
            <span className="import-unfinished-name">
              {fileName}
              <span className="muted">
                工作表「{sheet}」，{minuteAt(startedAt)} 开始
              </span>
            </span>
            <Button size="small" onClick={() => onResume(staged)} aria-label={`继续导入：${fileName}`}>
              继续
            </Button>
            <Popconfirm
              title={`放弃「${fileName}」的导入？`}
              description="已核对和改动的内容不再保留；文件本身和已登记的线索不受影响。"
              okText="放弃"
              cancelText="保留"
              onConfirm={() => discard(staged)}
            >
              <Button size="small" type="text" aria-label={`放弃导入：${fileName}`}>
                放弃
              </Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
    </section>
  );
}
