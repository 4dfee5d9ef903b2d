import { EventEmitter } from 'node:events';
import { protocol } from './protocol.ts';
import { strict } from './strict.ts';

type PermissionHandler = (...args: unknown[]) => unknown;

/** Electron's session. Permissions are refused by the harness in any case; the handlers are kept for tests to ask. */
class Session extends EventEmitter {
  readonly protocol = protocol;
  readonly webRequest = strict('session.webRequest', {});
  requestHandler: PermissionHandler | null = null;
  checkHandler: PermissionHandler | null = null;
  deviceHandler: PermissionHandler | null = null;

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionHandler | null): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: PermissionHandler | null): void {
    this.deviceHandler = handler;
  }

  setSpellCheckerEnabled(_on: boolean): void {}

  async clearCache(): Promise<void> {}
}

/** Electron's `session`. */
export const session = strict('session', { defaultSession: strict('session.defaultSession', new Session()) });
