import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from '#test/harness/electron/spec/test.ts';

test.beforeEach(({ program }) => {
  test.skip(program.mode === 'electron', 'the harness alone listens on a port');
});

/** Status of one request, written by hand: what a foreign program or page could send. */
function statusOf(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      const lines = Object.entries({ connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('end', () => resolve(Number(text.split(' ')[1])));
    socket.on('error', reject);
  });
}

test('nobody gets in without the key, under another host name, or from another page', async ({ page }) => {
  await expect(page.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  const { port: text, host } = new URL(page.url());
  const port = Number(text);
  const [cookie] = await page.context().cookies();
  if (!cookie) throw new Error('no cookie');
  const own = { host, cookie: `${cookie.name}=${cookie.value}` };

  expect(await statusOf(port, '/', own), 'the page itself').toBe(200);
  expect(await statusOf(port, '/', { host }), 'no cookie').toBe(403);
  expect(await statusOf(port, '/?key=wrong', { host }), 'wrong key').toBe(403);
  expect(await statusOf(port, `/?key=${cookie.value}x`, { host }), 'key with something more').toBe(403);
  expect(await statusOf(port, '/', { host, cookie: `${cookie.name}=wrong` }), 'wrong cookie').toBe(403);
  expect(await statusOf(port, '/', { ...own, host: `localhost:${port}` }), 'another host name').toBe(403);
  expect(await statusOf(port, '/', { ...own, host: `rebound.example:${port}` }), 'a name bent to this machine').toBe(
    403,
  );
  expect(await statusOf(port, '/', { ...own, origin: 'http://127.0.0.1:1' }), "another port's page").toBe(403);
  expect(await statusOf(port, '/', { ...own, 'sec-fetch-site': 'same-site' }), "another port's page, no origin").toBe(
    403,
  );
  expect(await statusOf(port, '/__harness/events?window=1&document=x', { host }), 'events').toBe(403);
  expect(await statusOf(port, '/__harness/download?path=/etc/hostname', own), 'a file that was not handed out').toBe(
    404,
  );
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test('the program listens on the loopback address only', async ({ page, program }) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  await expect(page.getByRole('heading', { name: '欢迎使用河清' })).toBeVisible();
  const addresses = program.pids().flatMap(listeningAddresses);
  expect(addresses).toEqual(['127.0.0.1']);
});

/** Local addresses on which a process listens, from Linux' tables of sockets. */
function listeningAddresses(pid: number): string[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
      .map((fields) => addressOf(fields[1] ?? '')),
  );
}

/** `0100007F:1F90` → `127.0.0.1`; an IPv6 address stays as it is written. */
function addressOf(field: string): string {
  const hex = field.split(':')[0] ?? '';
  if (hex.length !== 8) return hex;
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');
}
