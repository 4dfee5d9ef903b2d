import { Alert, Button, Card, Flex, Steps, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FileView } from '#core/contract/shell-routes.ts';
import type { ImportView, StagedImport } from '#core/contract/views.ts';
import { asError } from '../../api/as-error.ts';
import { ask } from '../../api/ask.ts';
import { askShell } from '../../api/shell.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { findingListAddress } from '../../ui/list-address.ts';
import { BatchList } from './batch-list.tsx';
import { StagedCheck } from './staged-check.tsx';

/** Most rows that an address names one by one; beyond that the batch is opened from the list below. */
const MOST_IN_ADDRESS = 300;

/** 导入: choose a sheet → check what it would do → write it in one step. Nothing is written before. */
export default function ImportPage() {
  const [staged, setStaged] = useState<StagedImport | null>(null);
  const [done, setDone] = useState<ImportView | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(asError(fault));
    }
    setBusy(false);
  };
  const read = (file: FileView) =>
    attempt(async () => {
      setDone(null);
      setStaged(await ask('import.stage', { file: file.token }));
    });
  const choose = () =>
    attempt(async () => {
      const [file] = await askShell('shell.chooseFiles', { purpose: 'workbook', multiple: false });
      if (file !== undefined) await read(file);
    });
  const drop = (files: FileList) =>
    attempt(async () => {
      const [file] = files;
      if (file === undefined) return;
      const bytes = new Uint8Array(await file.arrayBuffer());
      await read(await askShell('shell.receiveFile', { name: file.name, bytes }));
    });
  const write = () =>
    attempt(async () => {
      if (staged === null) return;
      setDone(await ask('import.commit', { staged: staged.staged }));
      setStaged(null);
    });

  return (
    <>
      <PageHead title="导入" note="按巡查人员自己的表读取：标题、合计、签字行自动略过，列名自动识别" />
      <Steps
        size="small"
        current={done !== null ? 2 : staged !== null ? 1 : 0}
        items={[{ title: '选择表格' }, { title: '核对' }, { title: '写入' }]}
        style={{ maxWidth: 560, marginBottom: 12 }}
      />
      <RefusalAlert error={error} />
      {done !== null && <Done view={done} />}
      {staged === null ? (
        <section
          aria-label="选择表格"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void drop(event.dataTransfer.files);
          }}
          style={{
            border: '1px dashed #94A3B8',
            background: '#fff',
            padding: '32px 16px',
            textAlign: 'center',
            margin: '12px 0',
          }}
        >
          <Button type="primary" loading={busy} onClick={() => void choose()}>
            选择表格（.xlsx）
          </Button>
          <p className="muted" style={{ marginBottom: 0 }}>
            也可以把文件拖到这里。先核对，确认后才写入；同一份表再导入一次不会重复。
          </p>
        </section>
      ) : (
        <StagedCheck staged={staged} busy={busy} onWrite={() => void write()} onDiscard={() => setStaged(null)} />
      )}
      <BatchList />
    </>
  );
}

function Done({ view }: { readonly view: ImportView }) {
  const { created, updated, unchanged, suspect, failed, findingIds, refusals } = view;
  return (
    <Card size="small" style={{ margin: '12px 0' }}>
      <Alert
        type="success"
        showIcon
        role="status"
        title={`已写入：新增 ${created} 条，更新 ${updated} 条；无变化 ${unchanged} 条。疑似重复 ${suspect} 条、有错误 ${failed} 条没有写入。`}
      />
      {findingIds.length > 0 && (
        <Flex gap={12} style={{ marginTop: 8 }}>
          <Link
            to={findingListAddress(
              findingIds.length <= MOST_IN_ADDRESS ? { ids: findingIds } : { batchId: [view.batchId] },
            )}
          >
            打开这 {findingIds.length} 条线索
          </Link>
        </Flex>
      )}
      {refusals.length > 0 && (
        <Table
          size="small"
          rowKey={({ row, message }) => `${row}:${message}`}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          style={{ marginTop: 8 }}
          dataSource={[...refusals]}
          columns={[
            { title: '表中行号', dataIndex: 'row', width: 100, align: 'right' },
            { title: '没有写入的原因', dataIndex: 'message' },
          ]}
        />
      )}
    </Card>
  );
}
