import type { BrowserContext } from '@playwright/test';

/** Notes what pages of a context complain of: console errors and warnings (a refused resource is one), uncaught errors. */
export function watchFaults(context: BrowserContext, faults: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text().slice(0, 500));
  });
  context.on('weberror', (error) => faults.push(error.error().stack ?? error.error().message));
}
