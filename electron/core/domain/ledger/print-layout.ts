import type { LedgerColumn, LedgerPaper } from './ledger-definition.ts';

/** Where the columns of a ledger part on paper. */
export interface PrintLayout {
  /** Number of columns on each sheet of paper side by side, without the repeated ones. */
  readonly columnsPerSheet: readonly number[];
  /** Columns (indexes) that carry title and foot: those of the first sheet behind the repeated ones. */
  readonly textSpan: { readonly first: number; readonly last: number };
}

interface Laid {
  readonly columns: readonly Pick<LedgerColumn, 'width'>[];
  readonly paper: LedgerPaper;
}

/**
 * Computes how Excel and LibreOffice part the columns when a sheet is fitted to `pagesWide`: the narrowest page
 * for which that many suffice, each filled from the left, the repeated columns standing on every page.
 */
export function printLayout({ columns, paper }: Laid): PrintLayout {
  const { pagesWide, repeatedColumns } = paper;
  const widths = columns.map((column) => column.width);
  const repeated = sum(widths.slice(0, repeatedColumns));
  // On one sheet everything stands: nothing to part.
  if (pagesWide === 1) return { columnsPerSheet: [widths.length], textSpan: { first: 0, last: widths.length - 1 } };
  const candidates = widths.flatMap((_, first) =>
    widths.slice(first).map((__, length) => sum(widths.slice(first, first + length + 1))),
  );
  const pages = candidates
    .flatMap((width) => [width, width + repeated])
    .sort((a, b) => a - b)
    .map((page) => parted(widths, page, repeated))
    .find((parts) => parts !== null && parts.length <= pagesWide);
  const columnsPerSheet = pages ?? [widths.length];
  const onFirst = columnsPerSheet[0] ?? widths.length;
  return { columnsPerSheet, textSpan: { first: Math.min(repeatedColumns, onFirst - 1), last: onFirst - 1 } };
}

/** Columns on each page of a width, null when one column does not fit. */
function parted(widths: readonly number[], page: number, repeated: number): readonly number[] | null {
  const counts: number[] = [];
  let used = 0;
  let count = 0;
  for (const width of widths) {
    const lead = counts.length === 0 ? 0 : repeated;
    if (lead + used + width > page + 1e-9 && count > 0) {
      counts.push(count);
      used = 0;
      count = 0;
    }
    if ((counts.length === 0 ? 0 : repeated) + width > page + 1e-9) return null;
    used += width;
    count += 1;
  }
  return [...counts, count];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
