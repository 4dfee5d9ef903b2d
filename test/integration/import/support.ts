import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { ImportParseInput } from '#worker/job/import-parse.ts';

/** Folder of the reference data and the samples. */
export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
/** Path of a job entry of the tests. */
export function entryPath(name: string): string {
  return fileURLToPath(new URL(`entries/${name}`, import.meta.url));
}

/** A folder of its own for a test file, removed at the end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heqing-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into the scratch folder. */
export function fileIn(folder: string, name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Input of the parse job for a file. */
export function parseInput(path: string, stagingPath: string): ImportParseInput {
  return {
    path,
    stagingPath,
    today: '2026-11-24',
    resources: RESOURCES,
    district: '110118',
    fixed: { source: '网格巡查' },
  };
}

/** A repeatable source of numbers 0 … 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
