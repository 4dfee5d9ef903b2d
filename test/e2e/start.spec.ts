import { expectNoSeriousAxe } from '#test/harness/electron/spec/axe.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test('the first start asks who uses the program, in Chinese that can be read', async ({ page }) => {
  await expect(page.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  await expect(page.getByLabel('填报单位')).toBeFocused();
  // Without a Chinese font on the machine the program's own is what is left: it must be there to be drawn.
  const loaded = await page.evaluate(async () => {
    const faces = await document.fonts.load('14px "Noto Sans SC Variable"', '河清');
    return faces.map((face) => face.status);
  });
  expect(loaded).toContain('loaded');
  await expectNoSeriousAxe(page);
});

test('the administrator of the first start signs in again after a restart', async ({ page, program }) => {
  await page.getByLabel('填报单位').fill('密云区水务局');
  await page.getByLabel('编号前缀').fill('my');
  await page.getByLabel('姓名').fill('孙管理');
  await page.getByLabel('登录名').fill('guanli');
  await page.getByLabel('口令', { exact: true }).fill('qingshui-2026');
  await page.getByLabel('再输一次口令').fill('qingshui-2026');
  await page.getByRole('button', { name: '建立并进入' }).click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  await expect(page.getByRole('button', { name: '孙管理' })).toBeVisible();

  const again = await program.restart();
  await expect(again.getByText('密云区水务局')).toBeVisible();
  await again.getByLabel('登录名').fill('guanli');
  await again.getByLabel('口令').fill('wrong-password');
  await again.getByRole('button', { name: '登录' }).click();
  await expect(again.getByText('登录名或口令不对')).toBeVisible();
  await again.getByLabel('口令').fill('qingshui-2026');
  await again.getByRole('button', { name: '登录' }).click();
  await expect(again.getByRole('navigation', { name: '主导航' })).toBeVisible();
});
