import { Tabs } from 'antd';
import { useState } from 'react';
import type { LedgerPreview, PreviewSheet } from '#core/contract/views-export.ts';

interface ExportPreviewProps {
  readonly preview: LedgerPreview;
  /** An older answer is shown while a new one is made. */
  readonly stale: boolean;
}

/** The first rows of every sheet, as they would be printed. */
export function ExportPreview({ preview, stale }: ExportPreviewProps) {
  const { sheets } = preview;
  const [shown, setShown] = useState('0');
  const sheet = sheets[Number(shown)] ?? sheets[0];
  if (sheet === undefined) return null;
  return (
    <div className="export-preview" aria-busy={stale}>
      {sheets.length > 1 && (
        <Tabs
          size="small"
          activeKey={sheets[Number(shown)] === undefined ? '0' : shown}
          onChange={setShown}
          items={sheets.map(({ sheetName }, at) => ({ key: String(at), label: sheetName }))}
          tabBarStyle={{ margin: 0 }}
        />
      )}
      {/* Scrolled by the arrow keys too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must take the focus */}
      <section className="export-paper" tabIndex={0} aria-label={`预览：${sheet.sheetName}`}>
        <div className="export-title">{sheet.title}</div>
        <Rows sheet={sheet} />
        <p className="muted">
          {sheet.rows.length === 0 ? '没有一行符合。' : `以上为前 ${sheet.rows.length} 行。`}
          表后印有件数、筛选条件、导出时间、导出人和日志链头，以及以下填表说明：
        </p>
        <ol className="muted">
          {sheet.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Rows({ sheet }: { readonly sheet: PreviewSheet }) {
  const { columns, rows } = sheet;
  const spans: { readonly group: string | null; readonly keys: string[] }[] = [];
  for (const { key, group } of columns) {
    const last = spans.at(-1);
    if (last !== undefined && group !== null && last.group === group) last.keys.push(key);
    else spans.push({ group, keys: [key] });
  }
  const grouped = spans.some(({ group }) => group !== null);
  return (
    <table>
      <colgroup>
        {columns.map(({ key, width }) => (
          <col key={key} style={{ width: Math.round(width * 7) + 6 }} />
        ))}
      </colgroup>
      <thead>
        {grouped && (
          <tr>
            {spans.map(({ group, keys }) => {
              const [first = ''] = keys;
              return group === null ? (
                <th key={first} rowSpan={2} scope="col" className={openAt(columns, first)}>
                  {columns.find(({ key }) => key === first)?.header}
                </th>
              ) : (
                <th key={first} colSpan={keys.length} scope="colgroup">
                  {group}
                </th>
              );
            })}
          </tr>
        )}
        <tr>
          {columns
            .filter(({ group }) => !grouped || group !== null)
            .map(({ key, header }) => (
              <th key={key} scope="col" className={openAt(columns, key)}>
                {header}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          <tr key={at}>
            {cells.map((cell, place) => (
              <td key={columns[place]?.key ?? place} style={{ textAlign: columns[place]?.align }}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column that may be filled in is told from the others; its name is said beside the choice. */
function openAt(columns: PreviewSheet['columns'], key: string): string | undefined {
  return columns.find((column) => column.key === key)?.open === true ? 'open' : undefined;
}
