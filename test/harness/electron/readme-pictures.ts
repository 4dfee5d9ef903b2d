import type { ShootContext } from './shoot.ts';

/** Pictures of the README, from the sample data; see the script `pictures` of package.json. */
export default async function takePictures({ page, go, shot }: ShootContext): Promise<void> {
  const content = page.locator('#content');
  await go('/');
  await content.getByRole('heading', { name: '工作台' }).waitFor();
  await shot('work');
  await go('/cases');
  await page.locator('.ag-row[row-index="12"] a').first().waitFor();
  await shot('ledger');
  await page.locator('.ag-row[row-index="4"] a').first().click();
  await content.getByRole('heading', { name: '可办事项' }).waitFor();
  await shot('case');
  await go('/findings/new');
  await content.getByRole('heading', { name: '登记线索' }).waitFor();
  await shot('register');
  await go('/statistics');
  await content.getByRole('heading', { name: '统计' }).waitFor();
  await shot('statistics');
}
