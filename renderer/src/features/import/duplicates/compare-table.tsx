import type { ReactNode } from 'react';
import type { DuplicateView } from '#core/contract/views-finding.ts';
import type { StagedRow } from '#core/contract/views-import.ts';
import type { Problem } from '#core/domain/finding/problem.ts';
import { PhotoThumb } from '../../finding/photo-thumb.tsx';
import { compared } from './compared.ts';

interface CompareTableProps {
  readonly row: StagedRow;
  readonly mine: Problem;
  readonly theirs: Problem;
  /** Head of the other column: number and state, or row of the sheet. */
  readonly head: ReactNode;
  readonly view: DuplicateView | null;
  readonly theirPictures: number;
}

/** This row and what it may be the same as, fact by fact; differences are marked by sign and weight. */
export function CompareTable({ row, mine, theirs, head, view, theirPictures }: CompareTableProps) {
  return (
    <table className="import-compare">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">本表第 {row.row} 行</th>
          <th scope="col">{head}</th>
        </tr>
      </thead>
      <tbody>
        {compared(mine, theirs).map(({ key, label, mine: own, theirs: other, differs }) => (
          <tr key={key} className={differs ? 'differs' : ''}>
            <th scope="row">
              {differs && (
                <span className="sign" title="不一致">
                  ≠
                </span>
              )}
              {label}
              {differs && <span className="import-hidden">（不一致）</span>}
            </th>
            <td>{own ?? <span className="muted">—</span>}</td>
            <td>{other ?? <span className="muted">—</span>}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">照片</th>
          <td>{row.pictures > 0 ? `表中图片 ${row.pictures} 张` : <span className="muted">没有</span>}</td>
          <td>
            {view?.photo != null ? (
              <PhotoThumb sha256={view.photo} alt={`${view.record.number} 的照片`} size={160} />
            ) : theirPictures > 0 ? (
              `表中图片 ${theirPictures} 张`
            ) : (
              <span className="muted">没有</span>
            )}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
