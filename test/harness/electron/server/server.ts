import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ADDRESS, type PageBatch, WINDOW_KEY } from '../page/messages.ts';
import type { BrowserWindow } from '../stand-in/browser-window.ts';
import { inScratch } from '../stand-in/dialog.ts';
import { accelerators } from '../stand-in/menu.ts';
import { world } from '../stand-in/world.ts';
import { createGate, type Gate } from './gate.ts';
import { preloadScript, withConnect, withPreload } from './scripts.ts';

/** The harness server of one program: loopback only, a port that the system picks. */
export interface HarnessServer {
  readonly port: number;
  readonly key: string;
  /** Address that lets a browser in, for the window of that id (the first one when not given). */
  address(window?: number): string;
  close(): void;
}

/** Starts the server. `second` is called when another start of the program has found this one. */
export async function startServer(second: () => void): Promise<HarnessServer> {
  let port = 0;
  const gate = createGate(() => port);
  const server = createServer((request, response) => {
    answer(gate, request, response, second).catch((error: unknown) => failed(request, response, error));
  });
  // An upload or an event stream may take its time.
  Object.assign(server, { requestTimeout: 0, keepAliveTimeout: 60_000 });
  await listening(server);
  port = (server.address() as AddressInfo).port;
  return {
    port,
    key: gate.key,
    address: (window) => `http://127.0.0.1:${port}/?key=${gate.key}${window === undefined ? '' : `&window=${window}`}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function failed(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  process.stderr.write(
    `${request.method} ${request.url?.split('?')[0]}: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}

async function answer(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  second: () => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (!gate.rightHost(request)) return refuse(response);
  if (url.searchParams.has('key') || request.headers['x-heqing-key'] !== undefined) {
    if (!gate.hasKey(request, url)) return refuse(response);
    if (url.pathname !== ADDRESS.second) return enter(gate, response, url);
    second();
    return void response.writeHead(204).end();
  }
  if (!gate.lets(request)) return refuse(response);
  if (url.pathname === ADDRESS.enter) return enter(gate, response, url);
  if (url.pathname === ADDRESS.preload) return script(response, preloadScript(preloadOfAll()));
  if (url.pathname === ADDRESS.events) return openStream(response, url);
  if (url.pathname === ADDRESS.messages) return takeMessages(request, response);
  if (url.pathname === ADDRESS.upload) return upload(request, response, url);
  if (url.pathname === ADDRESS.download) return sendFile(response, url.searchParams.get('path') ?? '');
  return serve(request, response, url);
}

function refuse(response: ServerResponse): void {
  const text = '没有钥匙，不能进入。请用启动时打印的完整地址打开。';
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

/** Lets a browser in, and tells its tab which window it is. A page, not a redirect: its request brings the cookie. */
function enter(gate: Gate, response: ServerResponse, url: URL): void {
  const window = windowFor(url.searchParams.get('window'));
  if (!window)
    return void response
      .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', refresh: '1' })
      .end('程序正在启动……');
  const nonce = randomBytes(12).toString('base64');
  const path = url.searchParams.get('path') ?? window.webContents.getPath();
  const values = [WINDOW_KEY, String(window.id), path].map((value) => JSON.stringify(value).replaceAll('<', '\\u003c'));
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'set-cookie': gate.cookie(),
    })
    .end(
      `<!doctype html><meta charset="utf-8"><title>河清</title><script nonce="${nonce}">` +
        `sessionStorage.setItem(${values[0]}, ${values[1]}); location.replace(new URL(${values[2]}, location.origin));</script>`,
    );
}

function windowFor(id: string | null): BrowserWindow | undefined {
  const all = [...world.windows.values()].filter((window) => window.webContents.getURL() !== '');
  if (id !== null) return all.find((window) => String(window.id) === id);
  return all.find((window) => !window.webContents.link.connected) ?? all[0];
}

function script(response: ServerResponse, code: string): void {
  response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }).end(code);
}

function preloadOfAll(): string | null {
  const preloads = new Set([...world.windows.values()].map((window) => window.webContents.preload));
  if (preloads.size > 1) throw new Error(`windows of different preloads: ${[...preloads].join(', ')}`);
  return [...preloads][0] ?? null;
}

function openStream(response: ServerResponse, url: URL): void {
  const window = world.windows.get(Number(url.searchParams.get('window')));
  const document = url.searchParams.get('document') ?? '';
  // 204 ends an EventSource for good: the page then knows that it is no window (any more).
  if (!window?.webContents.arrive(document)) return void response.writeHead(204).end();
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 500\n\n');
  const { webContents } = window;
  webContents.link.attach(response);
  webContents.link.tell({ t: 'accelerators', list: accelerators() });
  response.on('close', () => world.events.emit('page-left', window));
}

async function takeMessages(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const batch = JSON.parse(Buffer.concat(parts).toString('utf8')) as PageBatch;
  response.writeHead(204).end();
  world.windows.get(batch.window)?.webContents.receive(batch);
}

let uploads = 0;

async function upload(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  uploads += 1;
  const folder = join(world.scratch, `upload-${uploads}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(url.searchParams.get('name') ?? '') || 'file');
  await pipeline(request, createWriteStream(path, { mode: 0o600 }));
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(path);
}

function sendFile(response: ServerResponse, path: string): void {
  if (!inScratch(path) || !existsSync(path)) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`,
  });
  createReadStream(path).pipe(response);
}

/** Asks the handler that main registered for its scheme; the answer goes to the browser as it is. */
async function serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const scheme = world.origin?.split(':')[0] ?? '';
  const handler = world.handlers.get(scheme);
  if (!handler || !world.origin) return void response.writeHead(503).end();
  const asked = new Request(`${world.origin}${url.pathname}${url.search}`, {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && !HOP_HEADERS.has(name) ? [[name, value]] : [],
    ),
  });
  const answered = await handler(asked);
  const headers = Object.fromEntries(answered.headers);
  const policy = headers['content-security-policy'];
  if (policy !== undefined) headers['content-security-policy'] = withConnect(policy);
  headers['permissions-policy'] = 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), clipboard-read=()';
  if ((headers['content-type'] ?? '').startsWith('text/html') && answered.status === 200) {
    delete headers['content-length'];
    response.writeHead(200, { ...headers, 'cache-control': 'no-store' }).end(withPreload(await answered.text()));
    return;
  }
  response.writeHead(answered.status, headers);
  response.end(Buffer.from(await answered.arrayBuffer()));
}

/** What is between browser and harness, and not part of a request of the program. */
const HOP_HEADERS = new Set(['host', 'connection', 'cookie', 'origin', 'referer', 'content-length', 'x-heqing-key']);
