/** Scheme and host under which the windows live. */
export const SCHEME = 'app';
export const HOST = 'heqing';
/** Origin of every window; the development server is served under it too. */
const ORIGIN = `${SCHEME}://${HOST}`;

/** Whether an address is one of ours. `URL.origin` is `null` for schemes of one's own, so it can't tell. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}

/** Address of a page of the renderer, `path` beginning with a slash; the page's router reads what follows the `#`. */
export function pageAddress(path: string): string {
  return `${ORIGIN}/#${path}`;
}
