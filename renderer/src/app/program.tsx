import { createHashRouter, RouterProvider } from 'react-router';
import { Frame } from './frame.tsx';
import { PageFault } from './page-fault.tsx';

/** Loads a page with its own bundle; every page module has its page as default export. */
function page(load: () => Promise<{ default: React.ComponentType }>) {
  return async () => ({ Component: (await load()).default });
}

/** Every address of the program. Filters, sort and page of a list are in the search part. */
const router = createHashRouter([
  {
    path: '/',
    Component: Frame,
    ErrorBoundary: PageFault,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: PageFault,
        children: [
          { index: true, lazy: page(() => import('../features/work/work-page.tsx')) },
          { path: 'findings', lazy: page(() => import('../features/finding/finding-list-page.tsx')) },
          { path: 'findings/new', lazy: page(() => import('../features/finding/register-page.tsx')) },
          { path: 'findings/:id', lazy: page(() => import('../features/finding/finding-page.tsx')) },
          { path: 'cases', lazy: page(() => import('../features/ledger/ledger-page.tsx')) },
          { path: 'cases/:id', lazy: page(() => import('../features/case/case-page.tsx')) },
          { path: 'calendar', lazy: page(() => import('../features/calendar/calendar-page.tsx')) },
          { path: 'statistics', lazy: page(() => import('../features/statistics/statistics-page.tsx')) },
          { path: 'import', lazy: page(() => import('../features/import/import-page.tsx')) },
          { path: 'import/batches/:id', lazy: page(() => import('../features/import/batch/batch-page.tsx')) },
          { path: 'export', lazy: page(() => import('../features/export/export-page.tsx')) },
          { path: 'settings', lazy: page(() => import('../features/settings/settings-page.tsx')) },
          { path: 'settings/:section', lazy: page(() => import('../features/settings/settings-page.tsx')) },
        ],
      },
    ],
  },
]);

/** The program of somebody who is signed in. */
export default function Program() {
  return <RouterProvider router={router} />;
}
