import { Button, Flex, InputNumber } from 'antd';
import { useState } from 'react';
import type { StagedImport } from '#core/contract/views-import.ts';

interface HeaderRowsProps {
  readonly staged: StagedImport;
  readonly busy: boolean;
  readonly onHeader: (header: { readonly top: number; readonly bottom: number }) => void;
}

/** Most rows that a header has. */
const TALLEST = 9;

/** Which rows of the sheet are its header; another choice is read at once, since every column hangs on it. */
export function HeaderRows({ staged, busy, onHeader }: HeaderRowsProps) {
  const { headerTop, headerBottom } = staged;
  const [top, setTop] = useState(headerTop);
  const [bottom, setBottom] = useState(Math.max(headerTop, headerBottom));
  const isChanged = top !== headerTop || bottom !== headerBottom;
  return (
    <details className="import-header-rows">
      <summary>
        {headerBottom < headerTop ? '没有找到列名行，各列按内容识别' : headerLine(headerTop, headerBottom)}
      </summary>
      <TopRows rows={staged.top} top={top} bottom={bottom} />
      <Flex align="center" gap={6} wrap>
        <label htmlFor="import-header-top">列名在第</label>
        <InputNumber
          id="import-header-top"
          size="small"
          min={1}
          max={1_048_576}
          precision={0}
          value={top}
          disabled={busy}
          style={{ width: 76 }}
          onChange={(row) => {
            setTop(row ?? headerTop);
            setBottom((now) => Math.min(Math.max(now, row ?? headerTop), (row ?? headerTop) + TALLEST));
          }}
        />
        <label htmlFor="import-header-bottom">至</label>
        <InputNumber
          id="import-header-bottom"
          size="small"
          min={top}
          max={top + TALLEST}
          precision={0}
          value={bottom}
          disabled={busy}
          style={{ width: 76 }}
          onChange={(row) => setBottom(row ?? top)}
        />
        <span>行</span>
        <Button size="small" disabled={!isChanged || busy} onClick={() => onHeader({ top, bottom })}>
          按这些行重新识别
        </Button>
        <Button size="small" disabled={busy} onClick={() => onHeader({ top, bottom: top - 1 })}>
          没有列名行，第 {top} 行起就是数据
        </Button>
      </Flex>
    </details>
  );
}

function headerLine(top: number, bottom: number): string {
  return `列名在第 ${top === bottom ? top : `${top} 至 ${bottom}`} 行`;
}

interface TopRowsProps {
  readonly rows: StagedImport['top'];
  readonly top: number;
  readonly bottom: number;
}

/** The first rows as they stand in the file, those of the header marked. */
function TopRows({ rows, top, bottom }: TopRowsProps) {
  return (
    <table className="import-top-rows" aria-label="表的前几行">
      <tbody>
        {rows.map(({ row, texts }) => {
          const isHeader = row >= top && row <= bottom;
          return (
            <tr key={row} className={isHeader ? 'is-header' : ''}>
              <th scope="row">
                {row}
                {isHeader && <span className="import-tag">列名</span>}
              </th>
              <td>{texts.filter((text) => text !== '').join(' ｜ ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
