import { strict } from './strict.ts';
import { type SchemeHandler, world } from './world.ts';

/** One entry of `registerSchemesAsPrivileged`. */
interface Scheme {
  readonly scheme: string;
  readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean; readonly [more: string]: unknown };
}

/** Electron's `protocol`: handlers of the program's own schemes; the harness server asks them. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly Scheme[]): void {
    if (world.ready) throw new Error('protocol.registerSchemesAsPrivileged must be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) {
        throw new Error(`${scheme}: must be standard and secure, or pages have no origin and no storage`);
      }
      world.privileged.add(scheme);
    }
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!world.ready) throw new Error('protocol.handle must be called after app is ready');
    if (world.handlers.has(scheme)) throw new Error(`a second handler for ${scheme}:`);
    world.handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    world.handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => world.handlers.has(scheme),
});
