import type { LedgerColumn, LedgerPhotos } from './ledger-definition.ts';

type Rest = Partial<Omit<LedgerColumn, 'key' | 'field' | 'header' | 'width'>>;

/** A column that prints a field; wrapped text, left, unless told. The field is its key. */
export function column<F extends string>(field: F, header: string, width: number, rest: Rest = {}): LedgerColumn<F> {
  return { key: field, field, header, width, type: 'text', wrap: true, align: 'left', ...rest };
}

/** A column of the form for which the data hold nothing: stays empty, to be filled by hand. */
export function emptyColumn(key: string, header: string, width: number, rest: Rest = {}): LedgerColumn<never> {
  return { key, field: null, header, width, type: 'text', wrap: true, align: 'left', ...rest };
}

/** A column of photos: pictures, or their number where the export shows none. */
export function photoColumn<F extends string>(
  field: F,
  header: string,
  photos: LedgerPhotos,
  rest: Rest & { readonly width?: number } = {},
): LedgerColumn<F> {
  const look = { type: 'photo', wrap: false, align: 'center', numberFormat: '0"张"' } as const;
  return { key: field, field, header, width: 6.5, ...look, ...rest, photos };
}

/** Look of a text in the middle of its cell. */
export const CENTERED = { align: 'center' } as const;
/** Look of a civil date. */
export const DATE = { type: 'date', wrap: false, align: 'center', numberFormat: 'yyyy-mm-dd' } as const;
/** Look of a civil date, or a word in its place (长期坚持). */
export const DATE_OR_TEXT = { type: 'dateOrText', align: 'center', numberFormat: 'yyyy-mm-dd' } as const;
/** Look of a civil date with the minute. */
export const MINUTE = { type: 'dateTime', wrap: false, align: 'center', numberFormat: 'yyyy-mm-dd hh:mm' } as const;
/** Look of a whole number. */
export const INTEGER = { type: 'integer', wrap: false, align: 'center', numberFormat: '0' } as const;
/** Look of a share of one, as per cent to one decimal. */
export const RATE = { type: 'number', wrap: false, align: 'center', numberFormat: '0.0%' } as const;
/** Look of 是 / 否. */
export const YES_NO = { type: 'enum', align: 'center', allowed: ['是', '否'] } as const;

/** 序号 */
export const INDEX = column('index', '序号', 5, INTEGER);
