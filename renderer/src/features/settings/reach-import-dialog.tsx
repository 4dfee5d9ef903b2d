import { Modal, Table } from 'antd';
import type { ReachSheetView } from '#core/contract/routes/people.ts';
import { CHIEF_LEVEL_LABELS } from '#core/domain/place/people.ts';
import { useCommand } from '../../api/ask.ts';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import { useSaved } from './use-saved.ts';

/** What a sheet of reaches holds, before it is written. */
export function ReachImportDialog({ sheet, onDone }: { readonly sheet: ReachSheetView; readonly onDone: () => void }) {
  const take = useCommand('people.importReaches');
  const saved = useSaved();
  const known = sheet.reaches.filter((reach) => reach.known).length;
  const write = () =>
    take.mutate(
      { reaches: sheet.reaches.map(({ row: _row, known: _known, ...reach }) => reach) },
      {
        onSuccess: ({ created, updated, unchanged }) => {
          saved(`新增 ${created} 条，更新 ${updated} 条，无变化 ${unchanged} 条`);
          onDone();
        },
      },
    );
  return (
    <Modal
      open
      width={960}
      title={`核对「${sheet.fileName}」工作表「${sheet.sheet}」`}
      okText={`写入 ${sheet.reaches.length} 条（其中 ${known} 条已有，按表更新）`}
      okButtonProps={{ disabled: sheet.reaches.length === 0 }}
      confirmLoading={take.isPending}
      onOk={write}
      onCancel={onDone}
    >
      <RefusalAlert error={take.error} />
      <Table
        size="small"
        rowKey="row"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={[...sheet.reaches]}
        columns={[
          { title: '行', dataIndex: 'row', width: 60, align: 'right' },
          { title: '河流', dataIndex: 'river' },
          { title: '河段', dataIndex: 'name' },
          { title: '镇街代码', dataIndex: 'townCode', width: 110 },
          { title: '村', dataIndex: 'village' },
          { title: '级别', width: 70, render: (_value, { level }) => CHIEF_LEVEL_LABELS[level] },
          { title: '河长', dataIndex: 'chiefName' },
          { title: '职务', dataIndex: 'chiefPost' },
          { title: '', width: 60, render: (_value, row) => (row.known ? '已有' : '新增') },
        ]}
      />
      {sheet.problems.length > 0 && (
        <>
          <p style={{ marginBottom: 4 }}>这些行没有取：</p>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {sheet.problems.map(({ row, message }) => (
              <li key={row}>
                第 {row} 行：{message}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}
