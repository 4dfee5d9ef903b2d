import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import { SEVERITY_LABELS } from '#core/domain/finding/severity.ts';
import { CATEGORY_LABELS } from '#core/domain/finding/taxonomy.ts';
import { Marked } from '../../../ui/marked.tsx';
import type { Mark } from '../../../ui/marks.ts';
import { FindingStateChip } from '../../../ui/state-chip.tsx';
import type { Sort, SortBy } from './use-finding-address.ts';

interface FindingTableProps {
  readonly rows: readonly FindingRecord[];
  readonly marks: readonly Mark[];
  readonly sort: Sort;
  readonly ticked: ReadonlySet<string>;
  readonly onSort: (sort: Sort) => void;
  readonly onTick: (rows: readonly FindingRecord[], ticked: boolean) => void;
  readonly onOpen: (row: FindingRecord) => void;
}

interface Column {
  readonly key: string;
  readonly title: string;
  /** Pixels at least; the description takes what is left. */
  readonly width: number;
  readonly sortBy?: SortBy;
  readonly cell: (row: FindingRecord, mark: (text: string | null) => ReactNode) => ReactNode;
  /** The whole text on hover, where the cell may be cut. */
  readonly whole?: (row: FindingRecord) => string | null;
}

const COLUMNS: readonly Column[] = [
  {
    key: 'number',
    title: '线索编号',
    width: 144,
    sortBy: 'number',
    cell: (row, mark) => (
      <Link to={`/findings/${row.id}`} tabIndex={-1}>
        {mark(row.number)}
      </Link>
    ),
  },
  { key: 'state', title: '状态', width: 104, cell: (row) => <FindingStateChip state={row.state} /> },
  { key: 'category', title: '类别', width: 60, cell: ({ category }) => CATEGORY_LABELS[category] },
  {
    key: 'description',
    title: '问题描述',
    width: 250,
    cell: (row, mark) => mark(row.description),
    whole: ({ description }) => description,
  },
  { key: 'town', title: '镇街', width: 92, cell: (row, mark) => mark(row.town), whole: ({ town }) => town },
  { key: 'river', title: '河湖', width: 88, cell: (row, mark) => mark(row.river), whole: ({ river }) => river },
  { key: 'place', title: '详细位置', width: 200, cell: (row, mark) => mark(row.place), whole: ({ place }) => place },
  { key: 'foundOn', title: '发现日期', width: 100, sortBy: 'foundOn', cell: ({ foundOn }) => foundOn },
  { key: 'source', title: '来源', width: 88, cell: (row, mark) => mark(row.source), whole: ({ source }) => source },
  { key: 'severity', title: '程度', width: 68, cell: ({ severity }) => SEVERITY_LABELS[severity] },
  {
    key: 'registeredOn',
    title: '登记日期',
    width: 100,
    sortBy: 'registeredOn',
    cell: ({ registeredOn }) => registeredOn,
  },
];

/** The findings of one page. ↑ ↓ walk, Enter opens, Space ticks, Ctrl+A ticks the whole page. */
export function FindingTable({ rows, marks, sort, ticked, onSort, onTick, onOpen }: FindingTableProps) {
  const mark = (text: string | null) => (text === null ? null : <Marked text={text} marks={marks} />);
  const allTicked = rows.length > 0 && rows.every(({ id }) => ticked.has(id));
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: FindingRecord) => {
    // Keys of the check box and the link inside stay theirs.
    if (event.target !== event.currentTarget) return;
    const { currentTarget: at } = event;
    if (event.key === 'ArrowDown') focus(at.nextElementSibling);
    else if (event.key === 'ArrowUp') focus(at.previousElementSibling);
    else if (event.key === 'Home') focus(at.parentElement?.firstElementChild ?? null);
    else if (event.key === 'End') focus(at.parentElement?.lastElementChild ?? null);
    else if (event.key === 'Enter') onOpen(row);
    else if (event.key === ' ') onTick([row], !ticked.has(row.id));
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) onTick(rows, !allTicked);
    else return;
    event.preventDefault();
  };
  return (
    <table className="findings" aria-label="线索">
      <colgroup>
        <col style={{ width: 32 }} />
        {COLUMNS.map(({ key, width }) => (
          <col key={key} {...(key === 'description' ? {} : { style: { width } })} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              aria-label="选中本页全部"
              checked={allTicked}
              onChange={() => onTick(rows, !allTicked)}
            />
          </th>
          {COLUMNS.map(({ key, title, sortBy }) => (
            <th key={key} scope="col" {...(sortBy === undefined ? {} : { 'aria-sort': ariaSort(sort, sortBy) })}>
              {sortBy === undefined ? (
                title
              ) : (
                <button type="button" className="findings-sort" onClick={() => onSort(turned(sort, sortBy))}>
                  {title} {sort.by === sortBy && (sort.dir === 'asc' ? '↑' : '↓')}
                </button>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr
            key={row.id}
            tabIndex={index === 0 ? 0 : -1}
            aria-label={`${row.number} ${row.description}`}
            className={ticked.has(row.id) ? 'ticked' : ''}
            onKeyDown={(event) => onKeyDown(event, row)}
            onDoubleClick={() => onOpen(row)}
          >
            <td>
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={`选中 ${row.number}`}
                checked={ticked.has(row.id)}
                onChange={({ target }) => onTick([row], target.checked)}
              />
            </td>
            {COLUMNS.map(({ key, cell, whole }) => (
              <td key={key} title={whole?.(row) ?? undefined}>
                {cell(row, mark)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function focus(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus();
}

function ariaSort(sort: Sort, by: SortBy): 'ascending' | 'descending' | 'none' {
  if (sort.by !== by) return 'none';
  return sort.dir === 'asc' ? 'ascending' : 'descending';
}

/** Another column begins with the latest; the same one turns round. */
function turned(sort: Sort, by: SortBy): Sort {
  return { by, dir: sort.by === by && sort.dir === 'desc' ? 'asc' : 'desc' };
}
