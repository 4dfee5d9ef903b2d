import { hash } from 'node:crypto';
import { canonicalHead, type ChainHead } from '#core/domain/log/canonical.ts';

/** Hashes a canonical text to 64 hex digits. */
export type Hasher = (canonical: string) => string;

const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC-SHA256 (RFC 2104) with a key, plain SHA-256 without.
 * Two one-shot hashes over buffers that already hold the padded key: `createHmac` takes about six times as long for a
 * text of a few hundred bytes, most of it in setting up the key.
 */
export function createHasher(key: Uint8Array | null): Hasher {
  if (key === null) return (canonical) => hash('sha256', canonical, 'hex');
  const block = keyBlock(key);
  let inner = padded(block, 0x36, 4096);
  const outer = padded(block, 0x5c, DIGEST);
  return (canonical) => {
    // A UTF-16 unit takes at most three bytes in UTF-8.
    if (canonical.length * 3 > inner.length - BLOCK) inner = padded(block, 0x36, canonical.length * 3);
    const end = BLOCK + inner.write(canonical, BLOCK, 'utf8');
    outer.write(hash('sha256', inner.subarray(0, end), 'hex'), BLOCK, 'hex');
    return hash('sha256', outer, 'hex');
  };
}

function keyBlock(key: Uint8Array): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.set(key.length > BLOCK ? hash('sha256', key, 'buffer') : key);
  return block;
}

function padded(block: Uint8Array, pad: number, room: number): Buffer {
  const buffer = Buffer.alloc(BLOCK + room);
  for (const [at, byte] of block.entries()) buffer[at] = byte ^ pad;
  return buffer;
}

/** Hash of one event's canonical text. In a loop make a `createHasher` once. */
export function hashEvent(canonical: string, key: Uint8Array | null): string {
  return createHasher(key)(canonical);
}

/** Seal over a device's head: without the key nobody can make one for an earlier event, so truncation shows. */
export function sealHead(head: ChainHead, key: Uint8Array | null): string {
  return createHasher(key)(canonicalHead(head));
}
