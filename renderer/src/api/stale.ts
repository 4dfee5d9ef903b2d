import type { QueryClient } from '@tanstack/react-query';
import type { Route } from '#core/contract/routes.ts';
import { onEvent } from './bridge.ts';

/** What a batch would lose by being undone changes with every act on its findings. */
const BATCHES = ['import.batch', 'import.undoPreview'];

/** Which queries a command of an area makes stale, by the beginning of the query's route. The only such table. */
const STALE_AFTER: Readonly<Record<string, readonly string[]>> = {
  finding: ['finding.', 'case.', 'work.', 'statistics.', 'photo.', 'search.', 'log.', ...BATCHES],
  case: ['finding.', 'case.', 'work.', 'statistics.', 'photo.', 'search.', 'log.', 'document.preview', ...BATCHES],
  photo: ['finding.', 'case.', 'photo.', 'log.', ...BATCHES],
  import: ['finding.', 'case.', 'work.', 'statistics.', 'import.', 'photo.', 'search.', 'log.'],
  calendar: ['calendar.', 'case.', 'work.', 'statistics.', 'notice.', 'log.'],
  ledger: ['ledger.', 'report.', 'log.'],
  document: ['document.', 'log.'],
  return: ['finding.', 'case.', 'work.', 'statistics.', 'search.', 'return.', 'log.', ...BATCHES],
  report: ['report.', 'ledger.', 'log.'],
  exportDefinition: ['exportDefinition.'],
  backup: ['backup.', 'log.'],
  settings: ['settings.', 'session.', 'place.', 'statistics.'],
  people: ['people.', 'place.'],
  place: ['place.', 'settings.'],
  account: ['account.', 'session.'],
  session: ['session.', 'work.', 'view.'],
  view: ['view.'],
};

const STAGED_ROWS = ['import.staged', 'import.row', 'import.candidates'];

/** Commands that make less stale than their area: a sheet that waits for confirmation is nobody's finding yet. */
const STALE_AFTER_ROUTE: Readonly<Partial<Record<Route, readonly string[]>>> = {
  'import.stage': ['import.unfinished'],
  'import.remap': ['import.unfinished'],
  'import.discard': ['import.unfinished'],
  'import.editCells': STAGED_ROWS,
  'import.replaceCells': STAGED_ROWS,
  'import.acceptSuggestions': STAGED_ROWS,
  'import.tickRows': STAGED_ROWS,
  'import.decideRows': STAGED_ROWS,
  'settings.setSeverityRules': ['settings.', 'finding.proposeSeverity', 'log.'],
  'import.errorWorkbook': [],
  'import.saveFile': [],
  // What was staged is gone: asked for again it would only be refused.
  'import.commit': [
    'finding.',
    'case.',
    'work.',
    'statistics.',
    'import.unfinished',
    'import.batch',
    'photo.',
    'search.',
    'log.',
  ],
};

/** Queries that a command of this route makes stale; everything when its area is not known. */
export function isStaleAfter(command: Route, query: string): boolean {
  const stale = STALE_AFTER_ROUTE[command] ?? STALE_AFTER[command.split('.')[0] ?? ''];
  return stale === undefined || stale.some((beginning) => query.startsWith(beginning));
}

/** Keeps the query client in step with commands of every window, with midnight and with who is signed in. */
export function followChanges(client: QueryClient): () => void {
  const ends = [
    onEvent('data.changed', ({ route }) => {
      if (route === 'session.setPreference') return;
      void client.invalidateQueries({ predicate: ({ queryKey }) => isStaleAfter(route, String(queryKey[0])) });
    }),
    onEvent('deadline.reached', () => void client.invalidateQueries()),
    onEvent('session.changed', () => void client.resetQueries()),
    onEvent('backend.state', ({ state }) => {
      if (state === 'ready') void client.invalidateQueries();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
