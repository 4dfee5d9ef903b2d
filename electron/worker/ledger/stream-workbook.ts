import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { stream, Worksheet } from 'exceljs';
import ExcelJS from 'exceljs';

/** A workbook with one sheet that is written while its rows come. */
export interface StreamWorkbook {
  readonly sheet: Worksheet;
  /** Waits until the packer has taken what was written; call every few hundred rows. Throws what the file threw. */
  settle(): Promise<void>;
  /** Writes the end of the workbook. */
  close(): Promise<void>;
  /** Gives the workbook up. */
  abort(): void;
}

/** What is stated about the workbook as a whole. */
export interface WorkbookFacts {
  readonly creator: string;
  /** Integer milliseconds UTC. */
  readonly createdAt: number;
  readonly sheetName: string;
  readonly sheet: Partial<ExcelJS.AddWorksheetOptions>;
}

/** Most XML bytes that may wait for the packer. */
const MAX_WAITING = 2 << 20;

/** Parts of the library that its types hide and that back pressure needs (exceljs 4.4.0, lib/stream/xlsx). */
interface Hidden {
  readonly zip: { abort(): void; on(event: 'error', listener: (error: Error) => void): void };
}
interface HiddenSheet {
  readonly stream: { readonly pipes: readonly Packer[] };
}
/** The library brings a stream of its own (readable-stream 2): it has no `writableLength`, only the state behind it. */
interface Packer {
  readonly _writableState: { readonly length: number };
}

/** Opens a streaming workbook over a sink: styles on, no shared strings (they would all stay in memory), zip level 6. */
export function openStreamWorkbook(sink: Writable, facts: WorkbookFacts): StreamWorkbook {
  const createdAt = new Date(facts.createdAt);
  const options = {
    stream: sink,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 6 } },
    creator: facts.creator,
    lastModifiedBy: facts.creator,
    created: createdAt,
    modified: createdAt,
  } satisfies Partial<stream.xlsx.WorkbookStreamWriterOptions> & Record<string, unknown>;
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter(options);
  const { zip } = workbook as unknown as Hidden;
  const sheet = workbook.addWorksheet(facts.sheetName, facts.sheet);
  const failure = firstError(sink, zip);
  return {
    sheet,
    settle: () => settled(sheet as unknown as HiddenSheet, failure),
    close: async () => {
      await Promise.race([workbook.commit(), failure.thrown]);
    },
    abort: () => zip.abort(),
  };
}

interface Failure {
  readonly thrown: Promise<never>;
  error(): Error | null;
}

// The library listens for errors only at the very end; one that comes before would end the process.
function firstError(sink: Writable, zip: Hidden['zip']): Failure {
  let first: Error | null = null;
  const thrown = new Promise<never>((_, reject) => {
    const fail = (error: Error) => {
      first ??= error;
      reject(error);
    };
    sink.on('error', fail);
    zip.on('error', fail);
  });
  thrown.catch(() => undefined);
  return { thrown, error: () => first };
}

/**
 * The library never pushes back: its `write` returns true whatever waits (exceljs issue 734), so a fast source fills
 * the memory. `length` of the pipe into the packer is what waits there, in bytes
 * (155 of 190 MB of XML at 60,000 rows, without this). Not `drain`: it comes when all is gone, and the packer then idles.
 */
async function settled(sheet: HiddenSheet, failure: Failure): Promise<void> {
  const waiting = () => sheet.stream.pipes.some((pipe) => pipe._writableState.length > MAX_WAITING);
  do {
    // Also lets a cancel message of another process arrive between two batches.
    await turn();
    const error = failure.error();
    if (error !== null) throw error;
  } while (waiting());
}
