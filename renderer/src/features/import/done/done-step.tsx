import { Alert, Button, Flex } from 'antd';
import { Link } from 'react-router';
import type { ImportView } from '#core/contract/views-import.ts';
import { findingListAddress } from '../../../ui/list-address.ts';
import type { FinishedImport } from '../current-import.ts';
import { ErrorWorkbookButton } from '../error-workbook-button.tsx';
import { PhotoMatch } from '../photo-match.tsx';

interface DoneStepProps {
  readonly finished: FinishedImport;
  readonly onClose: () => void;
}

/** Most rows that an address names one by one; beyond that the batch is opened. */
const MOST_IN_ADDRESS = 300;

/** What was written, with a link to exactly these rows; what was left out and why; then the photos. */
export function DoneStep({ finished: { view, staged, fileName }, onClose }: DoneStepProps) {
  const { created, updated, findingIds, refusals, batchId, failed, suspect } = view;
  const address =
    findingIds.length <= MOST_IN_ADDRESS
      ? findingListAddress({ ids: findingIds })
      : findingListAddress({ batchId: [batchId] });
  return (
    <section className="import-done" aria-label="导入结果">
      <Alert
        type="success"
        showIcon
        role="status"
        title={writtenLine(created, updated)}
        description={
          <>
            <LeftOut view={view} />
            <Flex gap={12} wrap style={{ marginTop: 8 }}>
              {findingIds.length > 0 && (
                <Link to={address} className="ant-btn ant-btn-primary import-open-rows">
                  打开这 {findingIds.length} 条线索
                </Link>
              )}
              <Button onClick={onClose}>导入另一份表</Button>
            </Flex>
          </>
        }
      />
      {refusals.length > 0 && (
        <details className="import-refusals" open={refusals.length <= 20}>
          <summary>没有写入的 {refusals.length} 行及原因</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">表中行号</th>
                <th scope="col">没有写入的原因</th>
              </tr>
            </thead>
            <tbody>
              {refusals.map(({ row, message }) => (
                <tr key={`${row}:${message}`}>
                  <th scope="row">{row}</th>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {failed + suspect > 0 && <ErrorWorkbookButton staged={staged} fileName={fileName} />}
      <Pictures view={view} />
      {created + updated > 0 && (
        <section className="import-photos" aria-labelledby="import-photos-title">
          <h3 id="import-photos-title">
            另有照片？<span className="muted">照片文件夹或压缩包可以现在归到这些线索</span>
          </h3>
          <PhotoMatch batchId={batchId} />
        </section>
      )}
    </section>
  );
}

function writtenLine(created: number, updated: number): string {
  const parts = [...(created > 0 ? [`新增 ${created} 条`] : []), ...(updated > 0 ? [`更新 ${updated} 条`] : [])];
  return parts.length === 0 ? '没有要写入的内容' : `已写入：${parts.join('，')}`;
}

/** What was not written, in counts. */
function LeftOut({ view: { unchanged, suspect, failed, leftOut } }: { readonly view: ImportView }) {
  const parts = [
    ...(unchanged > 0 ? [`无变化 ${unchanged} 行`] : []),
    ...(suspect > 0 ? [`疑似重复、尚未决定 ${suspect} 行`] : []),
    ...(failed > 0 ? [`有错误 ${failed} 行`] : []),
    ...(leftOut > 0 ? [`不写入（未勾选或同一问题） ${leftOut} 行`] : []),
  ];
  if (parts.length === 0) return <>全部行都已写入。</>;
  const again = suspect + failed > 0 ? ' 改好后再导入同一份表即可，已写入的不会重复。' : '';
  return (
    <>
      没有写入：{parts.join('，')}。{again}
    </>
  );
}

/** What became of the pictures in the sheet. */
function Pictures({ view: { photos } }: { readonly view: ImportView }) {
  const { found, attached, known, unplaced, left } = photos;
  if (found === 0) return null;
  const parts = [
    `已挂接 ${attached} 张`,
    ...(known > 0 ? [`早已挂上 ${known} 张`] : []),
    ...(unplaced > 0 ? [`没有归位 ${unplaced} 张`] : []),
  ];
  return (
    <Alert
      type={unplaced > 0 ? 'warning' : 'info'}
      showIcon
      title={`表中图片 ${found} 张：${parts.join('，')}`}
      description={
        left.length === 0 ? undefined : (
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {left.map(({ place, reason }) => (
              <li key={place}>
                {place}：{reason}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
