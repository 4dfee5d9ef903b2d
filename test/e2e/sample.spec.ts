import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test('the sample data is looked at as one of its people, apart from the bureau’s own data, and left again', async ({
  page,
}) => {
  await page.getByRole('button', { name: '先看示例数据' }).click();
  await expect(page.getByText('示例数据：选一个身份进入')).toBeVisible();
  await expectNoSeriousAxe(page);
  await page.getByRole('button', { name: '王经办（经办员）' }).click();
  await expect(page.getByText('这是示例数据')).toBeVisible();
  // Its clock goes on from the end of its story, so that its cases can be worked on.
  await expect(page.getByText('2027-01-23 周六', { exact: true })).toBeVisible();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '案件台账' }).click();
  await expect(page.getByText('共 58 件')).toBeVisible();

  await page.getByRole('button', { name: '退出示例' }).click();
  await expect(page.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  await page.getByLabel('填报单位').fill('密云区水务局');
  await page.getByLabel('姓名').fill('孙管理');
  await page.getByLabel('登录名').fill('guanli');
  await page.getByLabel('口令', { exact: true }).fill('qingshui-2026');
  await page.getByLabel('再输一次口令').fill('qingshui-2026');
  await page.getByRole('button', { name: '建立并进入' }).click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  await expect(page.getByText('这是示例数据')).toHaveCount(0);
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '案件台账' }).click();
  await expect(page.getByText('共 58 件')).toHaveCount(0);
});
