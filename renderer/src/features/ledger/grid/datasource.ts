import type { IDatasource } from 'ag-grid-community';
import type { CaseFilter } from '#core/domain/ledger/case-filter.ts';
import { asError } from '../../../api/as-error.ts';
import { ask } from '../../../api/ask.ts';
import { columnOf, gridRowOf, type SortName } from './ledger-columns.ts';

/** How many rows a list has; not exact: at least so many. */
export interface RowTotal {
  readonly total: number;
  readonly exact: boolean;
  /** Words of the search that were read as pinyin initials. */
  readonly initials: readonly string[];
}

interface SourceOptions {
  readonly filter: CaseFilter;
  readonly search: string;
  /** After every page. */
  readonly onTotal: (total: RowTotal) => void;
  readonly onFault: (fault: Error) => void;
}

/** Rows of a list, page by page from the database; answers of a list that is shown no more are dropped. */
export function ledgerSource({ filter, search, onTotal, onFault }: SourceOptions): IDatasource {
  let current = true;
  return {
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
      const sort = sortModel.flatMap(({ colId, sort: dir }) => {
        const by = columnOf(colId)?.sort;
        return by === undefined ? [] : ([{ by, dir }] satisfies { by: SortName; dir: 'asc' | 'desc' }[]);
      });
      const page = { offset: startRow, size: endRow - startRow };
      ask('case.ledger', { filter, search, sort, page }).then(
        ({ rows, total, totalIsExact, initials }) => {
          // The grid waits for an answer to every question; one that nobody wants any more is none.
          if (!current) return failCallback();
          const through = startRow + rows.length;
          const end = totalIsExact ? total : rows.length < page.size ? through : undefined;
          successCallback(
            rows.map((row, at) => gridRowOf(row, startRow + at + 1)),
            end,
          );
          onTotal({ total: end ?? Math.max(total, through), exact: end !== undefined, initials });
        },
        (fault: unknown) => {
          failCallback();
          if (current) onFault(asError(fault));
        },
      );
    },
    destroy() {
      current = false;
    },
  };
}
