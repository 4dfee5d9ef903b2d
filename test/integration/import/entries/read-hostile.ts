/** Reads files one after another and tells what became of each; an exception is told, not thrown. */
import { readFileSync } from 'node:fs';
import { ok } from '#core/domain/shared/result.ts';
import { connectPort } from '#worker/job/port.ts';
import { serveJob } from '#worker/job/serve.ts';
import { readWorkbook } from '#worker/spreadsheet/read-workbook.ts';

/** What became of a file; `code` null: it was read. */
export interface HostileOutcome {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  readonly ms: number;
}

async function outcomeOf(name: string, bytes: Uint8Array): Promise<HostileOutcome> {
  const from = performance.now();
  try {
    const read = await readWorkbook(bytes, `${name}.xlsx`);
    const ms = performance.now() - from;
    return read.ok
      ? { name, code: null, message: '', ms }
      : { name, code: read.error.code, message: read.error.message, ms };
  } catch (error) {
    return { name, code: 'THREW', message: String(error), ms: performance.now() - from };
  }
}

serveJob(
  {
    hostile: async (input, { progress }) => {
      const files = input as readonly { readonly name: string; readonly path: string }[];
      const outcomes: HostileOutcome[] = [];
      for (const { name, path } of files) {
        progress({ phase: name, done: outcomes.length, total: files.length });
        outcomes.push(await outcomeOf(name, readFileSync(path)));
      }
      return ok({ outcomes, peakMb: process.resourceUsage().maxRSS / 1024 });
    },
  },
  connectPort(),
);
