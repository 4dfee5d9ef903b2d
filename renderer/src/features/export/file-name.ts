import type { ExportSpec } from '#core/contract/routes/ledger.ts';
import type { CivilDate } from '#core/domain/deadline/terms.ts';
import { periodOf, periodText } from '#core/domain/ledger/period.ts';

/** Name proposed for the file of an export: the ledger, and its period or the day. */
export function exportFileName(ledgerName: string, { period }: Pick<ExportSpec, 'period'>, today: CivilDate): string {
  return `${plain(ledgerName)}-${period === undefined ? today : plain(periodText(periodOf(period.kind, period.from)))}.xlsx`;
}

/** What stands in brackets is explanation; a file is named without it. */
function plain(text: string): string {
  return text.replace(/（.*?）/gu, '').replace(/[“”"]/gu, '');
}
