import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { ImportParseInput } from '#worker/job/import-parse.ts';
import { RESOURCES } from './paths.ts';

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
