import { ask } from '../../../api/ask.ts';
import type { RowFilter } from '../import-address.ts';

const PAGE = 200;

/** Place (from 0) of a row among those of a filter; 0 when it is not among them. */
export async function indexOfRow(staged: string, filter: RowFilter, row: number): Promise<number> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await ask('import.rows', { staged, filter, offset, limit: PAGE });
    const at = page.rows.findIndex((one) => one.row === row);
    if (at >= 0) return offset + at;
    const last = page.rows.at(-1);
    // Rows stand in the order of the sheet.
    if (last === undefined || last.row > row || offset + page.rows.length >= page.total) return 0;
  }
}
