import { Alert, Modal, Table, Tabs } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type BatchDetail, UNDO_GROUPS, type UndoCounts, type UndoRowView } from '#core/contract/views-import.ts';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { EmptyHint } from '../../../ui/empty-hint.tsx';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import { RecordState } from '../../finding/record-link.tsx';

type Group = (typeof UNDO_GROUPS)[number];

interface UndoDialogProps {
  readonly batch: Pick<BatchDetail, 'id' | 'fileName'>;
  readonly onDone: (counts: UndoCounts) => void;
  readonly onClose: () => void;
}

const TITLES: Readonly<Record<Group, string>> = { withdrawn: '撤回', putBack: '恢复', kept: '保留' };
const NOTES: Readonly<Record<Group, string>> = {
  withdrawn:
    '这一批新增、导入后没有人办理过的线索：状态改为「已撤回导入」，编号不再使用，履历和照片留在原处，列表、统计和查重不再计入。',
  putBack: '这一批更新过的线索：仍是导入时所写的内容改回导入前的；导入后又改过的项目保留现在的内容。',
  kept: '已经办理过，或导入后内容又改过的线索：全部保留，不受撤销影响。',
};
const PAGE = 20;

/** 撤销导入: what would happen, group by group, and the confirmation. */
export function UndoDialog({ batch: { id, fileName }, onDone, onClose }: UndoDialogProps) {
  const [chosen, setChosen] = useState<Group | null>(null);
  const counts = useAsk('import.undoPreview', { batch: id, group: 'withdrawn', offset: 0, limit: PAGE });
  const undo = useCommand('import.undo');
  const first = counts.data === undefined ? 'withdrawn' : fullest(counts.data.counts);
  const group = chosen ?? first;
  return (
    <Modal
      open
      title={`撤销导入「${fileName}」`}
      width={1000}
      style={{ top: 40 }}
      okText="撤销这次导入"
      okButtonProps={{ danger: true, loading: undo.isPending, disabled: counts.data === undefined }}
      cancelText="不撤销"
      onCancel={onClose}
      onOk={() => undo.mutate({ batch: id }, { onSuccess: onDone })}
      destroyOnHidden
    >
      <RefusalAlert error={counts.error ?? undo.error} />
      <Tabs
        size="small"
        activeKey={group}
        onChange={(key) => setChosen(UNDO_GROUPS.find((one) => one === key) ?? null)}
        items={UNDO_GROUPS.map((key) => ({
          key,
          label: `${TITLES[key]} ${counts.data?.counts[key] ?? '…'}`,
          children: <GroupTable batch={id} group={key} />,
        }))}
      />
      {(counts.data?.counts.unlinked ?? 0) > 0 && (
        <p className="muted">
          另有 {counts.data?.counts.unlinked} 行只与已登记的线索关联（同一问题、无变化），撤销后解除关联。
        </p>
      )}
      <Alert
        type="warning"
        showIcon
        style={{ marginTop: 8 }}
        title="撤销以后不能再恢复这个批次。改好的文件可以随时重新导入，结果与从未导入过这一份相同；原文件的副本仍然保留。"
      />
    </Modal>
  );
}

/** The group that is looked at first. */
function fullest({ withdrawn, putBack }: UndoCounts): Group {
  if (withdrawn > 0) return 'withdrawn';
  return putBack > 0 ? 'putBack' : 'kept';
}

function GroupTable({ batch, group }: { readonly batch: string; readonly group: Group }) {
  const [page, setPage] = useState(1);
  const rows = useAsk('import.undoPreview', { batch, group, offset: (page - 1) * PAGE, limit: PAGE }, { keep: true });
  return (
    <>
      <p style={{ margin: '0 0 8px' }}>{NOTES[group]}</p>
      <RefusalAlert error={rows.error} />
      <Table<UndoRowView>
        size="small"
        rowKey="row"
        loading={rows.isPending}
        dataSource={[...(rows.data?.rows ?? [])]}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: rows.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: setPage,
        }}
        locale={{ emptyText: <EmptyHint why={`没有要${TITLES[group]}的线索。`} /> }}
        scroll={{ y: 260 }}
        columns={[
          { title: '表中行', dataIndex: 'row', width: 70, align: 'right' },
          {
            title: '线索',
            width: 165,
            render: (_value, { finding }) => <Link to={`/findings/${finding.id}`}>{finding.number}</Link>,
          },
          { title: '状态', width: 112, render: (_value, { finding }) => <RecordState target={finding} /> },
          { title: '问题描述', dataIndex: 'description', ellipsis: true },
          ...(group === 'withdrawn'
            ? []
            : [
                { title: REASONS[group], width: 380, render: (_value: unknown, row: UndoRowView) => <Why row={row} /> },
              ]),
        ]}
      />
    </>
  );
}

const REASONS = { putBack: '改回的内容', kept: '保留的原因' } as const;

function Why({ row: { reasons, changes, keptFields, later } }: { readonly row: UndoRowView }) {
  return (
    <ul className="import-undo-why">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
      {changes.map(({ label, from, to }) => (
        <li key={label}>
          {label}：<del>{from || '（空）'}</del> → {to || '（空）'}
        </li>
      ))}
      {keptFields.map(({ label, now }) => (
        <li key={label}>
          {label}：导入后又改过，保留「{now || '（空）'}」
        </li>
      ))}
      {later.map((name) => (
        <li key={name} className="muted">
          后来由《{name}》更新过
        </li>
      ))}
    </ul>
  );
}
