import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request, signIn } from '#test/harness/electron/page-request.ts';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.use({ data: 'sample' });

interface File {
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
}

test('in the browser, choosing a file uploads it and saving one downloads it', async ({ page, program }) => {
  test.skip(program.mode === 'electron', 'Electron shows the dialogs of the system');
  await signIn(page, 'jingban');
  const chosen = request<File[]>(page, 'shell.chooseFiles', { purpose: 'photos', multiple: true });
  const files = [
    { name: '整改前 1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 1]) },
    { name: '../../整改后.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 2, 3]) },
  ];
  await page.getByLabel('选择文件').setInputFiles(files);
  expect(await chosen).toMatchObject([
    { name: '整改前 1.jpg', bytes: 4 },
    { name: '整改后.jpg', bytes: 5 },
  ]);

  const target = await request<File>(page, 'shell.chooseSave', { purpose: 'ledger', suggestedName: '台账.xlsx' });
  const downloading = page.waitForEvent('download');
  await request(page, 'ledger.export', { ledger: 'qingsiluan', filter: {}, file: target.token });
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('台账.xlsx');
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  // The end of a zip file: a download that was begun too early has none.
  expect(bytes.subarray(-22, -18)).toEqual(Buffer.from('PK\x05\x06'));
});

test('closing the dialog chooses nothing', async ({ page, program }) => {
  test.skip(program.mode === 'electron', 'Electron shows the dialogs of the system');
  await signIn(page, 'jingban');
  const chosen = request<File[]>(page, 'shell.chooseFiles', { purpose: 'workbook', multiple: false });
  await expect(page.getByRole('dialog', { name: '选择要导入的表格' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await chosen).toEqual([]);
});

test('a dialog of the system hands out the files that were chosen, never their paths', async ({ page, program }) => {
  await signIn(page, 'jingban');
  const path = join(program.userDataDir, '线索.csv');
  writeFileSync(path, '编号,问题\n1,垃圾\n');
  await program.answerDialog('open', [path]);
  const files = await request<File[]>(page, 'shell.chooseFiles', { purpose: 'workbook', multiple: false });
  expect(files).toMatchObject([{ name: '线索.csv' }]);
  expect(JSON.stringify(files)).not.toContain(program.userDataDir);
  await program.answerDialog('save', null);
  expect(await request(page, 'shell.chooseSave', { purpose: 'ledger', suggestedName: '台账.xlsx' })).toBeNull();
});
