import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { type LedgerSplit, SPLIT_LABELS } from '#core/domain/ledger/ledger-scope.ts';
import { periodOf, periodText } from '#core/domain/ledger/period.ts';

/** Name proposed for the file of an export: the ledger, and its period or the day; a zip of several where it is parted. */
export function exportFileName(
  ledgerName: string,
  { period }: Pick<ExportSpec, 'period'>,
  today: CivilDate,
  split: LedgerSplit | null = null,
): string {
  const ending = split === null ? '.xlsx' : `-按${SPLIT_LABELS[split]}.zip`;
  return `${plain(ledgerName)}-${period === undefined ? today : plain(periodText(periodOf(period.kind, period.from)))}${ending}`;
}

/** What stands in brackets is explanation; a file is named without it. */
function plain(text: string): string {
  return text.replace(/（.*?）/gu, '').replace(/[“”"]/gu, '');
}
