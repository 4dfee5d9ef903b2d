import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may talk to the harness: the browser that came with the key, from the harness' own pages, and nobody else. */
export interface Gate {
  /** In the address that the first page is opened with, in the cookie, and in the lock file. */
  readonly key: string;
  /** Value of Set-Cookie for who came with the key. Ports share cookies, so its name has the port. */
  cookie(): string;
  /** True for a request that brings the key in its address (`?key=`) or in the header `x-heqing-key`. */
  hasKey(request: IncomingMessage, url: URL): boolean;
  /** True for a request with the cookie, to this very host and port, not caused by another site's page. */
  lets(request: IncomingMessage): boolean;
  /** True when the request names this host and port (a page of a name that was bent to 127.0.0.1 names another). */
  rightHost(request: IncomingMessage): boolean;
}

/** A gate with a new random key. `port` is known once the server listens. */
export function createGate(port: () => number): Gate {
  const key = randomBytes(24).toString('base64url');
  const name = () => `heqing_${port()}`;
  const rightHost = (request: IncomingMessage) => request.headers.host === `127.0.0.1:${port()}`;
  return {
    key,
    cookie: () => `${name()}=${key}; Path=/; HttpOnly; SameSite=Strict`,
    hasKey: (request, url) => same(url.searchParams.get('key') ?? header(request, 'x-heqing-key'), key),
    rightHost,
    lets(request) {
      const { origin } = request.headers;
      if (!rightHost(request)) return false;
      if (origin !== undefined && origin !== `http://127.0.0.1:${port()}`) return false;
      if (!['', 'same-origin', 'none'].includes(header(request, 'sec-fetch-site'))) return false;
      return same(cookieNamed(request, name()), key);
    },
  };
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function cookieNamed(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** Equal, in a time that tells nothing of where they differ. */
function same(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
