import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { programFiles } from '#worker/node/program-files.ts';
import { bundlesOf, dataFolderOf, devServerOf, type Launch } from '../../electron/main/launch.ts';

const plain: Launch = { argv: [], env: {}, userData: resolve('/users/a/heqing'), packaged: true };

describe('the data folder', () => {
  test('lies in the folder of the user, wherever the program was installed', () => {
    expect(dataFolderOf(plain)).toBe(resolve('/users/a/heqing/data'));
  });

  test.each([[['--data', '/d/x']], [['.', '--data=/d/x', '--other']]])(
    'is what %j names, before everything',
    (argv) => {
      expect(dataFolderOf({ ...plain, argv, env: { HEQING_DATA: '/elsewhere' } })).toBe(resolve('/d/x'));
    },
  );

  test('is what HEQING_DATA names', () => {
    expect(dataFolderOf({ ...plain, env: { HEQING_DATA: '/d/y' } })).toBe(resolve('/d/y'));
  });

  test.each([[['--data']], [['--data=']]])('is not the working folder when %j names none', (argv) => {
    expect(dataFolderOf({ ...plain, argv, env: { HEQING_DATA: '' } })).toBe(resolve('/users/a/heqing/data'));
  });
});

describe('the development server', () => {
  const env = { ELECTRON_RENDERER_URL: 'http://127.0.0.1:5178' };
  test('is used while developing', () => expect(devServerOf({ ...plain, env, packaged: false })?.port).toBe('5178'));
  test('is not used by the product: a variable must not bring in foreign pages', () =>
    expect(devServerOf({ ...plain, env })).toBeNull());
  test('is not there when nothing names it', () => expect(devServerOf({ ...plain, packaged: false })).toBeNull());
});

test('all bundles are found from the folder of the main bundle', () => {
  const root = resolve('/opt/app.asar');
  expect(bundlesOf(join(root, 'out', 'main'))).toEqual({
    backend: join(root, 'out', 'main', 'backend.js'),
    preload: join(root, 'out', 'preload', 'index.cjs'),
    renderer: join(root, 'out', 'renderer'),
    root: root + sep,
  });
});

describe("the program's own files are found", () => {
  const holding = (root: string) => {
    const there = [join(root, 'db', 'migrations', 'meta', '_journal.json'), join(root, 'resources')];
    return (path: string) => there.includes(path);
  };
  const found = (module: string, root: string) =>
    programFiles(pathToFileURL(resolve(module)).href, holding(resolve(root)));

  test('from the sources', () => {
    expect(found('/clone/electron/worker/node/program-files.ts', '/clone')).toEqual({
      resources: resolve('/clone/resources'),
      migrationsFolder: resolve('/clone/db/migrations'),
      jobEntry: resolve('/clone/electron/worker/job.ts'),
    });
  });

  test('from a bundle in a clone', () => {
    expect(found('/clone/out/main/part-x.js', '/clone')).toMatchObject({
      resources: resolve('/clone/resources'),
      jobEntry: resolve('/clone/out/main/job.js'),
    });
  });

  test.each(['/app/resources/app.asar', '/app/resources'])('in a package that keeps them in %s', (root) => {
    expect(found('/app/resources/app.asar/out/main/backend.js', root)).toEqual({
      resources: resolve(root, 'resources'),
      migrationsFolder: resolve(root, 'db/migrations'),
      jobEntry: resolve('/app/resources/app.asar/out/main/job.js'),
    });
  });

  test('in the package even where the folder above it has files of an older one', () => {
    const roots = [holding(resolve('/a/app.asar')), holding(resolve('/a'))];
    const files = programFiles(pathToFileURL(resolve('/a/app.asar/out/main/x.js')).href, (path) =>
      roots.some((exists) => exists(path)),
    );
    expect(files.resources).toBe(resolve('/a/app.asar/resources'));
  });

  test('and a program without them says so instead of using others', () => {
    expect(() => found('/clone/out/main/x.js', '/another')).toThrow('no resources');
  });
});
