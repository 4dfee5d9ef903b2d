import type { Route } from '#core/contract/routes.ts';

/**
 * Commands that work for long, outside any transaction, before they write, or never write. They are not among those that
 * `WriteGate.alone` waits for; each passes the gate itself for its transaction.
 */
const LATE: ReadonlySet<Route> = new Set<Route>([
  'import.stage',
  'import.remap',
  'import.errorWorkbook',
  'import.commit',
  'import.undo',
  'ledger.export',
  'ledger.exportParts',
  'return.read',
  'document.make',
  'backup.make',
  'photo.match',
  'people.readReaches',
]);

/** See `LATE`. */
export function writesLate(route: Route): boolean {
  return LATE.has(route);
}
