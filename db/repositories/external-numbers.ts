import type { Tx } from '../access.ts';
import { fold } from '../search/canonical.ts';

/** Folds an external number (外部编号) for comparison: width and case, all brackets alike, no blanks (`domain.md` 6.5). */
export function normalizeExternalNumber(number: string): string {
  return fold(number)
    .replace(/[〔【[(（［]/gu, '(')
    .replace(/[〕】\])）］]/gu, ')')
    .replace(/\s+/gu, '');
}

/** Enters the external numbers of a new finding for the duplicate check. */
export function addExternalNumbers(tx: Tx, findingId: string, numbers: readonly string[]): void {
  for (const number of numbers) {
    tx.write('insert or ignore into finding_external_number (number, finding_id) values (?, ?)').run(
      normalizeExternalNumber(number),
      findingId,
    );
  }
}

/** Puts the external numbers of a changed finding in place of the former ones. */
export function replaceExternalNumbers(tx: Tx, findingId: string, numbers: readonly string[]): void {
  tx.write('delete from finding_external_number where finding_id = ?').run(findingId);
  addExternalNumbers(tx, findingId, numbers);
}
