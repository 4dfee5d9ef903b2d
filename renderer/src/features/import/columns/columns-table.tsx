import type { StagedColumn } from '#core/contract/views-import.ts';
import type { ImportField } from '#core/domain/spreadsheet/fields.ts';
import { FIELD_RULES } from '#core/domain/spreadsheet/error-rules.ts';
import type { ColumnDraft } from './column-draft.ts';
import { confidenceOf } from './confidence.ts';
import { FieldSelect } from './field-select.tsx';

interface ColumnsTableProps {
  readonly columns: readonly StagedColumn[];
  readonly draft: ColumnDraft;
  readonly busy: boolean;
  readonly onColumn: (column: number, field: ImportField | null) => void;
}

/** The columns of the sheet: letter, name and what stands in them, and what each is taken for. */
export function ColumnsTable({ columns, draft, busy, onColumn }: ColumnsTableProps) {
  const guesses = new Map(draft.columns.map((guess) => [guess.column, guess]));
  return (
    <table className="import-columns">
      <caption className="import-hidden">表中各列与登记项目的对应关系</caption>
      <thead>
        <tr>
          <th scope="col">列</th>
          <th scope="col">表中列名</th>
          <th scope="col">内容举例</th>
          <th scope="col">对应的登记项目</th>
          <th scope="col">把握</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => {
          const guess = guesses.get(column.column) ?? column;
          const { word, sign, level } = confidenceOf(guess);
          const rule = guess.field === null ? null : FIELD_RULES[guess.field];
          return (
            <tr key={column.column} className={`is-${level}`}>
              <th scope="row">{column.letter}</th>
              <td>
                {column.label === '' ? <span className="muted">（没有列名）</span> : column.label}
                {column.hidden && <span className="import-tag">隐藏列</span>}
              </td>
              <td className="import-samples" title={column.samples.join('\n')}>
                {column.samples.length === 0 ? (
                  <span className="muted">（空）</span>
                ) : (
                  column.samples.slice(0, 4).map((sample) => <span key={sample}>{sample.replaceAll('\n', ' ')}</span>)
                )}
              </td>
              <td title={rule ?? ''}>
                <FieldSelect
                  label={`${column.letter} 列「${column.label}」对应的登记项目`}
                  value={guess.field}
                  disabled={busy}
                  onChange={(field) => onColumn(column.column, field)}
                />
              </td>
              <td className={`import-confidence is-${level}`} title={guess.reason}>
                <span aria-hidden>{sign}</span> {word}
                <span className="muted import-reason">{guess.reason}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
