import { Button, Flex } from 'antd';
import { type DragEvent, useState } from 'react';
import type { FileView } from '#core/contract/shell-routes.ts';
import { askShell } from '../../../api/shell.ts';
import { JobLine } from '../job-line.tsx';
import type { Tracked } from '../use-tracked.ts';

interface FileStepProps {
  readonly tracked: Tracked;
  readonly onFile: (file: FileView) => Promise<void>;
}

/** Step 1 (选择文件): choose or drop a sheet; while it is read, how far that is. */
export function FileStep({ tracked, onFile }: FileStepProps) {
  const [over, setOver] = useState(false);
  const [receiving, setReceiving] = useState<string | null>(null);
  const { job, fail, clear } = tracked;
  const busy = job !== null || receiving !== null;

  const choose = async () => {
    clear();
    try {
      const [file] = await askShell('shell.chooseFiles', { purpose: 'workbook', multiple: false });
      if (file !== undefined) await onFile(file);
    } catch (fault) {
      fail(fault);
    }
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file === undefined || busy) return;
    clear();
    setReceiving(file.name);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await onFile(await askShell('shell.receiveFile', { name: file.name, bytes }));
    } catch (fault) {
      fail(fault);
    }
    setReceiving(null);
  };
  if (job !== null) return <JobLine job={job} />;
  return (
    // The zone only catches what is dropped; the button does the same by keyboard.
    <Flex
      vertical
      align="center"
      className={over ? 'import-drop over' : 'import-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <Button type="primary" size="large" loading={busy} onClick={() => void choose()}>
        选择表格
      </Button>
      <p>或把文件拖到这里。Excel（.xlsx、.xls）和 CSV（.csv）都可以，用您自己的表，不用改成模板。</p>
      <p className="muted">先核对，点“写入”之前什么都不会改动；同一份表再导入一次不会重复。</p>
    </Flex>
  );
}
