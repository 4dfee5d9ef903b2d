import { Pagination } from 'antd';
import type { ExportEntryView } from '#core/contract/views-export.ts';
import { civilMinuteAt } from '#core/domain/deadline/civil-date.ts';
import { useAsk } from '../../api/ask.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { RefusalAlert } from '../../ui/refusal-alert.tsx';
import type { ExportPlace } from './use-export-address.ts';

const PAGE_SIZE = 20;

/** 导出记录: who exported what, when, which rows, and by what the file can be told. */
export function LogTab({ place }: { readonly place: ExportPlace }) {
  const { page } = place;
  const log = useAsk('ledger.exports', { page: { offset: (page - 1) * PAGE_SIZE, size: PAGE_SIZE } }, { keep: true });
  if (log.data?.total === 0)
    return (
      <EmptyHint why="还没有导出过。每次导出都会记在这里：谁、何时、哪张台账、什么条件、多少行，以及文件的校验值。" />
    );
  return (
    <>
      <RefusalAlert error={log.error} />
      <div className="export-table">
        <table aria-label="导出记录">
          <thead>
            <tr>
              {['时间', '导出人', '台账', '筛选条件', '行数', '内容', '文件', '校验值（SHA-256）'].map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(log.data?.rows ?? []).map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      {(log.data?.total ?? 0) > PAGE_SIZE && (
        <Pagination
          size="small"
          align="end"
          style={{ paddingTop: 6 }}
          current={page}
          pageSize={PAGE_SIZE}
          total={log.data?.total ?? 0}
          showSizeChanger={false}
          showTotal={(total) => `共 ${total} 次`}
          onChange={(next) => place.set({ page: String(next) })}
        />
      )}
    </>
  );
}

function Entry({ entry }: { readonly entry: ExportEntryView }) {
  const minute = civilMinuteAt(entry.at, -new Date(entry.at).getTimezoneOffset()).replace('T', ' ');
  return (
    <tr>
      <td className="nowrap">{minute}</td>
      <td className="nowrap">{entry.actorName}</td>
      <td>{entry.ledgerName}</td>
      <td>{entry.filterText}</td>
      <td className="number">{entry.rows}</td>
      <td>{contentText(entry)}</td>
      <td className="break">{entry.fileName}</td>
      <td className="hashes" title={`文件 ${entry.fileHash}\n各行 ${entry.rowsHash}\n链头 ${entry.head.hash}`}>
        文件 {entry.fileHash.slice(0, 16)}…
        <br />
        各行 {entry.rowsHash.slice(0, 16)}…
        <br />
        链头 {entry.head.device} 第 {entry.head.seq} 条
      </td>
    </tr>
  );
}

function contentText({ columns, photos, privacy, reportId, forEditing, scope }: ExportEntryView): string {
  return [
    columns === null ? '全部列' : `${columns.length} 列`,
    forEditing && '供填报',
    scope !== null && `分发给${scope.name}`,
    photos && '带照片',
    privacy === 'full' && '含电话',
    reportId !== null && '按取数',
  ]
    .filter((part) => part !== false)
    .join('，');
}
