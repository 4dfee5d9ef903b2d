import type { Session, WebContents } from 'electron';
import { isOurs } from './origin.ts';

/** Whether a page may have a permission: copying text on a click and nothing else. */
export function isPermitted(permission: string, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOurs(address);
}

/** Refuses every permission but those of `isPermitted`, asked for or looked up. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isPermitted(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
}

/** Keeps a window on our pages: no other address, no further window by the page, no embedded contents. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
