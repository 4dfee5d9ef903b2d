import { randomBytes } from 'node:crypto';

/**
 * Makes UUIDv7 keys (RFC 9562) that rise strictly on this device: 48 bits of milliseconds, then a 12-bit counter that
 * starts anew with each millisecond, then 62 random bits. A clock set back does not make a key go back.
 */
export function createIdMaker(now: () => number): () => string {
  let last = 0;
  let counter = 0;
  let pool = randomBytes(0);
  let at = 0;
  return () => {
    const present = now();
    if (present > last) {
      last = present;
      counter = 0;
    } else if (counter === 0xfff) {
      last += 1;
      counter = 0;
    } else counter += 1;
    if (at + 8 > pool.length) {
      pool = randomBytes(4096);
      at = 0;
    }
    const random = pool.toString('hex', at, at + 8);
    at += 8;
    const time = last.toString(16).padStart(12, '0');
    const variant = ((Number.parseInt(random[0] ?? '0', 16) & 0x3) | 0x8).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
  };
}
