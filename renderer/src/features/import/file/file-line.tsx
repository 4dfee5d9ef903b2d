import { Select } from 'antd';
import type { SheetChoice, StagedImport } from '#core/contract/views-import.ts';

interface FileLineProps {
  readonly staged: StagedImport;
  readonly busy: boolean;
  readonly onSheet: (sheet: string) => void;
}

/** The chosen file in one line, with the choice of its sheet where it has several. */
export function FileLine({ staged: { fileName, sheet, sheets }, busy, onSheet }: FileLineProps) {
  const rows = sheets.find(({ name }) => name === sheet)?.dataRows ?? 0;
  return (
    <>
      <span className="import-file-name" title={fileName}>
        {fileName}
      </span>
      {sheets.length > 1 ? (
        <Select
          size="small"
          aria-label="工作表"
          value={sheet}
          disabled={busy}
          popupMatchSelectWidth={false}
          style={{ minWidth: 160, maxWidth: 320 }}
          onChange={onSheet}
          options={sheets.map((choice) => ({
            value: choice.name,
            label: sheetLabel(choice),
            title: choice.remark ?? '',
            disabled: choice.dataRows === 0 && choice.name !== sheet,
          }))}
        />
      ) : (
        <span className="muted">
          工作表「{sheet}」，{rows} 行数据
        </span>
      )}
      {sheets.length > 1 && <span className="muted">共 {sheets.length} 个工作表</span>}
    </>
  );
}

/** Name of a sheet, rows of data, and whether it is hidden in the file. */
function sheetLabel({ name, hidden, dataRows, remark }: SheetChoice): string {
  const rows = dataRows > 0 ? `${dataRows} 行数据` : (remark ?? '没有数据');
  return `${name}（${hidden ? '隐藏的工作表，' : ''}${rows}）`;
}
