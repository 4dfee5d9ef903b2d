import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveAddress } from '../../electron/main/protocol/resolve-address.ts';
import { createProtocol } from '../../electron/main/protocol/serve.ts';

const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const WEBP = Buffer.from('52494646aaaaaaaa57454250', 'hex');
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const SVG = 'c'.repeat(64);

const root = mkdtempSync(join(tmpdir(), 'heqing-protocol-'));
const folders = { renderer: join(root, 'renderer'), photos: join(root, 'photos') };

beforeAll(() => {
  mkdirSync(join(folders.renderer, 'assets'), { recursive: true });
  mkdirSync(join(folders.photos, 'thumbs'), { recursive: true });
  writeFileSync(join(root, 'heqing.db'), 'secret');
  writeFileSync(join(folders.renderer, 'index.html'), '<!doctype html>');
  writeFileSync(join(folders.renderer, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(folders.photos, A), JPEG);
  writeFileSync(join(folders.photos, 'thumbs', `${A}.webp`), WEBP);
  writeFileSync(join(folders.photos, B), JPEG);
  writeFileSync(join(folders.photos, SVG), '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
});
afterAll(() => rmSync(root, { recursive: true }));

function get(address: string, signedIn = true, devServer: URL | null = null): Promise<Response> {
  const protocol = createProtocol({ ...folders, devServer, isSignedIn: () => signedIn });
  return protocol({ url: address, method: 'GET' } as Request);
}

describe('an address leads', () => {
  test.each([
    ['app://heqing/', 'index.html'],
    ['app://heqing/?x=1', 'index.html'],
    ['app://heqing/assets/a.js', join('assets', 'a.js')],
  ])('%s to a file of the renderer', (address, path) => {
    expect(resolveAddress(address, folders)).toEqual({ kind: 'file', path: join(folders.renderer, path) });
  });

  test.each([
    'app://heqing/..%2fheqing.db',
    'app://heqing/%2e%2e/heqing.db',
    'app://heqing/..%5cheqing.db',
    'app://heqing/assets/..%2f..%2f..%2fheqing.db',
    'app://heqing/C:%5cWindows%5cwin.ini',
    'app://heqing/C:/Windows/win.ini',
    'app://heqing/a%00.js',
    'app://heqing/%ff',
    'app://heqing/photo/../../heqing.db',
    `app://heqing/photo/${'A'.repeat(64)}`,
    `app://heqing/photo/${'a'.repeat(63)}`,
    `app://heqing/photo/${A}/..%2f..%2fheqing.db`,
    `app://evil/photo/${A}`,
    'file:///etc/passwd',
  ])('%s to nothing outside', async (address) => {
    const target = resolveAddress(address, folders);
    if (target.kind === 'file') expect(target.path.startsWith(folders.renderer)).toBe(true);
    expect((await get(address)).status).toBe(404);
  });

  test('never out of the folders, whatever it is made of', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      'assets',
      'photo',
      A,
      'C:',
      '%00',
      '?thumb',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const target = resolveAddress(`app://heqing/${parts.join('/')}`, folders);
        const paths = target.kind === 'file' ? [target.path] : target.kind === 'photo' ? target.paths : [];
        for (const path of paths)
          expect(path.startsWith(folders.renderer) || path.startsWith(folders.photos)).toBe(true);
      }),
    );
  });
});

describe('the answer', () => {
  test('has the policy and forbids guessing types, on every status', async () => {
    for (const address of ['app://heqing/', 'app://heqing/none.js', `app://heqing/photo/${A}`]) {
      const { headers } = await get(address);
      expect(headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('is the page, scripts with their type, 404 for what is not there, 405 for writing', async () => {
    const page = await get('app://heqing/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await get('app://heqing/assets/a.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('app://heqing/assets/')).status).toBe(404);
    expect((await get('app://heqing/none.js')).status).toBe(404);
    const protocol = createProtocol({ ...folders, devServer: null, isSignedIn: () => true });
    expect((await protocol({ url: 'app://heqing/', method: 'POST' } as Request)).status).toBe(405);
  });

  test('to a photo has the type of its bytes and may be kept for ever', async () => {
    const photo = await get(`app://heqing/photo/${A}`);
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    expect(photo.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await photo.arrayBuffer())).toEqual(JPEG);
  });

  test('to a thumbnail is the small picture, or the photo where there is none', async () => {
    expect((await get(`app://heqing/photo/${A}?thumb`)).headers.get('content-type')).toBe('image/webp');
    expect((await get(`app://heqing/photo/${B}?thumb`)).headers.get('content-type')).toBe('image/jpeg');
  });

  test('to a photo that is none is 404: a drawing with a script in it is not shown', async () => {
    expect((await get(`app://heqing/photo/${SVG}`)).status).toBe(404);
  });

  test('to a photo is refused while nobody is signed in', async () => {
    expect((await get(`app://heqing/photo/${A}`, false)).status).toBe(403);
  });
});

test('while developing the page comes from the server, the photos from the data folder', async () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/javascript');
    response.end(`from ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const devServer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const script = await get('app://heqing/@id/__x00__virtual:a?t=1', true, devServer);
    expect(await script.text()).toBe('from /@id/__x00__virtual:a?t=1');
    expect((await get(`app://heqing/photo/${A}`, true, devServer)).headers.get('content-type')).toBe('image/jpeg');
    expect((await get('app://evil/x.js', true, devServer)).status).toBe(404);
  } finally {
    server.close();
  }
});
