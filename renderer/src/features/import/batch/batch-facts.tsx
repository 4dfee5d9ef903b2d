import { Descriptions } from 'antd';
import type { BatchDetail } from '#core/contract/views-import.ts';
import { minuteAt } from '../minute-at.ts';
import { BATCH_STATES, bytesText, COPY_TEXTS, undoneText, workedText, writtenText } from './batch-words.ts';

/** What a batch was: who, when, which file, what came of it. */
export function BatchFacts({ batch }: { readonly batch: BatchDetail }) {
  const { createdAt, actorName, sheet, fileName, fileSize, fileHash, copy, undone, undoneAt, undoneBy } = batch;
  const items = [
    { key: 'when', label: '导入', children: `${minuteAt(createdAt)}，${actorName}` },
    { key: 'state', label: '状态', children: BATCH_STATES[batch.state] },
    { key: 'file', label: '文件', children: `${fileName}（${bytesText(fileSize)}）` },
    { key: 'sheet', label: '工作表', children: sheet },
    { key: 'rows', label: '结果', children: writtenText(batch) },
    {
      key: 'worked',
      label: '后续',
      children: workedText(batch),
    },
    { key: 'copy', label: '原文件', children: COPY_TEXTS[copy] },
    {
      key: 'hash',
      label: '校验值',
      children: (
        <span className="import-hash" title="SHA-256">
          {fileHash}
        </span>
      ),
    },
  ];
  const ended =
    undone === null || undoneAt === null
      ? []
      : [
          {
            key: 'undone',
            label: '撤销',
            span: 2,
            children: `${minuteAt(undoneAt)}，${undoneBy ?? ''}：${undoneText(undone)}`,
          },
        ];
  return <Descriptions size="small" bordered column={2} items={[...items, ...ended]} className="import-batch-facts" />;
}
