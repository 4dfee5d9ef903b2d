import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { FilePurposeSchema } from '#core/contract/shell-routes.ts';
import { openDialog, saveDialog, withEnding } from '../../electron/main/files/dialogs.ts';
import { isDocument } from '../../electron/main/files/open-file.ts';
import { keepReceived } from '../../electron/main/files/receive.ts';
import { safeName } from '../../electron/main/files/safe-name.ts';

const root = mkdtempSync(join(tmpdir(), 'heqing-files-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('a file name from outside', () => {
  test.each([
    ['巡查表.xlsx', '巡查表.xlsx'],
    ['../../heqing.db', 'heqing.db'],
    ['C:\\Users\\a\\表.xlsx', '表.xlsx'],
    ['a<b>:"|?*.csv', 'a_b______.csv'],
    ['表\u202exslx.exe', '表_xslx.exe'],
    ['con.txt', '文件con.txt'],
    ['NUL', '文件NUL'],
    ['...', '文件'],
    ['', '文件'],
    ['表. ', '表'],
    ['.bashrc', 'bashrc'],
  ])('%j is kept as %j', (name, kept) => expect(safeName(name)).toBe(kept));

  test('stays a name of one part that every system takes, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[\\/<>:"|?*\p{Cc}]|[. ]$|^\.|^$/u);
        expect(safe.length).toBeLessThanOrEqual(145);
      }),
    );
  });
});

describe('a received file', () => {
  test('lies with its name in a folder of its own: two of one name do not meet', async () => {
    const paths: string[] = [];
    for (const text of ['one', 'two']) {
      const kept = await keepReceived(root, '../表.xlsx', new TextEncoder().encode(text));
      if (!kept.ok) throw new Error(kept.error.message);
      paths.push(kept.data);
    }
    expect(paths.map((path) => basename(path))).toEqual(['表.xlsx', '表.xlsx']);
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two']);
    expect(paths.map((path) => dirname(dirname(path)))).toEqual(Array(2).fill(join(root, 'staging', 'received')));
    expect(readdirSync(root)).toEqual(['staging']);
  });

  test('that can not be kept is refused with what to do', async () => {
    writeFileSync(join(root, 'plain'), '');
    const kept = await keepReceived(join(root, 'plain'), 'a.csv', new Uint8Array());
    expect(kept).toMatchObject({ ok: false, error: { code: 'FOLDER_MISSING' } });
  });
});

describe('dialogs', () => {
  test.each(FilePurposeSchema.options)('for %s have a Chinese title and file kinds', (purpose) => {
    const open = openDialog(purpose, true);
    const save = saveDialog(purpose, '台账');
    for (const text of [open.title, open.buttonLabel, save.title, save.buttonLabel])
      expect(text).toMatch(/^\p{Script=Han}+$/u);
    expect(open.filters?.at(-1)?.extensions).toEqual(['*']);
    expect(save.filters?.length).toBeGreaterThan(0);
  });

  test('choose one file unless several are asked for, and never a folder', () => {
    expect(openDialog('photos', true).properties).toEqual(['openFile', 'multiSelections']);
    expect(openDialog('workbook', false).properties).toEqual(['openFile']);
  });

  test('suggest a name that leads nowhere else', () => {
    expect(saveDialog('ledger', '../../台账.xlsx').defaultPath).toBe('台账.xlsx');
  });

  test('an ending that was left out is put there, but not onto a file that nobody agreed to replace', () => {
    expect(withEnding('/d/台账', 'ledger', () => false)).toBe('/d/台账.xlsx');
    expect(withEnding('/d/台账', 'ledger', () => true)).toBe('/d/台账');
    expect(withEnding('/d/台账.xlsx', 'ledger', () => false)).toBe('/d/台账.xlsx');
  });
});

test('a document may be opened, a program never', () => {
  expect(['/a/表.XLSX', '/a/b.pdf', '/a/c.jpg'].every(isDocument)).toBe(true);
  expect(['/a/x.exe', '/a/x.xlsx.bat', '/a/x.xlsm', '/a/x.html', '/a/x.lnk', '/a/x', '/a/x.js'].some(isDocument)).toBe(
    false,
  );
});
