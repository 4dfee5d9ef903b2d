import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { asError } from '../../api/as-error.ts';
import { askShell } from '../../api/shell.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import type { Making } from './use-make.ts';

/** What was written: open it, or see it in its folder; what is still missing in it. */
export function MadeAlert({ done }: { readonly done: NonNullable<Making['done']> }) {
  const [error, setError] = useState<Error | null>(null);
  const { file, made } = done;
  const open = (route: 'shell.open' | 'shell.showInFolder') => {
    askShell(route, { token: file.token }).catch((fault: unknown) => setError(asError(fault)));
  };
  const incomplete = made.documents.filter(({ missing }) => missing.length > 0).length;
  const [only] = made.documents;
  const what =
    made.documents.length === 1 && only !== undefined
      ? `${only.label}${only.number === null ? '' : ` ${only.number}`}`
      : `${made.documents.length} 份文书`;
  return (
    <>
      <Alert
        type={incomplete > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={`已保存${what}：${file.name}`}
        description={
          <>
            {incomplete > 0 && (
              <p style={{ margin: '0 0 4px' }}>
                {made.documents.length === 1
                  ? `其中还有待填的内容：${only?.missing.join('、') ?? ''}`
                  : `其中 ${incomplete} 份还有待填的内容，文中以黄色标出。`}
              </p>
            )}
            <Flex gap={8}>
              {!file.name.endsWith('.zip') && (
                <Button size="small" onClick={() => open('shell.open')}>
                  打开
                </Button>
              )}
              <Button size="small" onClick={() => open('shell.showInFolder')}>
                在文件夹中显示
              </Button>
            </Flex>
          </>
        }
      />
      <RefusalAlert error={error} />
    </>
  );
}
