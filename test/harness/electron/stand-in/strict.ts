import { EventEmitter } from 'node:events';

/*
 * What the stand-in can't do must fail where it is used, by name; it must not return `undefined` and let a test pass.
 */

/** Names that JavaScript itself, `await` and printing look for on any object. */
const PROBED = new Set([
  'then',
  'toJSON',
  'constructor',
  'domain',
  '$$typeof',
  'asymmetricMatch',
  'inspect',
  '__esModule',
]);

/** The object as it is, but with an error by name for whatever it does not have. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(inner, key, receiver) {
      if (typeof key === 'string' && !(key in inner) && !PROBED.has(key)) throw missing(name, key);
      return Reflect.get(inner, key, receiver);
    },
    set(inner, key, value, receiver) {
      if (typeof key === 'string' && !(key in inner) && !key.startsWith('_')) throw missing(name, key);
      return Reflect.set(inner, key, value, receiver);
    },
  });
}

/** Base of a class of the stand-in whose instances are strict: the end of their prototype chain is. */
function strictBase<T extends object>(name: string, base: new () => T): new () => T {
  const Base = base as new () => object;
  class Strict extends Base {}
  Object.setPrototypeOf(Strict.prototype, strict(name, Base.prototype as object));
  return Strict as new () => T;
}

/** Base of a strict class that emits events. */
export function strictEmitter(name: string): new () => EventEmitter {
  return strictBase(name, EventEmitter);
}

/** Base of a strict class. */
export function strictObject(name: string): new () => object {
  return strictBase(name, Object);
}

function missing(name: string, key: string): Error {
  return new Error(`the stand-in of electron has no ${name}.${key} (test/harness/electron/stand-in)`);
}
