import type { IDatasource } from 'ag-grid-community';
import { asError } from '../../../../api/as-error.ts';
import { ask } from '../../../../api/ask.ts';
import type { RowFilter } from '../../import-address.ts';

interface SourceOptions {
  readonly staged: string;
  readonly filter: RowFilter;
  readonly onTotal: (total: number) => void;
  readonly onFault: (fault: Error) => void;
}

/** Rows of the preview, page by page; answers for a filter that is shown no more are dropped. */
export function rowsSource({ staged, filter, onTotal, onFault }: SourceOptions): IDatasource {
  let current = true;
  return {
    getRows({ startRow, endRow, successCallback, failCallback }) {
      ask('import.rows', { staged, filter, offset: startRow, limit: endRow - startRow }).then(
        ({ rows, total }) => {
          if (!current) return failCallback();
          successCallback([...rows], total);
          onTotal(total);
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
