/**
 * Values on their way between the page and Node: JSON with tags for what a structured clone carries and JSON does not.
 * Runs on both sides. As in Electron, a function or symbol is refused with a DataCloneError, prototypes are lost.
 * Cycles and transferred objects are refused too: the program has no use for them.
 */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const TAG = '$';

const TYPED = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const;

/** Text for the wire. Throws a DataCloneError for what can't be cloned. */
export function encode(value: unknown): string {
  return JSON.stringify(pack(structuredClone(value), []));
}

/** The value again. */
export function decode(text: string): unknown {
  return unpack(JSON.parse(text) as Json);
}

function pack(value: unknown, above: readonly object[]): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'undefined') return { [TAG]: 'undefined' };
  if (typeof value === 'bigint') return { [TAG]: 'bigint', v: String(value) };
  if (typeof value === 'number') return packNumber(value);
  if (typeof value !== 'object') throw new TypeError(`the harness can't carry a ${typeof value}`);
  if (above.includes(value)) throw new TypeError("the harness can't carry a cyclic value");
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item) => pack(item, inside));
  if (value instanceof Date) return { [TAG]: 'Date', v: value.getTime() };
  if (value instanceof Map)
    return { [TAG]: 'Map', v: [...value].map(([key, item]) => [pack(key, inside), pack(item, inside)]) };
  if (value instanceof Set) return { [TAG]: 'Set', v: [...value].map((item) => pack(item, inside)) };
  if (value instanceof Error) return { [TAG]: 'Error', name: value.name, v: value.message };
  if (value instanceof ArrayBuffer) return { [TAG]: 'ArrayBuffer', v: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) return packView(value);
  return packPlain(value, inside);
}

function packNumber(value: number): Json {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { [TAG]: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
}

function packView(view: ArrayBufferView): Json {
  const name = Object.keys(TYPED).find((key) => view instanceof TYPED[key as keyof typeof TYPED]);
  if (name === undefined) throw new TypeError(`the harness can't carry a ${view.constructor.name}`);
  return { [TAG]: name, v: toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)) };
}

function packPlain(value: object, inside: readonly object[]): Json {
  const packed: { [key: string]: Json } = {};
  for (const [key, item] of Object.entries(value)) packed[key] = pack(item, inside);
  return TAG in packed ? { [TAG]: 'plain', v: packed } : packed;
}

function unpack(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(unpack);
  const tag = json[TAG];
  if (tag === undefined) return unpackPlain(json);
  const inner = json['v'] ?? null;
  if (tag === 'undefined') return undefined;
  if (tag === 'bigint') return BigInt(String(inner));
  if (tag === 'number') return Number(inner);
  if (tag === 'Date') return new Date(Number(inner));
  if (tag === 'plain') return unpackPlain(inner as { [key: string]: Json });
  if (tag === 'Map') return new Map((inner as [Json, Json][]).map(([key, item]) => [unpack(key), unpack(item)]));
  if (tag === 'Set') return new Set((inner as Json[]).map(unpack));
  if (tag === 'Error') return Object.assign(new Error(String(inner)), { name: String(json['name']) });
  const bytes = fromBase64(String(inner));
  if (tag === 'ArrayBuffer') return bytes.buffer;
  const Typed = TYPED[tag as keyof typeof TYPED];
  if (Typed === undefined) throw new TypeError(`unknown tag ${JSON.stringify(tag)} on the wire`);
  return new Typed(bytes.buffer);
}

function unpackPlain(json: { [key: string]: Json }): unknown {
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, unpack(item)]));
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
