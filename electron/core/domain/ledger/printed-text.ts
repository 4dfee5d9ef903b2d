import type { LedgerCell, LedgerColumn } from './ledger-definition.ts';

/** A value as the cell of its column shows it: what a preview prints. '' for an empty cell. */
export function printedText(column: Pick<LedgerColumn, 'type' | 'numberFormat'>, value: LedgerCell): string {
  if (value === null) return '';
  if (typeof value === 'string') return column.type === 'dateTime' ? value.replace('T', ' ') : value;
  switch (column.numberFormat) {
    case '0.0%':
      return `${(value * 100).toFixed(1)}%`;
    case '0.000000':
      return value.toFixed(6);
    case '0"张"':
      return `${value}张`;
    default:
      return String(value);
  }
}
