import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlike } from '#core/domain/photo/truth-checks.ts';
import type { Ports } from '../ports.ts';

/** What kept photos look like; worked out from the originals, so losing it costs nothing but time. */
export interface Looks {
  /** Look of a kept photo; null when it has none, or when its original is gone. */
  of(sha256: string): string | null;
  /** Kept photos that look nearly the same, the photo itself left out. */
  alike(sha256: string, look: string | null): readonly string[];
}

const STORES = new WeakMap<Ports, Looks>();
/** A photo without a look is remembered, too. */
const NONE = '-';

/** The looks of a data folder. */
export function looksOf(ports: Ports): Looks {
  const known = STORES.get(ports) ?? createLooks(ports);
  STORES.set(ports, known);
  return known;
}

function createLooks({ folders, photoLook }: Ports): Looks {
  const path = join(folders.photos, 'looks.txt');
  const looks = readLooks(path);
  return {
    of(sha256) {
      const known = looks.get(sha256);
      if (known !== undefined) return known;
      const original = join(folders.photos, sha256);
      if (!existsSync(original)) return null;
      const look = photoLook(readFileSync(original));
      looks.set(sha256, look);
      mkdirSync(folders.photos, { recursive: true });
      appendFileSync(path, `${sha256} ${look ?? NONE}\n`);
      return look;
    },
    alike(sha256, look) {
      if (look === null) return [];
      return [...looks].flatMap(([other, seen]) => (other !== sha256 && isAlike(look, seen) ? [other] : []));
    },
  };
}

/** One line a photo; a line that was cut off by a power failure is no look. */
function readLooks(path: string): Map<string, string | null> {
  const looks = new Map<string, string | null>();
  if (!existsSync(path)) return looks;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, sha256, look] = /^([0-9a-f]{64}) ([0-9a-f]{16}|-)$/u.exec(line) ?? [];
    if (sha256 !== undefined && look !== undefined) looks.set(sha256, look === NONE ? null : look);
  }
  return looks;
}
