import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy } from '../security/csp.ts';
import { isOurs } from '../security/origin.ts';
import { typeOfFile, typeOfPicture } from './content-type.ts';
import { resolveAddress, type ServedFolders } from './resolve-address.ts';

/** What the protocol serves, and to whom. */
export interface Served extends ServedFolders {
  readonly devServer: URL | null;
  /** Photos are for who is signed in. */
  readonly isSignedIn: () => boolean;
}

/** A photo's address holds its hash: what it stands for never changes. */
const FOREVER = 'private, max-age=31536000, immutable';

/** Makes the answerer of our protocol. It never throws for an address; what can't be found is 404. */
export function createProtocol(served: Served): (request: Request) => Promise<Response> {
  const security = {
    'content-security-policy': contentSecurityPolicy(served.devServer),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };

  function answer(
    status: number,
    body: Uint8Array<ArrayBuffer> | ArrayBuffer | null,
    headers: Readonly<Record<string, string>> = {},
  ): Response {
    return new Response(body, { status, headers: { ...security, ...headers } });
  }

  async function file(path: string): Promise<Response> {
    const bytes = await bytesOf(path);
    return bytes === null ? answer(404, null) : answer(200, bytes, { 'content-type': typeOfFile(path) });
  }

  async function photo(paths: readonly string[]): Promise<Response> {
    if (!served.isSignedIn()) return answer(403, null);
    for (const path of paths) {
      const bytes = await bytesOf(path);
      const type = bytes === null ? null : typeOfPicture(bytes);
      if (bytes !== null && type !== null)
        return answer(200, bytes, { 'content-type': type, 'cache-control': FOREVER });
    }
    return answer(404, null);
  }

  async function fromDevServer(address: string, devServer: URL): Promise<Response> {
    const { pathname, search } = new URL(address);
    const ask = () => fetch(new URL(`${pathname}${search}`, devServer), { headers: { accept: '*/*' } });
    // The server closes idle connections, and one that is being closed may be taken for the next question.
    const found = await ask().catch(ask);
    const type = found.headers.get('content-type') ?? 'application/octet-stream';
    return answer(found.status, await found.arrayBuffer(), { 'content-type': type, 'cache-control': 'no-store' });
  }

  return async ({ url, method }) => {
    if (method !== 'GET') return answer(405, null);
    const target = resolveAddress(url, served);
    if (target.kind === 'photo') return photo(target.paths);
    if (served.devServer !== null && isOurs(url)) return fromDevServer(url, served.devServer);
    if (target.kind === 'none') return answer(404, null);
    return file(target.path);
  };
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}
