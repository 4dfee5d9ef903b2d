import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Fails with the rule, the element and the reason for every serious or critical finding of axe on the page; the test goes
 * on, so that one run tells of all screens. `where` is said with it.
 */
export async function expectNoSeriousAxe(page: Page, where = page.url()): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`),
    );
  expect.soft(serious, `serious findings of axe: ${where}`).toEqual([]);
}
