/// <reference lib="dom" />

/**
 * What crosses Electron's context bridge: plain data is copied, functions and promises are stood in for, prototypes are
 * lost, and anything else is refused. Throws a TypeError where Electron throws.
 */
export function bridge(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'function') return stub(value as (...args: unknown[]) => unknown);
  if (typeof value === 'symbol') throw new TypeError('a symbol does not cross the context bridge');
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) throw new TypeError('a cyclic value does not cross the context bridge');
  const inside = [...above, value];
  if (value instanceof Promise) {
    return value.then(
      (result) => bridge(result),
      (error: unknown) => Promise.reject(bridge(error)),
    );
  }
  if (Array.isArray(value)) return value.map((item) => bridge(item, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return structuredClone(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bridge(item, inside)]));
}

function stub(inner: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => bridge(inner(...args.map((arg) => bridge(arg))));
}

/** `contextBridge.exposeInMainWorld`. */
export function exposeInMainWorld(name: string, api: unknown): void {
  if (name in window)
    throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`);
  const exposed = bridge(api);
  if (typeof exposed === 'object') Object.freeze(exposed);
  Object.defineProperty(window, name, { value: exposed, enumerable: true });
}
