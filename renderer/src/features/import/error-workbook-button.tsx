import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import type { FileView } from '#core/contract/shell-routes.ts';
import type { ErrorWorkbookView } from '#core/contract/views-import.ts';
import { asError } from '../../api/as-error.ts';
import { ask } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { errorWorkbookName } from './error-workbook-name.ts';

/** What the button needs: the staging, and the name of the file that was handed in. */
export interface ErrorWorkbookButtonProps {
  readonly staged: string;
  readonly fileName: string;
  readonly disabled?: boolean;
}

/** 问题反馈表: asks where to, writes it, and says where it lies and what is in it. */
export function ErrorWorkbookButton({ staged, fileName, disabled = false }: ErrorWorkbookButtonProps) {
  const [file, setFile] = useState<FileView | null>(null);
  const [done, setDone] = useState<ErrorWorkbookView | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const write = async () => {
    setError(null);
    setDone(null);
    setBusy(true);
    try {
      const chosen = await askShell('shell.chooseSave', {
        purpose: 'workbook',
        suggestedName: errorWorkbookName(fileName),
      });
      if (chosen !== null) {
        setFile(chosen);
        setDone(await ask('import.errorWorkbook', { staged, file: chosen.token }));
      }
    } catch (fault) {
      setError(asError(fault));
    }
    setBusy(false);
  };
  const open = (route: 'shell.open' | 'shell.showInFolder') => {
    if (file !== null) askShell(route, { token: file.token }).catch((fault: unknown) => setError(asError(fault)));
  };
  return (
    <Flex vertical gap={8} align="flex-start">
      <Button disabled={disabled} loading={busy} onClick={() => void write()}>
        导出问题反馈表（.xlsx）
      </Button>
      <RefusalAlert error={error} />
      {done !== null && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={`已写出问题反馈表：${done.rows} 行有错误或提示，在原表上标色并加了批注`}
          description={
            <>
              <p style={{ margin: 0, overflowWrap: 'anywhere' }}>{done.path}</p>
              <p className="muted" style={{ margin: '4px 0' }}>
                交给填表人改好后，直接再次导入这个文件：只有改动过的行会写入。
              </p>
              <Flex gap={8}>
                <Button size="small" onClick={() => open('shell.open')}>
                  打开
                </Button>
                <Button size="small" onClick={() => open('shell.showInFolder')}>
                  在文件夹中显示
                </Button>
              </Flex>
            </>
          }
        />
      )}
    </Flex>
  );
}
