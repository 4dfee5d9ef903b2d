import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { FilePort } from '#app/ports.ts';

/** Tokens for files, valid as long as the program runs: whoever holds one can name this file and no other. */
export function createFileTokens(): FilePort {
  const paths = new Map<string, string>();
  return {
    resolve: (token) => paths.get(token) ?? null,
    grant(path) {
      const token = randomUUID();
      paths.set(token, resolve(path));
      return token;
    },
  };
}
