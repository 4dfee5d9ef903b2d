/** A record and its revision as a ledger row was made of it. */
export interface RowRecord {
  readonly kind: 'case' | 'finding';
  readonly id: string;
  readonly rev: number;
}

/** Header of the hidden last column of a ledger. */
export const KEY_HEADER = '河清行键（请勿改动）';

/** Key of a row, in its hidden last cell: `case/<id>/<rev>`, of a finding that was filed followed by a blank and its case. */
export function rowKey(records: readonly RowRecord[]): string {
  return records.map(({ kind, id, rev }) => `${kind}/${id}/${rev}`).join(' ');
}

const RECORD = /^(case|finding)\/([^/\s]+)\/(\d+)$/u;

/** Reads a row key back; null when the text is none. */
export function readRowKey(text: string): readonly RowRecord[] | null {
  const records = text.split(' ').map((part) => RECORD.exec(part));
  const read = records.flatMap((found): RowRecord[] => {
    const [, kind, id = '', rev = ''] = found ?? [];
    return kind === 'case' || kind === 'finding' ? [{ kind, id, rev: Number(rev) }] : [];
  });
  return read.length === records.length ? read : null;
}
