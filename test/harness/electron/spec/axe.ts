import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Defects of the components that nobody outside of them can mend; each only while it shows. */
const DEFECTS = [
  // rc-picker: the columns of hours and minutes scroll and take no focus. The same minute is typed in the field.
  '.ant-picker-time-panel-column',
  // rc-select, mode tags: until an arrow key is pressed the field points at an option -1 that there is not, and a list
  // without options is an empty listbox.
  '[aria-activedescendant$="_list_-1"]',
  '.ant-select-item-empty[role="listbox"]',
];

/**
 * Fails with the rule, the element and the reason for every serious or critical finding of axe on the page; the test goes
 * on, so that one run tells of all screens. `where` is said with it.
 */
export async function expectNoSeriousAxe(page: Page, where = page.url()): Promise<void> {
  const builder = new AxeBuilder({ page });
  for (const selector of DEFECTS) builder.exclude(selector);
  const { violations } = await builder.analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary ?? ''}`),
    );
  expect.soft(serious, `serious findings of axe: ${where}`).toEqual([]);
}
