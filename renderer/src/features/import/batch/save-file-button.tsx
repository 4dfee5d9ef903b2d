import { Button } from 'antd';
import { useState } from 'react';
import type { BatchDetail } from '#core/contract/views-import.ts';
import { asError } from '../../../api/as-error.ts';
import { ask } from '../../../api/ask.ts';
import { askShell } from '../../../api/shell.ts';

interface SaveFileButtonProps {
  readonly batch: Pick<BatchDetail, 'id' | 'fileName' | 'copy'>;
  /** Where it was saved. */
  readonly onSaved: (path: string) => void;
  readonly onError: (error: Error | null) => void;
}

/** 另存原文件: asks where to, and writes the kept copy there. */
export function SaveFileButton({ batch: { id, fileName, copy }, onSaved, onError }: SaveFileButtonProps) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    onError(null);
    try {
      const chosen = await askShell('shell.chooseSave', { purpose: 'original', suggestedName: fileName });
      if (chosen !== null) onSaved((await ask('import.saveFile', { batch: id, file: chosen.token })).path);
    } catch (fault) {
      onError(asError(fault));
    }
    setBusy(false);
  };
  return (
    <Button disabled={copy !== 'kept'} loading={busy} onClick={() => void save()}>
      另存原文件
    </Button>
  );
}
