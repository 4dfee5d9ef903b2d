import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractAll, extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../electron/builder.config.ts';
import { ROOT } from '#test/harness/electron/build.ts';
import { launchChromium } from '#test/harness/electron/chromium.ts';
import { PASSWORD, request } from '#test/harness/electron/page-request.ts';
import { startProgramProcess } from '#test/harness/electron/program-process.ts';
import { packageProgram } from '#test/harness/package/package-program.ts';

const work = mkdtempSync(join(tmpdir(), 'heqing-package-'));
const NATIVE = 'node_modules/better-sqlite3/prebuilds/win32-x64.node';
const LIMIT_MS = 300_000;

let packaged = '';
let archive = '';
/** Files in the archive, by path with `/`. */
let files: readonly { readonly path: string; readonly bytes: number; readonly beside: boolean }[] = [];

beforeAll(async () => {
  packaged = await packageProgram(work);
  archive = join(packaged, 'resources/app.asar');
  files = listPackage(archive, { isPack: false }).flatMap((name) => {
    const entry = statFile(archive, name.slice(1));
    if (!('size' in entry)) return [];
    return [{ path: name.slice(1).replaceAll('\\', '/'), bytes: entry.size, beside: entry.unpacked === true }];
  });
}, LIMIT_MS);

afterAll(() => rmSync(work, { recursive: true, force: true }));

const paths = (): readonly string[] => files.map(({ path }) => path);
const manifest = (): Record<string, object> => JSON.parse(extractFile(archive, 'package.json').toString()) as never;

describe('the archive', () => {
  test('has its size printed', () => {
    const areas = new Map<string, number>();
    for (const { path, bytes } of files) {
      const area = path
        .split('/')
        .slice(0, path.startsWith('out/') ? 2 : 1)
        .join('/');
      areas.set(area, (areas.get(area) ?? 0) + bytes);
    }
    const lines = [...areas].map(([area, bytes]) => `  ${area}: ${(bytes / 1e6).toFixed(2)} MB`);
    process.stdout.write(`app.asar: ${files.length} files\n${lines.join('\n')}\n`);
    const sum = files.reduce((bytes, file) => bytes + file.bytes, 0);
    expect(sum).toBeLessThan(30e6);
  });

  test('holds the program and nothing that only makes or tests it', () => {
    expect([...new Set(paths().map((path) => path.split('/')[0]))].toSorted()).toEqual([
      'db',
      'node_modules',
      'out',
      'package.json',
      'resources',
    ]);
    expect(paths().filter((path) => /\.(map|[cm]?tsx?|[ch]pp|gypi?|md|exe)$/.test(path))).toEqual([]);
    expect(paths().filter((path) => /^(out|db|resources)\/.*(\.test\.|snapshot|truth|icon\.)/.test(path))).toEqual([]);
    expect(paths()).not.toContain('out/main/cli.js');
  });

  test('holds every bundle that main or a worker is started from', () => {
    for (const name of ['index', 'backend', 'job', 'verify-thread', 'checkpoint-thread'])
      expect(paths()).toContain(`out/main/${name}.js`);
    expect(paths()).toContain('out/preload/index.cjs');
    expect(paths()).toContain('out/renderer/index.html');
    expect(manifest()['main']).toBe('out/main/index.js');
  });

  test('holds all migrations and all reference data of the repository', () => {
    const migrations = readdirSync(join(ROOT, 'db/migrations')).filter((name) => name.endsWith('.sql'));
    expect(migrations.length).toBeGreaterThan(0);
    const wanted = [...migrations, 'meta/_journal.json'].map((name) => `db/migrations/${name}`);
    expect(
      paths()
        .filter((path) => path.startsWith('db/'))
        .toSorted(),
    ).toEqual(wanted.toSorted());
    const data = readdirSync(join(ROOT, 'resources'), { recursive: true, encoding: 'utf8' })
      .map((name) => `resources/${name.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.json') && !path.startsWith('resources/samples/'));
    // Of the samples, the workbook that the sample data are made of.
    data.push('resources/samples/巡查排查表.xlsx');
    expect(
      paths()
        .filter((path) => path.startsWith('resources/'))
        .toSorted(),
    ).toEqual(data.toSorted());
  });

  test('holds the libraries of the product, none of the tools', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      object
    >;
    const packages = new Set(paths().flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
    expect(Object.keys(dependencies).filter((name) => !packages.has(name))).toEqual([]);
    // The writer of workbooks needs it too.
    packages.delete('dayjs');
    expect(Object.keys(devDependencies).filter((name) => packages.has(name))).toEqual([]);
    expect(manifest()).not.toHaveProperty('devDependencies');
    expect(manifest()).not.toHaveProperty('scripts');
  });

  test('leaves beside it the one binary of SQLite that Windows loads, and only that', () => {
    expect(paths().filter((path) => path.endsWith('.node'))).toEqual([NATIVE]);
    expect(files.filter(({ beside }) => beside).map(({ path }) => path)).toEqual([NATIVE]);
    expect(existsSync(join(`${archive}.unpacked`, NATIVE))).toBe(true);
  });
});

describe('the executable', () => {
  const resources = () =>
    NtExecutableResource.from(NtExecutable.from(readFileSync(join(packaged, 'heqing.exe')))).entries;

  test('has the fuses that keep Electron from being used as Node or fed another program', async () => {
    const wire = await getCurrentFuseWire(join(packaged, 'heqing.exe'));
    const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => FuseState.ENABLE));
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => FuseState.DISABLE));
  });

  test('knows the hash of this archive', () => {
    const entry = resources().find(({ type }) => type === 'INTEGRITY');
    const value = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
    expect(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer()).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value },
    ]);
  });

  test('is called 河清 in the task manager and shows its icon', () => {
    const [version] = Resource.VersionInfo.fromEntries(resources());
    const [language = { lang: 0, codepage: 0 }] = version?.getAllLanguagesForStringValues() ?? [];
    expect(version?.getStringValues(language)).toMatchObject({ ProductName: '河清', FileDescription: '河清' });
    const [icon] = Resource.IconGroupEntry.fromEntries(resources());
    expect(icon?.icons.map(({ width }) => width || 256)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  });

  test('has the languages of the program and the fallback beside it', () =>
    expect(readdirSync(join(packaged, 'locales'))).toEqual(['en-US.pak', 'zh-CN.pak']));
});

describe('the data of the bureau', () => {
  test('lie in the same folder however the program is installed: its name is that of the package', () => {
    expect(manifest()).toMatchObject({ name: 'heqing' });
    expect(manifest()).not.toHaveProperty('productName');
  });

  test('stay when the program is removed, and no administrator is asked for', () =>
    expect(config.nsis).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false }));
});

describe('the packaged program', () => {
  const root = join(work, 'installed');

  beforeAll(() => {
    extractAll(archive, root);
    // This machine's binary in place of that of Windows.
    const prebuilds = 'node_modules/better-sqlite3/prebuilds';
    cpSync(join(ROOT, prebuilds), join(root, prebuilds), { recursive: true });
  }, LIMIT_MS);

  test('is the one that Windows knows by the id of its shortcut', () =>
    expect(readFileSync(join(root, 'out/main/index.js'), 'utf8')).toContain(config.appId));

  test(
    'finds in the package every library that a bundle loads',
    async () => {
      const script = `for (const name of process.argv.slice(1)) await import(name)`;
      const parts = readdirSync(join(root, 'out/main')).filter((name) => name.startsWith('part-'));
      expect(parts.length).toBeGreaterThan(0);
      const names = parts.map((name) => `./out/main/${name}`);
      await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, ...names], { cwd: root });
    },
    LIMIT_MS,
  );

  test(
    'starts, shows its first screen, makes its database and answers',
    async () => {
      const data = join(work, 'data');
      const program = await startProgramProcess({ data, root, entry: join(root, 'out/main/index.js') });
      const browser = await launchChromium();
      try {
        const page = await browser.newPage();
        await page.goto((await program.next('window')).address);
        await page.getByRole('heading', { name: '欢迎使用河清' }).waitFor();
        const bureau = { bureau: '密云区水务局', numberPrefix: 'MY' };
        const administrator = { login: 'guanli', displayName: '孙管理', password: PASSWORD };
        await request(page, 'session.firstStart', { ...bureau, ...administrator });
        expect(await request(page, 'session.current', {})).toMatchObject({ firstStart: false });
      } finally {
        await browser.close();
        await program.quit();
      }
      expect(existsSync(join(data, 'heqing.db'))).toBe(true);
    },
    LIMIT_MS,
  );
});
