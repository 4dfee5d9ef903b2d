import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHasher, hashEvent, sealHead } from '#app/log/hash.ts';
import { canonicalHead } from '#core/domain/log/canonical.ts';
import { KEY } from './events.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 3000 });

describe('hashing', () => {
  it('is HMAC-SHA256 as node:crypto does it, for keys and texts of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.array(text, { maxLength: 4 }), (key, texts) => {
        const hasher = createHasher(key);
        // One hasher for several texts: a buffer that keeps the tail of a longer text before would show.
        for (const one of texts) expect(hasher(one)).toBe(createHmac('sha256', key).update(one).digest('hex'));
      }),
      { numRuns: 300 },
    );
  });

  it.each([1365, 1366, 4096, 4097, 5000])(
    'holds for %i characters of three bytes, where a cut-off text would hash alike',
    (length) => {
      const long = '河'.repeat(length);
      expect(createHasher(KEY)(long)).toBe(createHmac('sha256', KEY).update(long).digest('hex'));
    },
  );

  it('is plain SHA-256 without a key', () => {
    expect(hashEvent('河清', null)).toBe(createHash('sha256').update('河清').digest('hex'));
  });

  it('seals a head under the key', () => {
    const head = { device: 'd', seq: 3, hash: 'f'.repeat(64) };
    expect(sealHead(head, KEY)).toBe(createHmac('sha256', KEY).update(canonicalHead(head)).digest('hex'));
    expect(sealHead(head, KEY)).not.toBe(sealHead(head, Buffer.from('other')));
  });
});
